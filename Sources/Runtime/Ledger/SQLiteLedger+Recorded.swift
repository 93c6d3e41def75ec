import GRDB

extension SQLiteLedger {
  package func basis() throws(LedgerError) -> LedgerBasis { try connection.read { db in try LedgerBasis.current(db) } }

  package func snapshot() throws(LedgerError) -> LedgerSnapshot { try snapshot(ofIdentities: "") }

  package func snapshotWithoutActiveIdentities() throws(LedgerError) -> LedgerSnapshot {
    try snapshot(ofIdentities: "WHERE released_at IS NOT NULL")
  }

  private func snapshot(ofIdentities condition: String) throws(LedgerError) -> LedgerSnapshot {
    try connection.read { db in
      LedgerSnapshot(
        basis: try .current(db), objects: try LedgerObject.fetch(db, "", []),
        identities: try LedgerIdentity.fetchCurrent(db, condition, []),
        templates: try LedgerTemplate.fetchAll(db), tombstones: try LedgerTombstone.fetchAll(db),
        reboots: try PendingReboot.fetchAll(db))
    }
  }

  package func objects(scope: String) throws(LedgerError) -> [LedgerObject] {
    try connection.read { db in try LedgerObject.fetch(db, "WHERE scope = ?", [scope]) }
  }

  package func objects() throws(LedgerError) -> [LedgerObject] {
    try connection.read { db in try LedgerObject.fetch(db, "", []) }
  }

  package func identities() throws(LedgerError) -> [LedgerIdentity] {
    try connection.read { db in try LedgerIdentity.fetchCurrent(db, "", []) }
  }

  package func identity(_ value: String, type: String) throws(LedgerError) -> LedgerIdentity? {
    try connection.read { db in try LedgerIdentity.fetchCurrent(db, "WHERE value = ? AND type = ?", [value, type]).first }
  }

  package func identityHistory(_ value: String) throws(LedgerError) -> [LedgerIdentity] {
    try connection.read { db in
      let sql = "SELECT value, type, owner, released_at, recorded_at FROM identity_history WHERE value = ? ORDER BY number"
      return try Row.fetchCursor(db, sql: sql, arguments: [value]).collect(LedgerIdentity.init)
    }
  }
}

extension LedgerBasis {
  static func current(_ db: Database) throws -> LedgerBasis {
    guard let row = try Row.fetchOne(db, sql: "SELECT lineage, serial FROM meta") else {
      throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the row of lineage and serial is gone")
    }
    return LedgerBasis(lineage: row[0], serial: row[1])
  }
}

extension LedgerObject {
  static func fetch(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [LedgerObject] {
    let sql = "SELECT scope, appliance, address, kind, record FROM objects \(condition) ORDER BY appliance, address, kind"
    return try Row.fetchCursor(db, sql: sql, arguments: arguments).collect { row in
      LedgerObject(scope: row[0], appliance: row[1], address: row[2], kind: row[3], record: row[4])
    }
  }
}

extension LedgerIdentity {
  static func fetchCurrent(_ db: Database, _ condition: String, _ arguments: StatementArguments) throws -> [LedgerIdentity] {
    let sql = "SELECT value, type, owner, released_at, recorded_at FROM identities \(condition) ORDER BY value, type"
    return try Row.fetchCursor(db, sql: sql, arguments: arguments).collect(LedgerIdentity.init)
  }

  init(_ row: Row) {
    let released: Int64? = row[3]
    self.init(row[0], type: row[1], owner: row[2], state: released.map { .released(at: $0) } ?? .active, recordedAt: row[4])
  }
}
