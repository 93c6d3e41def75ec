import GRDB

extension SQLiteLedger {
  @discardableResult
  package func record(_ changes: LedgerChanges, under lease: LeaseToken) throws(LedgerError) -> Int64 {
    try connection.write { db in
      try requireHeld(lease, db)
      try apply(changes, db)
      return try LedgerBasis.current(db).serial
    }
  }

  /// What equals the record already is not written, and a commit that writes nothing leaves the serial alone.
  func apply(_ changes: LedgerChanges, _ db: Database) throws {
    var changed = false
    for key in changes.remove where try remove(key, db) { changed = true }
    for object in changes.upsert where try upsert(object, db) { changed = true }
    for identity in changes.identities where try identity.state != .active && release(identity, db) { changed = true }
    for identity in changes.identities where try identity.state == .active && assign(identity, db) { changed = true }
    if try keep(changes.templates, db) { changed = true }
    for key in changes.lifted where try lift(key, db) { changed = true }
    for tombstone in changes.tombstones where try set(tombstone, db) { changed = true }
    for server in changes.booted { try booted(server, db) }
    for reboot in changes.reboots { try set(reboot, db) }
    if changed { try db.cachedStatement(sql: "UPDATE meta SET serial = serial + 1").execute() }
  }

  private func remove(_ key: LedgerObject.Key, _ db: Database) throws -> Bool {
    let statement = try db.cachedStatement(sql: "DELETE FROM objects WHERE appliance = ? AND address = ? AND kind = ?")
    try statement.execute(arguments: [key.appliance, key.address, key.kind])
    return db.changesCount > 0
  }

  private func upsert(_ object: LedgerObject, _ db: Database) throws -> Bool {
    let write = try db.cachedStatement(
      sql: """
        INSERT INTO objects (appliance, address, kind, scope, record) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (appliance, address, kind) DO UPDATE SET record = excluded.record
        WHERE scope = excluded.scope AND record <> excluded.record
        """)
    try write.execute(arguments: [object.appliance, object.address, object.kind, object.scope, object.record])
    if db.changesCount > 0 { return true }
    let owner = try db.cachedStatement(sql: "SELECT scope FROM objects WHERE appliance = ? AND address = ? AND kind = ?")
    let scope = try String.fetchOne(owner, arguments: [object.appliance, object.address, object.kind])
    if let scope, scope != object.scope { throw LedgerError.objectOwned(path: path, object: object.key, scope: scope) }
    return false
  }

  /// A second release keeps the time of the first, and what somebody else was given since is not theirs to lose.
  private func release(_ identity: LedgerIdentity, _ db: Database) throws -> Bool {
    if let current = try current(identity, db) {
      if current.owner != identity.owner, current.state == .active { throw taken(current) }
      if current.state != .active { return false }
    }
    guard case .released(let at) = identity.state else { return try write(identity, db) }
    let noticed = try laterTime(at, db)
    return try write(
      LedgerIdentity(
        identity.value, type: identity.type, owner: identity.owner, state: .released(at: noticed), recordedAt: identity.recordedAt), db)
  }

  private func assign(_ identity: LedgerIdentity, _ db: Database) throws -> Bool {
    if let current = try current(identity, db), current.state == .active {
      if current.owner != identity.owner { throw taken(current) }
      return false
    }
    return try write(identity, db)
  }

  private func current(_ identity: LedgerIdentity, _ db: Database) throws -> LedgerIdentity? {
    let sql = "SELECT value, type, owner, released_at, recorded_at FROM identities WHERE value = ? AND type = ?"
    return try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [identity.value, identity.type]).map(LedgerIdentity.init)
  }

  private func taken(_ current: LedgerIdentity) -> LedgerError {
    .identityTaken(path: path, value: current.value, owner: current.owner)
  }

  private func write(_ identity: LedgerIdentity, _ db: Database) throws -> Bool {
    let columns = "(value, type, owner, released_at, recorded_at) VALUES (?, ?, ?, ?, ?)"
    let released: Int64? = if case .released(let at) = identity.state { at } else { nil }
    let arguments: StatementArguments = [identity.value, identity.type, identity.owner, released, identity.recordedAt]
    try db.cachedStatement(sql: "INSERT OR REPLACE INTO identities \(columns)").execute(arguments: arguments)
    try db.cachedStatement(sql: "INSERT INTO identity_history \(columns)").execute(arguments: arguments)
    return true
  }
}
