import GRDB

/// A ledger in one SQLite file, with its write-ahead log and shared index beside it.
package final class SQLiteLedger: LedgerStore {
  /// The newest format of the file that is understood, kept in its `PRAGMA user_version`.
  package static let version = Schema.version

  let connection: LedgerConnection

  init(_ connection: LedgerConnection) { self.connection = connection }

  package var path: String { connection.path }

  /// Opens a ledger to write in it. With a `lineage` (32 random hexadecimal digits) it is made if it is missing, its folder too.
  package static func open(
    _ path: String, createIfMissing lineage: String? = nil, busyTimeoutSeconds: Int = 5
  ) throws(LedgerError) -> SQLiteLedger {
    let path = LedgerFile.absolute(path)
    if !LedgerFile.exists(path) {
      guard lineage != nil else { throw .missing(path: path) }
      try LedgerFile.createFolder(of: path)
    }
    let writer = try LedgerWriter(path: path, busyTimeoutSeconds: busyTimeoutSeconds)
    try writer.prepare(lineage: lineage)
    return SQLiteLedger(.writing(writer))
  }

  /// Whether there is something at the path, sound or not.
  package static func isThere(_ path: String) -> Bool { LedgerFile.exists(LedgerFile.absolute(path)) }

  /// Opens a ledger to read it, leaving no trace beside it; nil if there is none, which is no error for a reader.
  package static func openForReading(_ path: String) throws(LedgerError) -> (any LedgerReader)? { try openTraceless(path) }

  /// The same, for what only a file has: copies, its history, who intervened.
  package static func openTraceless(_ path: String) throws(LedgerError) -> SQLiteLedger? {
    let path = LedgerFile.absolute(path)
    guard LedgerFile.exists(path) else { return nil }
    let reader = TracelessReader(path: path)
    let state = try reader.read { db in try Schema.state(of: db, path: path) }
    switch state {
    case .blank: return nil
    case .ledger(let found) where found < Schema.oldestReadable:
      throw .olderVersion(path: path, found: found, supported: Schema.version)
    case .ledger: return SQLiteLedger(.reading(reader))
    }
  }

  /// What SQLite finds wrong with the whole file; empty if it is sound. Takes time in proportion to its size.
  package func check() throws(LedgerError) -> [String] {
    do {
      let findings = try connection.read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check") }
      return findings == ["ok"] ? [] : findings
    } catch .corrupt(_, let cause) {
      return [cause]
    }
  }
}

/// How a ledger file is reached.
enum LedgerConnection: Sendable {
  case writing(LedgerWriter)
  case reading(TracelessReader)

  var path: String {
    switch self {
    case .writing(let writer): writer.path
    case .reading(let reader): reader.path
    }
  }

  /// All that `body` reads is of one committed state.
  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    switch self {
    case .writing(let writer): try writer.read(body)
    case .reading(let reader): try reader.read(body)
    }
  }

  func write<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    switch self {
    case .writing(let writer): try writer.write(body)
    case .reading(let reader): throw .readOnly(path: reader.path, cause: "it was opened for reading")
    }
  }
}
