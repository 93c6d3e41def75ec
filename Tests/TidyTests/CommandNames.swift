import Testing

/// The subcommands and options that ArgumentParser makes of the sources of the commands.
enum CommandNames {
  static func subcommands(in sources: [String]) -> Set<String> {
    Set(sources.flatMap { $0.matches(of: /commandName:\s*"([^"]+)"/).map { String($0.1) } })
  }

  static func flags(in sources: [String]) -> Set<String> {
    Set(sources.flatMap(flags)).union(["help", "version", "generate-completion-script"])
  }

  private static func flags(in source: String) -> [String] {
    let custom = source.matches(of: /customLong\("([^"]+)"/).map { String($0.1) }
    return custom
      + declarations(in: SwiftText.code(of: source)).flatMap { attribute, name in
        let flag = kebab(name)
        if attribute.contains(".prefixedNo") { return [flag, "no-\(flag)"] }
        if attribute.contains(".prefixedEnableDisable") { return ["enable-\(flag)", "disable-\(flag)"] }
        return [flag]
      }
  }

  /// Each property with an `@Option` or `@Flag`, and that attribute's arguments.
  private static func declarations(in code: String) -> [(attribute: Substring, name: String)] {
    code.matches(of: /@(?:Option|Flag)\b/).compactMap { match in
      var depth = 0
      let rest = code[match.range.upperBound...]
      let attribute = rest.prefix { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return depth > 0 || character == ")" || character.isWhitespace
      }
      guard let variable = rest[attribute.endIndex...].prefixMatch(of: /(?:\w+\s+)*?var\s+`?(\w+)/) else { return nil }
      return (attribute, String(variable.1))
    }
  }

  /// `maxDeletes` becomes `max-deletes`.
  private static func kebab(_ name: String) -> String {
    name.replacing(/[A-Z]+/) { "-" + $0.output.lowercased() }
  }
}

@Suite struct CommandNamesTests {
  private let source = #"""
    struct PlanCommand: AsyncParsableCommand {
      static let configuration = CommandConfiguration(commandName: "plan", abstract: "Say (what) would change")
      @Option(name: .shortAndLong, help: "Stop above (this") var maxDeletes = 10
      @Option(name: [.customLong("at"), .short], help: ArgumentHelp("Now", valueName: "time"))
      package var pretendedTime: String?
      @Flag(inversion: .prefixedNo) var color = true
      @Flag var detailedExitcode = false
      var unparsed = 1
      // @Flag var imagined = false
    }
    """#

  @Test func subcommandsAreReadFromTheirConfiguration() {
    #expect(CommandNames.subcommands(in: [source]) == ["plan"])
  }

  @Test func optionsAreNamedAsArgumentParserNamesThem() {
    let always: Set = ["help", "version", "generate-completion-script"]
    let found = CommandNames.flags(in: [source]).subtracting(always)
    #expect(found == ["max-deletes", "at", "pretended-time", "color", "no-color", "detailed-exitcode"])
  }
}
