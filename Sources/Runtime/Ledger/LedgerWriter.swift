import GRDB

/// The one connection that writes, made durable and shown to be.
struct LedgerWriter: Sendable {
  let path: String
  let busyTimeoutSeconds: Int
  private let queue: DatabaseQueue

  init(path: String, busyTimeoutSeconds: Int) throws(LedgerError) {
    self.path = path
    self.busyTimeoutSeconds = busyTimeoutSeconds
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(busyTimeoutSeconds))
    configuration.foreignKeysEnabled = true
    queue = try translating(path, busyTimeoutSeconds) { try DatabaseQueue(path: path, configuration: configuration) }
  }

  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try translating(path, busyTimeoutSeconds) { try queue.read(body) }
  }

  /// One transaction that takes the write lock at its start: it never fails half-way for another writer's sake.
  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try translating(path, busyTimeoutSeconds) {
      try queue.writeWithoutTransaction { db in
        var value: Value?
        try db.inTransaction(.immediate) {
          value = try body(db)
          return .commit
        }
        return value!
      }
    }
  }

  /// Looks before it writes: a file that is somebody else's, or of a newer weft, stays as it is.
  func prepare(lineage: String?) throws(LedgerError) {
    let state = try read { db in try Schema.state(of: db, path: path) }
    if state == .blank, lineage == nil { throw .missing(path: path) }
    try translating(path, busyTimeoutSeconds) { try queue.writeWithoutTransaction { db in try makeDurable(db) } }
    if state != .ledger(version: Schema.version) { try migrate(lineage: lineage) }
  }

  /// Two processes that make the same ledger at once take turns by a lock on its folder, for the migrator has none.
  private func migrate(lineage: String?) throws(LedgerError) {
    let folder = try LedgerFile.lockedFolder(of: path)
    defer { folder.close() }
    try translating(path, busyTimeoutSeconds) { try Schema.migrator(lineage: lineage, path: path).migrate(queue) }
    guard try read({ db in try Schema.state(of: db, path: path) }) == .ledger(version: Schema.version) else {
      throw .corrupt(path: path, cause: "its format is none that it ever had")
    }
    try folder.sync()
  }

  /// Set on the open connection and read back. GRDB's own write-ahead set-up leaves `synchronous=NORMAL`, under which a commit returns
  /// before anything is on the disk; a process that is killed does not show the difference, a power failure does.
  private func makeDurable(_ db: Database) throws {
    let mode = try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw LedgerError.notDurable(path: path, cause: "its journal mode stays '\(mode ?? "unknown")' instead of 'wal'")
    }
    try db.execute(sql: "PRAGMA synchronous = FULL")
    let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
    guard synchronous == 2 else {
      throw LedgerError.notDurable(path: path, cause: "its synchronous setting stays \(synchronous ?? -1) instead of 2")
    }
    guard try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") == true else {
      throw LedgerError.unexpected(path: path, cause: "foreign keys stay off")
    }
  }
}

/// Runs `body` and says in our words what SQLite says in its own.
func translating<Value>(_ path: String, _ busySeconds: Int, _ body: () throws -> Value) throws(LedgerError) -> Value {
  do {
    return try body()
  } catch let error as LedgerError {
    throw error
  } catch let error as DatabaseError {
    throw LedgerError(error, path: path, busySeconds: busySeconds)
  } catch {
    throw .unexpected(path: path, cause: "\(error)")
  }
}

extension LedgerError {
  init(_ error: DatabaseError, path: String, busySeconds: Int) {
    let cause = "\(error.message ?? "no message"), SQLite code \(error.extendedResultCode.rawValue)"
    self =
      switch error.resultCode {
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .busy(path: path, seconds: busySeconds)
      case .SQLITE_CORRUPT: .corrupt(path: path, cause: cause)
      case .SQLITE_NOTADB: .notALedger(path: path, cause: cause)
      case .SQLITE_FULL: .full(path: path, cause: cause)
      case .SQLITE_READONLY: .readOnly(path: path, cause: cause)
      case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .inaccessible(path: path, cause: cause)
      case .SQLITE_IOERR: .failedInputOutput(path: path, cause: cause)
      default: .unexpected(path: path, cause: cause)
      }
  }
}
