import Documents
import FabricModel
import TestSupport
import Testing
import YAML

/// Broken manifests on their whole way: whatever the text, `validate` ends, says what is wrong and where, and loses nothing silently.
@Suite struct ManifestFuzzTests {
  @Test func brokenTextsAreReadOrRefused() async {
    let run = FuzzRun("Broken texts", cases: 20_000)
    let mutator = ByteMutator(Examples.manifests + YAMLCase.all.map(\.bytes))
    let manifests = ByteMutator(Examples.manifests)
    await play(run) { random in random.oneIn(3) ? manifests.text(&random) : mutator.text(&random) }
  }

  @Test func brokenValuesAreReadOrRefused() async {
    let run = FuzzRun("Broken values", cases: 6_000)
    let manifests = RandomManifest()
    await play(run) { random in
      let breaks = random.pick([nil, 5, 30, 100])
      return Array(manifests.text(breaks: breaks, &random).utf8)
    }
  }

  /// Else the test above would say little.
  @Test func valuesThatAreNotBrokenHaveTheFieldsOfTheirKinds() {
    let run = FuzzRun("Sound values", cases: 500)
    let structural: Set = ["field.unknown", "field.missing", "value.unknown", "value.range", "kind.unknown", "name.invalid"]
    var objects = 0
    for round in 0..<run.cases {
      var random = run.generator(round)
      let reading = Reading(Array(RandomManifest().text(breaks: nil, &random).utf8))
      #expect(reading.documents.diagnostics.isEmpty, "\(run.note(round))")
      let wrong = reading.diagnostics.filter { structural.contains($0.id) }
      #expect(wrong.isEmpty, "\(run.note(round)): \(wrong.map(\.message))")
      objects += reading.manifest.objectCount
    }
    #expect(objects > 2 * run.cases)
  }

  private func play(_ run: FuzzRun, _ text: (inout SeededGenerator) -> [UInt8]) async {
    var complaints = 0
    for round in 0..<run.cases where complaints < 10 {
      var random = run.generator(round)
      let bytes = text(&random)
      let reading = Reading(bytes)
      let again = Reading(bytes)
      var defect = reading.defect()
      if again.diagnostics != reading.diagnostics || again.text != reading.text { defect = "the same text, other diagnostics" }
      if defect == nil { defect = await reading.defectInPieces() }
      guard let defect else { continue }
      complaints += 1
      Issue.record("\(run.note(round)): \(defect)\n\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
