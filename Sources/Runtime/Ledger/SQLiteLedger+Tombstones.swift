import GRDB

extension LedgerTombstone {
  /// None in a ledger of an older format, which is read as it is.
  static func fetchAll(_ db: Database) throws -> [LedgerTombstone] {
    guard try db.tableExists("tombstones") else { return [] }
    let sql = "SELECT appliance, address, scope, identities, run, at FROM tombstones ORDER BY appliance, address"
    return try Row.fetchCursor(db, sql: sql).collect { row in
      LedgerTombstone(
        key: Key(appliance: row[0], address: row[1]), scope: row[2], identities: Self.identities(in: row[3]), run: RunID(row[4]), at: row[5]
      )
    }
  }

  private static func identities(in text: String) -> [Identity] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      return parts.count == 2 ? Identity(parts[1], type: parts[0]) : nil
    }
  }

  fileprivate var identityText: String { identities.map { "\($0.type) \($0.value)" }.joined(separator: "\n") }
}

extension SQLiteLedger {
  /// Whether that changed anything. A run that is taken up again finds those that it set up before.
  func set(_ tombstone: LedgerTombstone, _ db: Database) throws -> Bool {
    let write = try db.cachedStatement(
      sql: """
        INSERT INTO tombstones (appliance, address, scope, identities, run, at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (appliance, address) DO NOTHING
        """)
    try write.execute(arguments: [
      tombstone.key.appliance, tombstone.key.address, tombstone.scope, tombstone.identityText, tombstone.run.text, tombstone.at,
    ])
    return db.changesCount > 0
  }

  func lift(_ key: LedgerTombstone.Key, _ db: Database) throws -> Bool {
    let remove = try db.cachedStatement(sql: "DELETE FROM tombstones WHERE appliance = ? AND address = ?")
    try remove.execute(arguments: [key.appliance, key.address])
    return db.changesCount > 0
  }
}
