import GRDB

/// A change that was made and takes effect when its server boots next: nobody knows when that is until somebody says so.
package struct PendingReboot: Hashable, Sendable {
  package let server: String
  package let appliance: String
  /// What was changed, such as `esx-01/vnic0`.
  package let address: String
  package let run: RunID
  package let at: Int64

  package init(server: String, appliance: String, address: String, run: RunID, at: Int64) {
    self.server = server
    self.appliance = appliance
    self.address = address
    self.run = run
    self.at = at
  }
}

extension PendingReboot {
  static let table = """
    CREATE TABLE pending_reboots (
      server TEXT NOT NULL,
      appliance TEXT NOT NULL,
      address TEXT NOT NULL,
      run TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (server, appliance, address)
    ) STRICT, WITHOUT ROWID;
    """

  /// None in a ledger of an older format, which is read as it is.
  static func fetchAll(_ db: Database) throws -> [PendingReboot] {
    guard try db.tableExists("pending_reboots") else { return [] }
    let sql = "SELECT server, appliance, address, run, at FROM pending_reboots ORDER BY server, appliance, address"
    return try Row.fetchCursor(db, sql: sql).collect { row in
      PendingReboot(server: row[0], appliance: row[1], address: row[2], run: RunID(row[3]), at: row[4])
    }
  }
}

extension SQLiteLedger {
  /// A later change of the same object takes the place of an earlier one.
  func set(_ reboot: PendingReboot, _ db: Database) throws {
    let write = try db.cachedStatement(
      sql: "INSERT OR REPLACE INTO pending_reboots (server, appliance, address, run, at) VALUES (?, ?, ?, ?, ?)")
    try write.execute(arguments: [reboot.server, reboot.appliance, reboot.address, reboot.run.text, reboot.at])
  }

  func booted(_ server: String, _ db: Database) throws {
    try db.cachedStatement(sql: "DELETE FROM pending_reboots WHERE server = ?").execute(arguments: [server])
  }
}
