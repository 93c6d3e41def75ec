import Documents
import FabricModel
import TestSupport
import Testing

/// A patch changes what it speaks of, as Kubernetes' strategic merge patch does, and nothing else.
@Suite struct NodeMergeTests {
  private let base =
    "{server: esx-01, vnics: [{name: vnic0, network: prod, mtu: 1500}, {name: vnic1, network: prod}], boot: [vnic0, vnic1]}"

  private func text(_ patch: String) -> String { merged(base, patch).value.text }

  @Test func mappingsMergeFieldByFieldInTheOrderOfTheBase() {
    #expect(
      text("{maintenance: nightly, server: esx-02}")
        == "{server: esx-02, vnics: [{name: vnic0, network: prod, mtu: 1500}, {name: vnic1, network: prod}], boot: [vnic0, vnic1], "
        + "maintenance: nightly}")
  }

  @Test func listsWithAKeyMergeItemByItemAndNewItemsComeLast() {
    #expect(
      merged(base, "{vnics: [{name: vnic2, network: lab}, {name: vnic0, mtu: 9000}]}").value["vnics"]?.text
        == "[{name: vnic0, network: prod, mtu: 9000}, {name: vnic1, network: prod}, {name: vnic2, network: lab}]")
  }

  @Test func listsWithoutAKeyAreReplaced() {
    #expect(merged(base, "{boot: [vnic1]}").value["boot"]?.text == "[vnic1]")
  }

  @Test func nullRemovesAField() {
    let value = merged(base, "{boot: null, vnics: [{name: vnic0, mtu: ~}]}").value
    #expect(value.text == "{server: esx-01, vnics: [{name: vnic0, network: prod}, {name: vnic1, network: prod}]}")
  }

  @Test func deleteRemovesAnItem() {
    #expect(merged(base, "{vnics: [{name: vnic0, $patch: delete}]}").value["vnics"]?.text == "[{name: vnic1, network: prod}]")
  }

  @Test func replacePutsAnItemInThePlaceOfTheBases() {
    #expect(
      merged(base, "{vnics: [{$patch: replace, name: vnic0, network: lab}]}").value["vnics"]?.text
        == "[{name: vnic0, network: lab}, {name: vnic1, network: prod}]")
  }

  @Test func anItemThatOnlySaysReplaceReplacesTheList() {
    #expect(merged(base, "{vnics: [{$patch: replace}, {name: vnic7}]}").value["vnics"]?.text == "[{name: vnic7}]")
  }

  @Test func replaceInAMappingReplacesTheMapping() {
    #expect(text("{$patch: replace, server: esx-02}") == "{server: esx-02}")
  }

  @Test func aChoiceIsReplacedRatherThanMadeTwice() {
    let value = merged("{uuid: {pool: uuids}}", "{uuid: {static: 00000000-0000-0000-0000-000000000001}}").value
    #expect(value.text == "{uuid: {static: 00000000-0000-0000-0000-000000000001}}")
  }

  @Test func labelsMergeAsMappingsUnderAnyKeys() {
    let value = merged(
      "{metadata: {name: a, labels: {rack: r1, row: x}}}", "{metadata: {labels: {rack: r2, zone: z}}}", by: .object(.Server)
    ).value
    #expect(value.text == "{metadata: {name: a, labels: {rack: r2, row: x, zone: z}}}")
  }

  @Test func directivesAndNullsOfWhatIsNewLeaveNoTrace() {
    let value = merged("{}", "{vnics: [{$patch: merge, name: vnic0, mtu: null, mac: {$patch: replace, pool: lan}}]}").value
    #expect(value.text == "{vnics: [{name: vnic0, mac: {pool: lan}}]}")
  }

  @Test func everyValueKeepsThePlaceWhereItWasWritten() {
    let result = merged("{server: a, vnics: [{name: v, mtu: 1500}]}", "{vnics: [{name: v, network: lab}]}")
    #expect(
      result.places == ["server": "base 9", "vnics.0.name": "patch 16", "vnics.0.mtu": "base 35", "vnics.0.network": "patch 28"])
  }

  @Test func whatComesFromATemplateIsInheritedAndWhatTheProfileSaysIsNot() {
    let result = merged("{vnics: [{name: v, mtu: 1500}, {name: w}]}", "{vnics: [{name: v, network: lab}]}", .template)
    #expect(result.inherited == ["vnics.0.mtu", "vnics.1", "vnics.1.name"])
  }

  @Test func anUnknownDirectiveIsAnErrorAtItsPlace() {
    let diagnostics = merged(base, "{vnics: [{name: vnic0, $patch: delet}]}").diagnostics
    #expect(diagnostics.map(\.id) == ["patch.unknown"])
    #expect(diagnostics.first?.help == "did you mean 'delete'?")
    #expect(diagnostics.first?.range == SourceRange(source: SourceID(1), start: 31, end: 36))
  }

  @Test func anItemToDeleteThatIsNotThereIsAWarning() {
    let result = merged(base, "{vnics: [{name: vnic9, $patch: delete}]}")
    #expect(result.diagnostics.map(\.message) == ["there is no item whose name is 'vnic9' to delete"])
    #expect(result.diagnostics.map(\.severity) == [.warning])
    #expect(result.value.text == Tree(base).text)
  }

  @Test func longListsMergeLikeShortOnes() {
    let names = (0..<40).map { "{name: v\($0), mtu: 1500}" }.joined(separator: ", ")
    let value = merged("{vnics: [\(names)]}", "{vnics: [\(names.replacing("1500", with: "9000"))]}").value
    #expect(value.text == "{vnics: [\(names.replacing("1500", with: "9000"))]}")
  }

  @Test(arguments: 0..<400) func mergingEqualsAStraightforwardMerge(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let base = Tree.random(&random, depth: 3, isPatch: false)
    let patch = Tree.random(&random, depth: 3, isPatch: true)
    let result = merged(base.text, patch.text, by: Tree.rule)
    #expect(result.value == base.patched(by: patch, "spec"), "seed \(seed): \(base.text) under \(patch.text)")
  }
}

