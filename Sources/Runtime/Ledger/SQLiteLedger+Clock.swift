import GRDB

// Times come from clocks that people and NTP set; what the ledger promises where one jumps between two runs:
//
// - Quarantine counts from when a release was noticed, and never from before the latest time that the ledger knows: a clock that falls back
//   by less than a day and is put right again takes nothing of it. A clock that is ahead while identities are dealt shortens it by as much
//   as it is ahead, never more.
// - A clock that is ahead may let a lease end early. Its holder loses the right to write with that and writes nothing any more; a clock
//   that is behind lets a lease last longer by as much, unless its process is known to be dead.
extension SQLiteLedger {
  /// By how much a clock may be behind and still be known to be: beyond that, the time in the ledger is taken for the wrong one.
  static let mostSecondsBehind: Int64 = 86_400

  /// Remembers the latest time that anybody held the ledger at.
  func noteTime(_ at: Int64, _ db: Database) throws {
    let latest = try latestTime(db)
    guard at > latest || latest - at >= Self.mostSecondsBehind else { return }
    try db.cachedStatement(sql: "UPDATE meta SET latest = ?").execute(arguments: [at])
  }

  /// `at`, or the latest time that the ledger knows where the clock is behind that.
  func laterTime(_ at: Int64, _ db: Database) throws -> Int64 {
    let latest = try latestTime(db)
    return latest > at && latest - at < Self.mostSecondsBehind ? latest : at
  }

  private func latestTime(_ db: Database) throws -> Int64 {
    try Int64.fetchOne(db.cachedStatement(sql: "SELECT latest FROM meta")) ?? 0
  }
}
