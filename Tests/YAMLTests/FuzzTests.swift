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

  @Test("A text with random bytes changed never breaks the tape")
  func mutations() {
    let seed = UInt64.random(in: 0...UInt64.max)
    for round in 0..<4_000 {
      var generator = SeededGenerator(seed: seed &+ UInt64(round))
      let bytes = mutated(Array(Self.base.utf8), &generator)
      let documents = read(bytes)
      for tape in documents.tapes {
        let defect = defect(in: tape)
        #expect(defect == nil, "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))")
      }
      for range in documents.diagnostics.compactMap(\.range) {
        #expect(Int(range.end) <= bytes.count, "seed \(seed), round \(round)")
      }
    }
  }

  @Test("A text read in pieces gives what it gives in one")
  func pieces() async {
    let seed = UInt64.random(in: 0...UInt64.max)
    var severalPieces = 0
    for round in 0..<3_000 {
      var generator = SeededGenerator(seed: seed &+ UInt64(round))
      var bytes = randomStream(&generator)
      if round % 4 == 0 { bytes = mutated(bytes, &generator) }
      let file = SourceFile(path: "", bytes: bytes)
      let serial = YAMLReader.read(file, as: SourceID(0))
      let pieces = await YAMLReader.readConcurrently(file, as: SourceID(0), bounds: .standard, pieces: 4, smallestPiece: 1)
      if pieces.tapes.count > 1 { severalPieces += 1 }
      let note: Comment = "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))"
      #expect(pieces.outlinesWithRanges == serial.outlinesWithRanges, note)
      #expect(pieces.diagnostics == serial.diagnostics, note)
      for tape in pieces.tapes { #expect(defect(in: tape) == nil, note) }
    }
    #expect(severalPieces > 500)
  }

  private func mutated(_ bytes: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    let signs = Array("[]{}:,-?&*!|>'\"%#@\n\r\t \\\0é\u{2028}\u{85}\u{FEFF}".utf8) + [0xFF, 0xC3]
    for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.remove(at: at)
      case 1: bytes.insert(signs.randomElement(using: &generator)!, at: at)
      case 2: bytes[at] = signs.randomElement(using: &generator)!
      case 3: bytes.removeSubrange(at..<min(at + Int.random(in: 1...20, using: &generator), bytes.count))
      default: bytes.insert(contentsOf: bytes[at..<min(at + Int.random(in: 1...30, using: &generator), bytes.count)], at: at)
      }
    }
    return bytes
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
