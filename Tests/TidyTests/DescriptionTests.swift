import Documents
import Planning
import Testing

/// The ids that sources give to what they find.
enum FindingIDs {
  /// Literals of words with dots between them: besides names of files, nothing else in these folders is written like that.
  static func ids(in text: String) -> Set<String> {
    Set(text.matches(of: /"([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)+)"/).map { String($0.1) }.filter { !$0.hasSuffix(".json") })
  }

  /// What stands before the part of an id that is only known when it is found.
  static func prefixes(in text: String) -> Set<String> {
    Set(text.matches(of: /"((?:[a-z][A-Za-z]*\.)+)\\\(/).map { String($0.1) })
  }
}

@Suite struct DescriptionTests {
  private static let known = Set(RuleDescription.all.map(\.id))

  private func texts() throws -> [String] {
    try ["YAML", "FabricModel", "Planning"].flatMap { Repository.files(under: "Sources/Core/\($0)", endings: ".swift") }
      .filter { !$0.hasPrefix("Sources/Core/Planning/Descriptions/") }
      .map(Repository.text)
  }

  @Test func everyIdOfAFindingIsDescribed() throws {
    let used = try texts().reduce(into: Set<String>()) { $0.formUnion(FindingIDs.ids(in: $1)) }
    #expect(used.count > 50)
    #expect(used.subtracting(Self.known).sorted() == [])
  }

  @Test func everyDescribedIdIsUsed() throws {
    let texts = try texts()
    let used = texts.reduce(into: Set<String>()) { $0.formUnion(FindingIDs.ids(in: $1)) }
    let prefixes = texts.reduce(into: Set<String>()) { $0.formUnion(FindingIDs.prefixes(in: $1)) }
    let unused = Self.known.subtracting(used).filter { id in !prefixes.contains { id.hasPrefix($0) } }
    #expect(unused.sorted() == [])
  }

  @Test func everyIdIsDescribedOnce() {
    #expect(Self.known.count == RuleDescription.all.count)
  }

  @Test func descriptionsAreOneSentenceWithoutItsStop() {
    for rule in RuleDescription.all {
      #expect(!rule.summary.isEmpty && !rule.summary.hasSuffix(".") && !rule.summary.contains("\n") && !rule.source.isEmpty, "\(rule.id)")
    }
  }

  @Test func idsAreReadFromLiterals() {
    let text = #"Diagnostic("value.type", .error, "no 'a.b' here"), Blocker("gate.\(impact)"), "plain", "a.json""#
    #expect(FindingIDs.ids(in: text) == ["value.type"])
    #expect(FindingIDs.prefixes(in: text) == ["gate."])
  }
}
