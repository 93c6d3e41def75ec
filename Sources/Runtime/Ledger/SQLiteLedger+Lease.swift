import GRDB

extension SQLiteLedger {
  package func acquireLease(
    holder: String, host: String, pid: Int32, ttlSeconds: Int64, at: Int64
  ) throws(LedgerError) -> LeaseToken {
    let process = ProcessMark(pid: pid)?.text
    return try connection.write { db in
      if let lease = try Lease.current(db), !lease.isFree(on: host, at: at) { throw LedgerError.locked(path: path, by: lease) }
      let fence = try Int64.fetchOne(db, sql: "UPDATE meta SET fence = fence + 1 RETURNING fence")!
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO lease (slot, token, holder, host, pid, process, since, renewed_at, expires_at)
          VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
          """, arguments: [fence, holder, host, pid, process, at, at, at + ttlSeconds])
      try noteTime(at, db)
      return LeaseToken(fence: fence)
    }
  }

  package func renew(_ lease: LeaseToken, ttlSeconds: Int64, at: Int64) throws(LedgerError) {
    try connection.write { db in
      try requireHeld(lease, db)
      try db.execute(sql: "UPDATE lease SET renewed_at = ?, expires_at = ?", arguments: [at, at + ttlSeconds])
      try noteTime(at, db)
    }
  }

  package func release(_ lease: LeaseToken) throws(LedgerError) {
    try connection.write { db in try db.execute(sql: "DELETE FROM lease WHERE token = ?", arguments: [lease.fence]) }
  }

  package func currentLease() throws(LedgerError) -> Lease? {
    try connection.read { db in try Lease.current(db) }
  }

  /// Part of every transaction that writes. An expired lease that nobody took is still held: expiry only allows others to take it.
  func requireHeld(_ lease: LeaseToken, _ db: Database) throws {
    let held = try Int64.fetchOne(db.cachedStatement(sql: "SELECT token FROM lease"))
    guard held == lease.fence else { throw LedgerError.staleLease(path: path, token: lease, current: try Lease.current(db)) }
  }
}

extension Lease {
  static func current(_ db: Database) throws -> Lease? {
    try Row.fetchOne(db, sql: "SELECT token, holder, host, pid, process, since, renewed_at, expires_at FROM lease").map { row in
      Lease(
        token: LeaseToken(fence: row[0]), holder: row[1], host: row[2], pid: row[3], process: row[4], since: row[5],
        renewedAt: row[6], expiresAt: row[7])
    }
  }
}
