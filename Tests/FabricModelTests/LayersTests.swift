import Documents
import FabricModel
import Testing

/// Each layer patches the objects of those before it.
@Suite struct LayersTests {
  private func network(_ name: String, _ spec: String, _ more: String = "") -> String {
    "---\n{apiVersion: weft/v1, kind: Network, metadata: {name: \(name)}, spec: \(spec)\(more)}\n"
  }

  private func decode(_ texts: [String]) -> (manifest: Manifest, layers: Layers, diagnostics: [Diagnostic]) {
    let layers = Layers(texts.indices.map { tape(texts[$0], $0) }, layers: Array(texts.indices))
    var manifest = Manifest()
    var diagnostics = layers.diagnostics
    for (index, tape) in layers.tapes.enumerated() {
      let decoded = Manifest.decode(tape, tape: index, except: layers.superseded[index] ?? [])
      manifest.append(decoded.manifest)
      diagnostics += decoded.diagnostics
    }
    manifest.sortByName()
    return (manifest, layers, diagnostics)
  }

  @Test func aLaterLayerPatchesAnEarlierOne() {
    let (manifest, layers, diagnostics) = decode([network("a", "{vlan: 5}") + network("b", "{vlan: 6}"), network("a", "{mtu: 9000}")])
    #expect(manifest.networks.map(\.name) == ["a", "b"])
    #expect(manifest.networks[0].spec.vlan?.rawValue == 5 && manifest.networks[0].spec.mtu == 9000)
    #expect(layers.patched == 1 && diagnostics == [])
  }

  @Test func layersPatchInTheirOrderAndAnObjectCountsOnce() {
    let (manifest, layers, _) = decode([network("a", "{vlan: 5}"), network("a", "{vlan: 6, mtu: 1600}"), network("a", "{vlan: 7}")])
    #expect(manifest.networks.map(\.spec.vlan?.rawValue) == [7])
    #expect(manifest.networks.map(\.spec.mtu) == [1600])
    #expect(layers.patched == 1)
  }

  @Test func aDocumentThatFindsNoObjectIsANewOne() {
    let (manifest, layers, _) = decode([network("a", "{vlan: 5}"), network("b", "{vlan: 6}")])
    #expect(manifest.networks.map(\.name) == ["a", "b"])
    #expect(layers.patched == 0)
  }

  @Test func requiredFieldsAreAskedForAfterTheMerge() {
    let item = "apiVersion: weft/v1, kind: AddressPool, metadata: {name: p}"
    let (manifest, _, diagnostics) = decode([
      "{\(item), spec: {type: mac}}", "{\(item), spec: {blocks: [{from: \"02:00:00:00:00:00\", size: 4}]}}",
    ])
    #expect(manifest.addressPools.count == 1 && diagnostics == [])
  }

  @Test func deleteAtTheTopDeletesTheObject() {
    let (manifest, layers, diagnostics) = decode([network("a", "{vlan: 5}"), network("a", "{}", ", $patch: delete")])
    #expect(manifest.isEmpty && layers.deleted == 1 && layers.patched == 0 && diagnostics == [])
  }

  @Test func deletingWhatIsNotThereIsAWarning() {
    #expect(decode([network("a", "{vlan: 5}"), network("b", "{}", ", $patch: delete")]).diagnostics.map(\.id) == ["patch.unmatched"])
  }

  @Test func twoPatchesOfOneObjectInOneLayerAreAnError() {
    let diagnostics = decode([network("a", "{vlan: 5}"), network("a", "{mtu: 1600}") + network("a", "{mtu: 1700}")]).diagnostics
    #expect(diagnostics.map(\.id) == ["name.duplicate"])
    #expect(diagnostics.first?.related.first?.range.source == SourceID(1))
  }

  @Test func theItemsOfAListArePatchedLikeDocuments() {
    let list = "{apiVersion: v1, kind: List, items: [{apiVersion: weft/v1, kind: Network, metadata: {name: a}, spec: {vlan: 5}}]}"
    let patch = "{apiVersion: v1, kind: List, items: [{apiVersion: weft/v1, kind: Network, metadata: {name: a}, spec: {mtu: 1600}}]}"
    let (manifest, _, diagnostics) = decode([list, patch])
    #expect(manifest.networks.map(\.spec.vlan?.rawValue) == [5] && manifest.networks.map(\.spec.mtu) == [1600] && diagnostics == [])
  }

  @Test func whatIsWrongIsSaidInTheLayerThatSaysIt() {
    let diagnostics = decode([network("a", "{vlan: 5}"), network("a", "{mtu: large}")]).diagnostics
    #expect(diagnostics.map(\.id) == ["value.type"])
    #expect(diagnostics.first?.range?.source == SourceID(1))
  }
}
