import Documents
import Formatting
import TestSupport
import Testing
import YAML

/// What formatting promises of every text.
@Suite struct GuaranteeTests {
  @Test func oddManifestsKeepTheirMeaningAndTheirComments() {
    let base = UInt64.random(in: 0...UInt64.max)
    var readable = 0
    for round in 0..<2_000 {
      let seed = base &+ UInt64(round)
      let odd = OddManifest(seed: seed)
      guard let before = meaning(odd.text) else { continue }
      readable += 1
      let (text, ids) = format(odd.text)
      #expect(meaning(text) == before, "seed \(seed):\n\(odd.text)\n=>\n\(text)")
      #expect(ids.allSatisfy { $0 == "fmt.left" }, "seed \(seed): \(ids)\n\(odd.text)")
      for number in 1...max(1, odd.commentCount) where odd.commentCount > 0 {
        #expect(text.contains("comment \(number)"), "seed \(seed), comment \(number):\n\(odd.text)\n=>\n\(text)")
      }
    }
    #expect(readable > 1_000, "\(readable)")
  }

  @Test func formattingAgainChangesNothing() {
    let base = UInt64.random(in: 0...UInt64.max)
    for round in 0..<2_000 {
      let seed = base &+ UInt64(round)
      let odd = OddManifest(seed: seed)
      let once = format(odd.text).text
      let twice = format(once).text
      #expect(once == twice, "seed \(seed):\n\(odd.text)\n=>\n\(once)\n=>\n\(twice)")
    }
  }

  @Test func mostOddManifestsAreFormattedWhole() {
    let left = (0..<1_000).filter { seed in
      let odd = OddManifest(seed: UInt64(seed))
      return meaning(odd.text) != nil && !format(odd.text).ids.isEmpty
    }
    #expect(left.count < 250, "\(left.count)")
  }

  @Test func damagedTextsNeverLoseAnything() {
    let base = UInt64.random(in: 0...UInt64.max)
    for round in 0..<2_000 {
      var random = SeededGenerator(seed: base &+ UInt64(round))
      let text = damaged(OddManifest(seed: random.next()).text, &random)
      let once = format(text)
      #expect(meaning(once.text) == meaning(text), "seed \(base &+ UInt64(round)):\n\(text)\n=>\n\(once.text)")
      #expect(format(once.text).text == once.text, "seed \(base &+ UInt64(round)):\n\(text)\n=>\n\(once.text)")
      #expect(!once.ids.contains("fmt.refused"), "seed \(base &+ UInt64(round)):\n\(text)")
    }
  }

  private func damaged(_ text: String, _ random: inout SeededGenerator) -> String {
    var scalars = Array(text.unicodeScalars)
    let signs = Array("[]{}:,-?&*!|>'\"%#\n\r\t \\é".unicodeScalars)
    for _ in 0..<Int.random(in: 1...3, using: &random) where !scalars.isEmpty {
      let at = Int.random(in: 0..<scalars.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: scalars.remove(at: at)
      case 1: scalars.insert(random.pick(signs), at: at)
      default: scalars[at] = random.pick(signs)
      }
    }
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result)
  }
}
