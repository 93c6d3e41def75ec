import Testing

/// The top level is closed: a newcomer sees the whole of it at one glance.
enum TopLevel {
  static let entries: Set = ["Package.swift", "README.md", "LICENSE", "Sources", "Tests", "examples", "schemas"]

  static func strays(among files: [String]) -> [String] {
    let top = Set(files.compactMap { $0.split(separator: "/").first.map(String.init) })
    return top.filter { !$0.hasPrefix(".") && !entries.contains($0) }.sorted()
  }
}

@Suite struct TopLevelTests {
  @Test func theTopLevelIsClosed() {
    let files = Repository.tracked()
    #expect(files.contains("Package.swift"))
    #expect(TopLevel.strays(among: files) == [])
  }

  @Test func aStrayEntryIsFound() {
    let files = ["Package.swift", ".ci/run", "Sources/Core/A.swift", "notes.md", "scripts/a.sh", "scripts/b.sh"]
    #expect(TopLevel.strays(among: files) == ["notes.md", "scripts"])
  }
}
