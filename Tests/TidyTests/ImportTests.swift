import Testing

/// A file imports what its target declares, and what the toolchain brings: builds would also find modules that happen to be built.
enum Imports {
  static let toolchain: Set = [
    "Dispatch", "Foundation", "FoundationEssentials", "FoundationNetworking", "FoundationXML", "Glibc",
    "Synchronization",
  ]
  /// Core has neither files nor clocks nor locales; of the C library it may name what only touches memory.
  static let toolchainForCore: Set = [
    "Synchronization", "Glibc.memchr", "Glibc.memcmp", "Glibc.madvise", "Glibc.MADV_HUGEPAGE",
  ]

  static func findings(in text: String, path: String, of target: PackageMap.Target) -> [String] {
    let provided =
      switch target.layer {
      case "Core": toolchainForCore
      case "Tests": toolchain.union(["Testing"])
      default: toolchain
      }
    return modules(in: text).filter { name in
      let module = String(name.prefix { $0 != "." })
      return ![name, module].contains(where: provided.contains) && !target.dependencies.contains(module)
    }
    .map { "\(path): \(target.name) imports \($0.prefix { $0 != "." }) without declaring it" }
  }

  /// The imported modules in the order of the text, whatever stands before `import` and behind the module's name.
  static func modules(in text: String) -> [String] {
    let kinds: Set<Substring> = ["typealias", "struct", "class", "enum", "protocol", "let", "var", "func"]
    return SwiftText.code(of: text).split { $0 == "\n" || $0 == ";" }.compactMap { line in
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let place = words.firstIndex(of: "import"), words[..<place].allSatisfy(isModifier) else { return nil }
      let isScoped = place + 1 < words.count && kinds.contains(words[place + 1])
      return words[(place + 1)...].first { !kinds.contains($0) }.map { name in isScoped ? String(name) : String(name.prefix { $0 != "." }) }
    }
  }

  private static func isModifier(_ word: Substring) -> Bool {
    word.hasPrefix("@") || ["public", "package", "internal", "fileprivate", "private"].contains(word)
  }
}

@Suite struct ImportTests {
  @Test func everyImportIsDeclared() throws {
    let targets = try PackageMap.ofThisRepository().targets
    #expect(targets.count > 10)
    for target in targets {
      for path in Repository.files(under: target.path, endings: ".swift") {
        let findings = Imports.findings(in: try Repository.text(of: path), path: path, of: target)
        #expect(findings == [])
      }
    }
  }

  @Test(arguments: ["import Ledger", "  package import Ledger", "@testable import Ledger", "internal import struct Ledger.Run"])
  func anUndeclaredImportIsFound(line: String) {
    #expect(findings("import Values\n\(line)\n", in: "Apps") == ["A.swift: Subject imports Ledger without declaring it"])
  }

  @Test(arguments: ["Foundation", "FoundationEssentials", "Glibc", "Dispatch", "Testing"])
  func coreImportsNoFilesNoClockAndNoFoundation(module: String) {
    #expect(findings("internal import \(module)", in: "Core") == ["A.swift: Subject imports \(module) without declaring it"])
  }

  @Test func testingIsForTests() {
    #expect(findings("import Testing", in: "Apps") == ["A.swift: Subject imports Testing without declaring it"])
    #expect(findings("import Testing", in: "Tests") == [])
  }

  @Test func declaredModulesAndTheToolchainsAreFine() {
    #expect(findings("import Values\npublic import Foundation\nimport Synchronization", in: "Runtime") == [])
  }

  @Test func commentsAndStringsImportNothing() {
    let text = """
      // import A
      /* import B /* import C */
      import D */
      let text = \"\"\"
        import E \\(name("import F"))
        \"\"\"
      let raw = #"say "import G" "#
      import Values
      """
    #expect(Imports.modules(in: text) == ["Values"])
  }

  private func findings(_ text: String, in layer: String) -> [String] {
    let target = PackageMap.Target(name: "Subject", layer: layer, section: layer, path: "Sources/Subject", dependencies: ["Values"])
    return Imports.findings(in: text, path: "A.swift", of: target)
  }
}
