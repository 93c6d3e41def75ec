import GRDB

/// A run in a list of them: how far it got, without its steps.
package struct LedgerRunSummary: Hashable, Sendable {
  package let run: LedgerRun
  /// Steps that were verified or done before; a run may end with some that were only performed.
  package let done: Int
  package let failed: Int
}

extension SQLiteLedger {
  /// Newest first.
  package func history(last count: Int) throws(LedgerError) -> [LedgerRunSummary] {
    let runs = try runs(last: count)
    let counts = try stepCounts(of: runs)
    return runs.map { LedgerRunSummary(run: $0, done: counts[$0.id]?.done ?? 0, failed: counts[$0.id]?.failed ?? 0) }
  }

  private func stepCounts(of runs: [LedgerRun]) throws(LedgerError) -> [RunID: (done: Int, failed: Int)] {
    try connection.read { db in
      let statement = try db.cachedStatement(
        sql: """
          SELECT count(*) FILTER (WHERE result IN ('verified', 'noop')), count(*) FILTER (WHERE result = 'failed')
          FROM steps WHERE run = (SELECT number FROM runs WHERE id = ?)
          """)
      var counts: [RunID: (done: Int, failed: Int)] = [:]
      for run in runs {
        guard let row = try Row.fetchOne(statement, arguments: [run.id.text]) else { continue }
        counts[run.id] = (row[0], row[1])
      }
      return counts
    }
  }
}
