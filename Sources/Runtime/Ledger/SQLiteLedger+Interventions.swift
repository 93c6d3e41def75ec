import GRDB

extension SQLiteLedger {
  /// Takes the lease from whoever holds it, and writes down who did it: the holder's token writes nothing any more.
  ///
  /// - Parameter token: the lease that was looked at; another one that came since is not broken, and `staleLease` is thrown.
  package func breakLease(_ token: LeaseToken, user: String, host: String, pid: Int32, at: Int64) throws(LedgerError) {
    try connection.write { db in
      try requireHeld(token, db)
      guard let lease = try Lease.current(db) else { return }
      try db.execute(sql: "DELETE FROM lease")
      let what =
        "lease \(lease.token.fence) was taken from \(lease.holder) on \(lease.host), process \(lease.pid), held since \(utc(lease.since))"
      try add(LedgerIntervention(.leaseBroken, user: user, host: host, pid: pid, at: at, what: what), db)
    }
  }

  package func note(_ intervention: LedgerIntervention, under lease: LeaseToken) throws(LedgerError) {
    try connection.write { db in
      try requireHeld(lease, db)
      try add(intervention, db)
    }
  }

  /// Newest first; none in a ledger of an older format.
  package func interventions(last count: Int) throws(LedgerError) -> [LedgerIntervention] {
    try connection.read { db in
      guard try db.tableExists("interventions") else { return [] }
      let sql = "SELECT kind, user, host, pid, at, what FROM interventions ORDER BY number DESC LIMIT ?"
      let rows = try Row.fetchCursor(db, sql: sql, arguments: [count]).collect { row in
        LedgerIntervention.Kind(rawValue: row[0]).map {
          LedgerIntervention($0, user: row[1], host: row[2], pid: row[3], at: row[4], what: row[5])
        }
      }
      return rows.compactMap { $0 }
    }
  }

  private func add(_ intervention: LedgerIntervention, _ db: Database) throws {
    try db.execute(
      sql: "INSERT INTO interventions (kind, user, host, pid, at, what) VALUES (?, ?, ?, ?, ?, ?)",
      arguments: [
        intervention.kind.rawValue, intervention.user, intervention.host, intervention.pid, intervention.at, intervention.what,
      ])
  }
}
