import Documents
import TestSupport
import Testing

@testable import YAML

@Suite("Random YAML")
struct FuzzTests {
  static let base = """
    # comment
    apiVersion: weft/v1
    spec: &s {a: [1, 'two', "th\\u0072ee"], "b": ~}
    überlauf: |
      --- no document
      text: é
    list:
    - *s
    - ? k
      : >-
        folded
        more
    ---
    - [x, y: z]
    ...
    --- 'last'

    """

  private static let mutator = ByteMutator([Array(base.utf8)] + Examples.manifests + YAMLCase.all.map(\.bytes))

  @Test("A text that was broken at random never breaks the tape")
  func mutations() {
    let run = FuzzRun("Broken YAML", cases: 4_000)
    for round in 0..<run.cases {
      var random = run.generator(round)
      let bytes = Self.mutator.text(&random)
      let documents = read(bytes)
      let note: Comment = "\(run.note(round)): \(String(decoding: bytes, as: UTF8.self))"
      for tape in documents.tapes { #expect(defect(in: tape) == nil, note) }
      for range in documents.diagnostics.compactMap(\.range) { #expect(Int(range.end) <= bytes.count, note) }
    }
  }

  @Test("A text read in pieces gives what it gives in one")
  func pieces() async {
    let run = FuzzRun("YAML in pieces", cases: 3_000)
    var severalPieces = 0
    for round in 0..<run.cases {
      var generator = run.generator(round)
      var bytes = randomStream(&generator)
      if round % 4 == 0 { Self.mutator.mutate(&bytes, &generator) }
      let file = SourceFile(path: "", bytes: bytes)
      let serial = YAMLReader.read(file, as: SourceID(0))
      let pieces = await YAMLReader.readConcurrently(file, as: SourceID(0), bounds: .standard, pieces: 4, smallestPiece: 1)
      if pieces.tapes.count > 1 { severalPieces += 1 }
      let note: Comment = "\(run.note(round)): \(String(decoding: bytes, as: UTF8.self))"
      #expect(pieces.outlinesWithRanges == serial.outlinesWithRanges, note)
      #expect(pieces.diagnostics == serial.diagnostics, note)
      for tape in pieces.tapes { #expect(defect(in: tape) == nil, note) }
    }
    #expect(severalPieces > run.cases / 6)
  }

  /// Several documents, of what makes cutting hard.
  private func randomStream(_ generator: inout SeededGenerator) -> [UInt8] {
    let bodies = [
      "a: 1\nb: [x, y]\n", "text: |\n  ---x\n  --- y\n  ---\n", "# --- comment\nk: v\n", "- 'q\n  --- q'\n", "ü: \"\\u00e9\"\n", "\n",
      "plain\n",
      "---x: y\n", "a: &x 1\nb: *x\n", "more: >\n  folded\n  lines\n\n", "s: \"two\n  lines\"\n", "k: 1\nk: 2\n", "t: !t x\n", "a: 50%\n",
    ]
    let starts = ["---\n", "--- # comment\n", "---\t\n", "--- ", "...\n---\n", "# before\n---\n", "...\n", "---\n---\n"]
    var text = ""
    for _ in 0..<Int.random(in: 1...9, using: &generator) {
      text += starts.randomElement(using: &generator)!
      if text.hasSuffix("--- ") {
        text += ["|\n ---x\n --- \n", "'a'\n", "[1, 2]\n", "x\n"].randomElement(using: &generator)!
      } else {
        text += bodies.randomElement(using: &generator)!
      }
    }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
    }
    return Array(text.utf8)
  }
}
