import FabricModel
import TestSupport
import Testing

@Suite struct NameTests {
  @Test func aNameOfTheRightShapeHasNoProblem() {
    for name in ["esx-01", "a", "0", String(repeating: "a", count: 63)] {
      #expect(NameRule.object.problem(with: name) == nil, "\(name)")
      #expect(NameRule.object.suggestion(for: name) == nil, "\(name)")
    }
    for name in ["vnic0", "v-", "abcdefghijklmno"] { #expect(NameRule.vport.problem(with: name) == nil, "\(name)") }
  }

  @Test(arguments: [
    (NameRule.object, "", "is empty", nil), (.object, "ESX_01", "contains 'E'", "esx-01"), (.object, "-esx", "begins with '-'", "esx"),
    (.object, "esx-", "ends with '-'", "esx"), (.object, "esx\n1", "contains '\\n'", "esx-1"), (.object, "größe", "contains 'ö'", "gr-e"),
    (.object, "___", "contains '_'", nil), (.vport, "abcdefghijklmnop", "has 16 characters; 15 are allowed", "abcdefghijklmno"),
    (.vport, "eth0.100", "contains '.'", "eth0-100"),
  ])
  func aWrongNameIsExplainedAndMended(rule: NameRule, name: String, problem: String, suggestion: String?) {
    #expect(rule.problem(with: name)?.hasPrefix(problem) == true)
    #expect(rule.suggestion(for: name) == suggestion)
  }

  @Test(arguments: NameRule.allCases) func everySuggestionIsAName(rule: NameRule) {
    var random = SeededGenerator(seed: 17)
    let letters = Array("aZ0-_. é\u{0}")
    for _ in 0..<2_000 {
      let name = String((0..<Int.random(in: 0...70, using: &random)).map { _ in letters.randomElement(using: &random) ?? "a" })
      let suggestion = rule.suggestion(for: name)
      #expect(suggestion.flatMap { rule.problem(with: $0) } == nil, "\(name)")
      if rule.problem(with: name) == nil { #expect(suggestion == nil) }
    }
  }

  @Test func wordsAreSpeltAsInManifests() {
    #expect(FabricSide.allCases.map(\.rawValue) == ["A", "B", "common"])
    #expect(Spread.allCases.map(\.rawValue) == ["adapter", "appliance", "failureDomain", "switch"])
    #expect(RedundancyMode("802.3ad") == .lacp && RedundancyMode("AFT") == .adapterFaultTolerance && RedundancyMode("aft") == nil)
    #expect(AddressType.allCases.map(\.description) == ["mac", "wwn", "wwnn", "wwpn", "uuid"])
    #expect(FabricSide.a < .b && !(FabricSide.b < .b) && !(FabricSide.common < .a))
  }
}