extension Tree {
  init(_ text: String) { self = tape(text).withNode(at: 1) { Tree($0) } }

  /// The profile's: lists under `vnics` and `redundancy` merge by name, `boot` and all else does not.
  static let rule = MergeRule.spec(.ServerProfile)
  private static let keyed: Set = ["vnics", "redundancy"]

  static func random(_ random: inout SeededGenerator, depth: Int, isPatch: Bool) -> Tree {
    var members: [Member] = []
    for key in ["server", "vnics", "redundancy", "boot", "labels"] where !random.oneIn(3) {
      members.append(Member(key, value(of: key, &random, depth, isPatch)))
    }
    if isPatch, random.oneIn(20) { members.append(Member("$patch", .scalar("replace"))) }
    members.shuffle(using: &random)
    return .mapping(members)
  }

  private static func value(of key: String, _ random: inout SeededGenerator, _ depth: Int, _ isPatch: Bool) -> Tree {
    if isPatch, random.oneIn(5) { return .null }
    switch key {
    case "vnics", "redundancy":
      let names = (0..<Int.random(in: 0...12, using: &random)).map { "n\($0)" }.shuffled(using: &random)
      return .list(names.prefix(Int.random(in: 0...12, using: &random)).map { item($0, &random, isPatch) })
    case "boot": return .list((0..<Int.random(in: 0...3, using: &random)).map { .scalar("b\($0)") })
    case "labels":
      return .mapping((0..<Int.random(in: 0...3, using: &random)).map { Member("l\($0)", .scalar("x\(random.next() % 9)")) })
    default: return .scalar("s\(random.next() % 9)")
    }
  }

  private static func item(_ name: String, _ random: inout SeededGenerator, _ isPatch: Bool) -> Tree {
    var members = [Member("name", .scalar(name))]
    if random.oneIn(2) { members.append(Member("mtu", isPatch && random.oneIn(3) ? .null : .scalar("\(random.next() % 99)"))) }
    if random.oneIn(2) { members.append(Member("trunk", .list([.scalar("t\(random.next() % 9)")]))) }
    if isPatch, random.oneIn(6) { members.append(Member("$patch", .scalar(random.pick(["delete", "replace", "merge"])))) }
    return .mapping(members)
  }

  /// The rules, word by word.
  func patched(by patch: Tree, _ key: String) -> Tree {
    switch (self, patch) {
    case (.mapping(let old), .mapping(let new)):
      if patch["$patch"] == .scalar("replace") { return patch.cleaned(key) }
      var members = old.compactMap { member -> Member? in
        guard let change = patch[member.key] else { return member }
        return change.isRemoval ? nil : Member(member.key, member.value.patched(by: change, member.key))
      }
      for member in new where self[member.key] == nil && member.key != "$patch" && !member.value.isRemoval {
        members.append(Member(member.key, member.value.cleaned(member.key)))
      }
      return .mapping(members)
    case (.list(let old), .list(let new)) where Self.keyed.contains(key):
      var items = old.compactMap { item -> Tree? in
        guard let change = new.first(where: { $0["name"] == item["name"] }) else { return item }
        return change.isRemoval ? nil : item.patched(by: change, "")
      }
      for item in new where !item.isRemoval && !old.contains(where: { $0["name"] == item["name"] }) { items.append(item.cleaned("")) }
      return .list(items)
    default: return patch.cleaned(key)
    }
  }

  private var isRemoval: Bool { self == .null || self["$patch"] == .scalar("delete") }

  /// What is new, without nulls and directives.
  private func cleaned(_ key: String) -> Tree {
    switch self {
    case .mapping(let members):
      .mapping(
        members.filter { $0.key != "$patch" && !$0.value.isRemoval }.map { Member($0.key, $0.value.cleaned($0.key)) })
    case .list(let items) where Self.keyed.contains(key): .list(items.filter { !$0.isRemoval }.map { $0.cleaned("") })
    default: self
    }
  }
}
