import Glibc
import Simulation
import Testing

/// How many lives the tests play.
///
/// `WEFT_SEEDS` asks for more of them; `WEFT_SEED` plays one of a complaint again, and tells its story.
enum Seeds {
  static let only = environment("WEFT_SEED")
  static let count = environment("WEFT_SEEDS") ?? 1000
  static let blocks: UInt64 = 8
  /// Some of the runs that fail are taken back; `WEFT_ROLLBACK=0` has none taken back.
  static let takesBack = environment("WEFT_ROLLBACK") != 0

  static func of(block: UInt64) -> [UInt64] {
    if let only { return block == 0 ? [only] : [] }
    return Array(stride(from: block, to: count, by: Int(blocks)))
  }

  private static func environment(_ name: String) -> UInt64? { getenv(name).flatMap { UInt64(String(cString: $0)) } }
}

@Suite("Lives of sites on a fabric that fails")
struct SimulationTests {
  /// They are told apart in `Witness` and `Life`: it settles, a plan after a run that was done is empty, nothing is broken at any instant that
  /// was not before, what is said of steps is so, nothing is done twice, nobody else's things are touched, and the ledger has what was seen.
  @Test(arguments: 0..<Seeds.blocks)
  func everyLifeEndsWithWhatTheManifestsAskFor(block: UInt64) {
    var all = Life.Tally()
    for seed in Seeds.of(block: block) {
      let life = Life(seed: seed, takesBack: Seeds.takesBack)
      let (complaints, tally) = life.live()
      if Seeds.only != nil { print(life.witness.story.joined(separator: "\n")) }
      #expect(complaints == [], "WEFT_SEED=\(seed)")
      all.add(tally)
    }
    guard Seeds.only == nil else { return }
    print("lives of block \(block): \(all)")
    // What is never met is not tested.
    #expect(all.crashes > 10 && all.interrupted > 10 && all.stopped > 10 && all.refused > 10 && all.edits > 5)
    if Seeds.takesBack { #expect(all.rolledBack > 10 && all.resumed > 3 && all.recovered > 10 && all.waited > 10) }
    #expect(all.settled > 2 * Seeds.of(block: block).count)
  }
}
