import Documents
import FabricModel
import TestSupport
import Testing

/// Broken manifests on their whole way: whatever the text, `validate` ends, says what is wrong and where, and loses nothing silently.
@Suite struct ManifestFuzzTests {
  @Test func brokenTextsAreReadOrRefused() async {
    let run = FuzzRun("Broken texts", cases: 20_000)
    let mutator = ByteMutator(Examples.manifests + YAMLCase.all.map(\.bytes))
    let manifests = ByteMutator(Examples.manifests)
    await play(run) { random in random.oneIn(3) ? manifests.text(&random) : mutator.text(&random) }
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
