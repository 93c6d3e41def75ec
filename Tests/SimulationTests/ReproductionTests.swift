import Ledger
import Simulation
import TestSupport
import Testing

@Suite("A seed and what follows from it")
struct ReproductionTests {
  @Test func theSameSeedTellsTheSameStory() {
    var orders: Set<[String]> = []
    for seed: UInt64 in 0..<200 {
      let (first, second) = (Life(seed: seed), Life(seed: seed))
      #expect(first.live().complaints == second.live().complaints)
      #expect(first.fabric.events.map(\.description) == second.fabric.events.map(\.description), "seed \(seed)")
      #expect(first.witness.story == second.witness.story, "seed \(seed)")
      orders.insert(first.witness.story)
    }
    #expect(orders.count == 200)
  }

  /// What the ledger in memory takes and refuses is what SQLite's does: the same lives are lived on both.
  @Test func theLedgerInMemoryIsAsGoodAsTheOneOnDisk() throws {
    for seed: UInt64 in 0..<20 {
      let folder = try TemporaryFolder()
      let memory = MemoryLedger(lineage: Life.lineage)
      let disk = try SQLiteLedger.open(folder / "ledger.db", createIfMissing: Life.lineage)
      let (first, second) = (Life(seed: seed, ledger: memory), Life(seed: seed, ledger: disk))
      #expect(first.live().complaints == second.live().complaints)
      #expect(first.witness.story == second.witness.story, "seed \(seed)")
      #expect(try memory.snapshot() == disk.snapshot(), "seed \(seed)")
      let (runs, others) = (try memory.runs(last: 100), try disk.runs(last: 100))
      #expect(runs == others)
      for run in runs { #expect(try memory.journal(of: run.id) == disk.journal(of: run.id)) }
    }
  }
}
