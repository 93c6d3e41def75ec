import Testing

/// What work in progress leaves behind, and shortcuts around the compiler.
enum Leftovers {
  static let lines = 400

  static func findings(in text: String, path: String) -> [String] {
    var findings: [String] = []
    if !text.isEmpty && !text.hasSuffix("\n") { findings.append("\(path): does not end with a line end") }
    if text.utf8.count(where: { $0 == UInt8(ascii: "\n") }) > lines { findings.append("\(path): more than \(lines) lines") }
    let written = text.split(separator: "\n", omittingEmptySubsequences: false)
    let code = SwiftText.code(of: text).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in written.enumerated() {
      for found in shortcuts(in: code[number]) + notes(in: line) { findings.append("\(path):\(number + 1): \(found)") }
    }
    return findings
  }

  private static func shortcuts(in code: Substring) -> [String] {
    ["@unchecked Sendable", "nonisolated(unsafe)", "try!"].filter { code.contains($0) }
  }

  private static func notes(in line: Substring) -> [String] {
    let found = line.matches(of: /\b(TODO|FIXME|XXX)\b/).map { String($0.1) }
    return found + (line.contains("fatalError(\"not implemented") ? ["fatalError for what is not written yet"] : [])
  }

  /// Paths of somebody's own machine, wherever people and build machines keep their checkouts.
  static func machinePaths(in text: String) -> [String] {
    text.matches(of: /(?:^|[\s"'`(=:,<>])(\/(?:home|Users|root|work|workspace|builds)\/\w[^\s"'`)>]*)/).map { String($0.1) }
  }

  /// Placeholders in folders of targets that have sources of their own by now.
  static func needlessPlaceholders(among files: [String]) -> [String] {
    files.filter { file in
      guard file.hasSuffix("/Placeholder.swift") else { return false }
      let folder = file.dropLast("Placeholder.swift".count)
      return files.contains { $0 != file && $0.hasPrefix(folder) && $0.hasSuffix(".swift") }
    }
  }
}

@Suite struct LeftoverTests {
  @Test func theSourcesHoldNoLeftovers() throws {
    let files = Repository.files(under: "Sources", endings: ".swift", ".h", ".c", ".modulemap", ".md")
    #expect(files.count > 10)
    for path in files {
      #expect(Leftovers.findings(in: try Repository.text(of: path), path: path) == [])
    }
  }

  @Test func noFileNamesAPathOfSomebodysMachine() throws {
    for path in Repository.tracked() {
      let text = String(decoding: try Repository.data(of: path), as: UTF8.self)
      #expect(Leftovers.machinePaths(in: text) == [], "\(path)")
    }
  }

  @Test func placeholdersGoWithTheFirstSource() {
    #expect(Leftovers.needlessPlaceholders(among: Repository.files(under: "Sources") + Repository.files(under: "Tests")) == [])
  }

  @Test(arguments: [
    ("final class A: @unchecked Sendable {}", "@unchecked Sendable"),
    ("nonisolated(unsafe) var a = 1", "nonisolated(unsafe)"),
    ("let a = try! b()", "try!"),
    ("// TODO: write", "TODO"),
    ("let a = 1  // FIXME later", "FIXME"),
    ("fatalError(\"not implemented yet\")", "fatalError for what is not written yet"),
  ])
  func aLeftoverIsFound(line: String, finding: String) {
    #expect(Leftovers.findings(in: "import A\n\(line)\n", path: "A.swift") == ["A.swift:2: \(finding)"])
  }

  @Test func aShortcutIsFoundInCodeOnly() {
    #expect(Leftovers.findings(in: "// unlike try! this throws\nlet text = \"try!\"\n", path: "A.swift") == [])
  }

  @Test func aMissingLineEndIsFound() {
    #expect(Leftovers.findings(in: "let a = 1", path: "A.swift") == ["A.swift: does not end with a line end"])
  }

  @Test func aFileThatIsTooLongIsFound() {
    #expect(Leftovers.findings(in: String(repeating: "\n", count: 400), path: "A.swift") == [])
    #expect(Leftovers.findings(in: String(repeating: "\n", count: 401), path: "A.swift") == ["A.swift: more than 400 lines"])
  }

  @Test(arguments: ["home", "Users", "root", "work"]) func aMachinePathIsFound(folder: String) {
    // Put together here, so that this file keeps the rule.
    let path = "/" + folder + "/someone/weft"
    #expect(Leftovers.machinePaths(in: "let a = \"\(path)\"") == [path])
    #expect(Leftovers.machinePaths(in: "https://example.org\(path) and /etc/\(folder)/a") == [])
  }

  @Test func aPlaceholderBesideSourcesIsFound() {
    let files = ["Sources/A/Placeholder.swift", "Sources/B/Placeholder.swift", "Sources/B/Parts/Part.swift"]
    #expect(Leftovers.needlessPlaceholders(among: files) == ["Sources/B/Placeholder.swift"])
  }
}
