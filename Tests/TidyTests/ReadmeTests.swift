import Testing

/// What the commands in the README may refer to.
struct ReadmeWorld {
  /// Paths from the top of the repository.
  var exists: (String) -> Bool
  var isExecutable: (String) -> Bool
  /// What `swift run` and `swift build --product` can name.
  var products: Set<String>
  var subcommands: Set<String>
  /// Without the leading dashes.
  var flags: Set<String>
}

/// Every command the README shows refers to something that exists.
struct ReadmeCommands {
  let world: ReadmeWorld

  static let swiftSubcommands: Set = ["build", "test", "run", "package", "format"]

  func findings(in readme: String) -> [String] {
    Self.blocks(in: readme).flatMap { lines -> [String] in
      var folder = ""
      return lines.flatMap(Self.commands).flatMap { words -> [String] in
        if words.first == "cd", let next = words.dropFirst().first {
          folder += next + "/"
          return world.exists(folder) ? [] : ["cd \(next): no such folder"]
        }
        return findings(words, in: folder)
      }
    }
  }

  private func findings(_ words: [String], in folder: String) -> [String] {
    guard let command = words.first else { return [] }
    let arguments = Array(words.dropFirst())
    if command == "weft" || command.hasSuffix("/weft") && command.contains(".build/") {
      return weft(arguments) + files(arguments, in: folder)
    }
    if command == "swift" { return swift(arguments) + files(arguments, in: folder) }
    if command.hasPrefix("./") { return script(folder + command.dropFirst(2)) + files(arguments, in: folder) }
    return []
  }

  private func weft(_ arguments: [String]) -> [String] {
    var findings: [String] = []
    if let subcommand = arguments.first, !subcommand.hasPrefix("-"), !world.subcommands.contains(subcommand) {
      findings.append("weft \(subcommand): no such subcommand")
    }
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let flag = argument.dropFirst(2).prefix { $0 != "=" }
      if !world.flags.contains(String(flag)) { findings.append("weft … --\(flag): no such option") }
    }
    return findings
  }

  private func swift(_ arguments: [String]) -> [String] {
    guard let subcommand = arguments.first, Self.swiftSubcommands.contains(subcommand) else {
      return ["swift \(arguments.first ?? ""): not a command of the toolchain"]
    }
    if let option = arguments.firstIndex(of: "--product"), option + 1 < arguments.count, !world.products.contains(arguments[option + 1]) {
      return ["swift \(subcommand) --product \(arguments[option + 1]): no such product"]
    }
    guard subcommand == "run" else { return [] }
    guard let place = arguments.firstIndex(where: world.products.contains) else { return ["swift run: names no product"] }
    return arguments[place] == "weft" ? weft(Array(arguments[(place + 1)...])) : []
  }

  private func script(_ path: String) -> [String] {
    guard world.exists(path) else { return ["./\(path): no such file"] }
    return world.isExecutable(path) ? [] : ["./\(path): not executable"]
  }

  /// Arguments that name something in the repository, except what the command is to write.
  private func files(_ arguments: [String], in folder: String) -> [String] {
    let isWritten = [false] + arguments.map(["--out", "--report", ">", ">>"].contains)
    return zip(arguments, isWritten).filter { argument, isWritten in
      let isOurs = ["examples/", "schemas/", "Sources/", "Tests/"].contains { argument.hasPrefix($0) }
      return isOurs && !isWritten && !world.exists(folder + argument)
    }.map { "\($0.0): no such file" }
  }

  /// The lines of the fenced shell blocks; in console blocks, only what stands behind a prompt.
  private static func blocks(in readme: String) -> [[String]] {
    var blocks: [[String]] = []
    var fence: String?
    for line in readme.replacing("\\\n", with: " ").split(separator: "\n", omittingEmptySubsequences: false) {
      let trimmed = line.trimmingPrefix { $0 == " " }
      if trimmed.hasPrefix("```") {
        fence = fence == nil ? String(trimmed.dropFirst(3).prefix { $0.isLetter || $0 == "-" }) : nil
        blocks.append([])
      } else if let fence, ["sh", "bash", "shell", "console"].contains(fence) {
        if trimmed.hasPrefix("$ ") {
          blocks[blocks.count - 1].append(String(trimmed.dropFirst(2)))
        } else if fence != "console" {
          blocks[blocks.count - 1].append(String(trimmed))
        }
      }
    }
    return blocks
  }

  /// The commands of a line, without variables set for them and without the comment behind them.
  private static func commands(in line: String) -> [[String]] {
    let words = line.split(separator: " ").map { String($0.filter { $0 != "\"" && $0 != "'" }) }.prefix { !$0.hasPrefix("#") }
    return words.split { ["&&", "||", "|", ";"].contains($0) }.map { command in
      Array(command.drop { $0 == "sudo" || $0 == "time" || !$0.hasPrefix("-") && $0.contains("=") })
    }
  }
}

