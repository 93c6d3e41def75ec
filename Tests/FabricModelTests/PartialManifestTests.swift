import Documents
import FabricModel
import Testing
import YAML

/// What the decoder asks of objects that others complete, and of values that YAML would take for something else.
@Suite struct PartialManifestTests {
  private func ids(_ kind: String, _ spec: String, metadata: String = "{name: a}", more: String = "") -> [String] {
    let text = "apiVersion: weft/v1\nkind: \(kind)\nmetadata: \(metadata)\nspec: \(spec)\n\(more)"
    // There is no template to refer to in these texts.
    return problems(in: text).map(\.id).filter { $0 != "reference.unknown" }
  }

  @Test(arguments: ["vhbas: [{name: a}]", "vnics: [{name: a, iscsi: {target: t}}]", "redundancy: [{name: a, spread: adapter}]"])
  func aTemplateMayLackWhatProfilesGive(body: String) {
    #expect(ids("ServerProfileTemplate", "{update: updating, \(body)}") == [])
    #expect(ids("ServerProfile", "{template: t, \(body)}") == [])
    #expect(ids("ServerProfile", "{\(body)}") == ["field.missing"])
  }

  @Test func itemsHaveTheirKeyEvenInATemplate() {
    #expect(ids("ServerProfileTemplate", "{update: updating, vhbas: [{vsan: a}]}") == ["field.missing"])
    #expect(ids("ServerProfile", "{template: t, vhbas: [{vsan: a}]}") == ["field.missing"])
  }

  @Test func aTemplatesOwnFieldsAreNeverLacking() {
    #expect(ids("ServerProfileTemplate", "{vhbas: [{name: a}]}") == ["field.missing"])
  }

  @Test func anUnquotedWWNOfDigitsIsANumber() {
    #expect(ids("ServerProfile", "{wwnn: 2000002500000001}") == ["value.type"])
    #expect(ids("ServerProfile", "{wwnn: '2000002500000001'}") == [])
    #expect(ids("ServerProfile", "{wwnn: 20000025b5000001}") == [])
  }

  @Test func aReferenceIsNotEmpty() {
    #expect(ids("ServerProfile", "{server: ''}") == ["name.invalid"])
    #expect(ids("ServerProfile", "{server: none}") == [])
  }

  @Test(arguments: [("a.b: because", true), ("a.b:", false), (": because", false), ("\\n a.b : c: d \\n", true), ("a.b: c\\n \\n", false)])
  func aRuleIsSilencedWithAReason(text: String, isRight: Bool) {
    let found = ids("Network", "{vlan: 1}", metadata: "{name: a, annotations: {weft/ignore: \"\(text)\"}}")
    #expect(found == (isRight ? [] : ["ignore.reason"]))
  }

  @Test func onlyListsHaveItems() {
    #expect(ids("Network", "{vlan: 1}", more: "items: []\n") == ["field.unknown"])
  }
}
