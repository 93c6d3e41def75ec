import Documents
import FabricModel
import Testing

/// Lists of objects, and what looks like one.
@Suite struct ManifestListTests {
  private func reading(_ text: String) -> Reading { Reading(Array(text.utf8)) }

  @Test func theItemsOfAListAreObjects() {
    let reading = reading(
      "{apiVersion: v1, kind: List, metadata: {resourceVersion: ''}, items: ["
        + "{apiVersion: weft/v1, kind: Network, metadata: {name: a}, spec: {vlan: 1}}]}")
    #expect(reading.diagnostics.map(\.message) == [])
    #expect(reading.manifest.networks.map(\.name) == ["a"])
  }

  @Test func itemsOfAnObjectThatIsNoListAreNotLostSilently() {
    let reading = reading(
      "{apiVersion: weft/v1, kind: Network, metadata: {name: a}, spec: {vlan: 1}, items: ["
        + "{apiVersion: weft/v1, kind: Network, metadata: {name: b}, spec: {vlan: 2}}]}")
    #expect(reading.diagnostics.map(\.message) == ["a document has no field 'items'"])
  }

  @Test func theSpecOfAListIsNotLostSilently() {
    let reading = reading("{apiVersion: weft/v1, kind: List, items: [], spec: {vlan: 1}}")
    #expect(reading.diagnostics.map(\.message) == ["a List has no field 'spec'"])
  }

  @Test func whatAnObjectThatIsLostIsCalledIsRememberedBesideItems() {
    let reading = reading("{apiVersion: weft/v1, kind: Netwrk, metadata: {name: a}, items: []}")
    #expect(reading.manifest.mayHaveLost("a"))
  }

  @Test func aListWithoutASequenceOfItemsHasLostObjects() {
    #expect(reading("{apiVersion: weft/v1, kind: List, items: {a: b}}").manifest.hasLostUnnamed)
  }
}