@Suite struct ReadmeTests {
  @Test func everyCommandOfTheReadmeExists() throws {
    #expect(Repository.exists("README.md"), "README.md is missing")
    let sources = try Repository.files(under: "Sources/Apps/Commands", endings: ".swift").map(Repository.text)
    let package = try PackageMap.ofThisRepository()
    let world = ReadmeWorld(
      exists: Repository.exists, isExecutable: Repository.isExecutable, products: Set(package.products),
      subcommands: CommandNames.subcommands(in: sources), flags: CommandNames.flags(in: sources))
    #expect(ReadmeCommands(world: world).findings(in: try Repository.text(of: "README.md")) == [])
  }

  @Test func theReadmeFitsOnAFewScreens() throws {
    #expect(try Repository.text(of: "README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 150)
  }

  @Test(arguments: [
    ("./Tests/walk", "./Tests/walk: no such file"),
    ("cd examples/quickstart && ./walk", "./examples/quickstart/walk: no such file"),
    ("./README.md", "./README.md: not executable"),
    ("weft guess -f a.yaml", "weft guess: no such subcommand"),
    ("weft plan \\\n  --max-guesses 3", "weft … --max-guesses: no such option"),
    (".build/release/weft plan --guess=yes", "weft … --guess: no such option"),
    ("swift run -c release weft guess", "weft guess: no such subcommand"),
    ("swift build --product warp", "swift build --product warp: no such product"),
    ("LEVEL=2 swift run warp", "swift run: names no product"),
    ("swift weave", "swift weave: not a command of the toolchain"),
    ("weft plan -f examples/none.yaml", "examples/none.yaml: no such file"),
    ("cd nowhere", "cd nowhere: no such folder"),
  ])
  func aCommandThatDoesNotExistIsFound(line: String, finding: String) {
    #expect(findings("```sh\n\(line)\n```") == [finding])
    #expect(findings("```console\n$ \(line)\n```") == [finding])
  }

  @Test func commandsThatExistAreFine() {
    let lines = """
      ./Tests/run --filter Tidy   # weft guess
      swift run -c release weft plan -f examples/quickstart/fabric.yaml --max-deletes=3 --out examples/new.json
      cd examples/quickstart && ./run | weft plan -f - && RECORD=1 ./run
      """
    #expect(findings("```sh\n\(lines)\n```") == [])
  }

  @Test func outputAndOtherLanguagesAreNoCommands() {
    #expect(findings("```console\n$ weft plan\nweft guess\n```\nweft guess\n```yaml\nweft guess\n```") == [])
  }

  private func findings(_ readme: String) -> [String] {
    let scripts: Set = ["Tests/run", "examples/quickstart/run"]
    let files = scripts.union(["README.md", "examples/quickstart/", "examples/quickstart/fabric.yaml"])
    let world = ReadmeWorld(
      exists: files.contains, isExecutable: scripts.contains, products: ["weft"], subcommands: ["plan"], flags: ["max-deletes", "out"])
    return ReadmeCommands(world: world).findings(in: readme)
  }
}
