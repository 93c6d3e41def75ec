import GRDB

/// Reads a ledger without writing a byte or making a file, not even SQLite's shared index; each read opens the file anew.
///
/// SQLite has two ways of that, and each fits one situation. With a log beside the file, `readonly_shm` reads through the writer's index,
/// or builds one in memory if the writer died. Without a log, it would have to make one; `immutable` does without, but takes no locks,
/// so the file is looked at before and after, and read again if a writer came between.
///
/// SQLite keeps one index per file and process: opening the ledger to write while this process reads it here may fail as read-only. What
/// is open for writing is read through that.
struct TracelessReader: Sendable {
  let path: String
  private static let attempts = 20
  private static let busySeconds = 5

  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    var last = LedgerError.missing(path: path)
    for _ in 0..<Self.attempts {
      guard let before = LedgerFile.Mark(path) else { throw .missing(path: path) }
      do {
        let hasLog = try WriteAheadLog(path + "-wal").holdsFrames(of: path)
        let value = try attempt(hasLog ? "readonly_shm=1" : "immutable=1", body)
        if hasLog || before == LedgerFile.Mark(path) { return value }
        last = .busy(path: path, seconds: Self.busySeconds)
      } catch {
        last = error
        if before == LedgerFile.Mark(path), !error.mayPass { throw error }
      }
    }
    throw last
  }

  private func attempt<Value>(_ mode: String, _ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    try translating(path, Self.busySeconds) {
      do {
        return try open(mode).read(body)
      } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
        guard LedgerFile.exists(path + "-wal"), !LedgerFile.exists(path + "-shm") else { throw error }
        return try readCopy(body)
      }
    }
  }

  /// Reads what a killed writer left without an index; a writer that comes meanwhile makes one, and then it is tried again.
  private func readCopy<Value>(_ body: (Database) throws -> Value) throws -> Value {
    let (file, log) = (LedgerFile.Mark(path), LedgerFile.Mark(path + "-wal"))
    return try LedgerCopy.with(path) { copy in
      let isWhole = file == LedgerFile.Mark(path) && log == LedgerFile.Mark(path + "-wal") && !LedgerFile.exists(path + "-shm")
      guard isWhole else { throw LedgerError.needsRecovery(path: path) }
      return try DatabaseQueue(path: copy).read(body)
    }
  }

  private func open(_ mode: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(Double(Self.busySeconds))
    return try DatabaseQueue(path: "file:\(LedgerFile.uriEscaped(path))?mode=ro&\(mode)", configuration: configuration)
  }
}

extension LedgerError {
  /// Whether it may come from a writer that opened or closed the ledger at this moment.
  fileprivate var mayPass: Bool {
    switch self {
    case .inaccessible, .needsRecovery: true
    default: false
    }
  }
}
