import Glibc
import Ledger
import Simulation
import Testing

@Suite("Thousands of lives")
struct SimulationTests {
  /// `WEFT_SEEDS` asks for more of them, and `WEFT_SEED` for one.
  static let seeds: [UInt64] = {
    if let one = environment("WEFT_SEED") { return [one] }
    return Array(0..<(environment("WEFT_SEEDS") ?? 1000))
  }()

  static func environment(_ name: String) -> UInt64? { getenv(name).flatMap { UInt64(String(cString: $0)) } }

  @Test func everyLifeEndsWithWhatTheManifestsAskFor() {
    var all = Life.Tally()
    for seed in Self.seeds {
      let life = Life(seed: seed)
      let (complaints, tally) = life.live()
      if Self.environment("WEFT_SEED") != nil { print(life.witness.story.joined(separator: "\n")) }
      #expect(complaints == [], "WEFT_SEED=\(seed)")
      all.add(tally)
    }
    print("\(Self.seeds.count) lives: \(all)")
  }
}
