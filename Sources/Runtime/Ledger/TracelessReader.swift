import GRDB

/// Reads a ledger without writing a byte or making a file, not even SQLite's shared index; each read opens the file anew.
///
/// SQLite has two ways of that, and each fits one situation. With a log beside the file, `readonly_shm` reads through the writer's index,
/// or builds one in memory if the writer died. Without a log, it would have to make one; `immutable` does without, but takes no locks,
/// so the file is looked at before and after, and read again if a writer came between.
struct TracelessReader: Sendable {
  let path: String
  private static let attempts = 20

  func read<Value>(_ body: (Database) throws -> Value) throws(LedgerError) -> Value {
    var last: LedgerError?
    for _ in 0..<Self.attempts {
      guard let before = LedgerFile.Mark(path) else { throw .missing(path: path) }
      let hasLog = (LedgerFile.Mark(path + "-wal")?.size ?? 0) > 0
      do {
        let value = try translating(path, 0) { try open(hasLog ? "readonly_shm=1" : "immutable=1").read(body) }
        if hasLog || before == LedgerFile.Mark(path) { return value }
      } catch .inaccessible(_, let cause) {
        last = hasLog && !LedgerFile.exists(path + "-shm") ? .needsRecovery(path: path) : .inaccessible(path: path, cause: cause)
      } catch {
        if hasLog || before == LedgerFile.Mark(path) { throw error }
        last = error
      }
    }
    throw last ?? .busy(path: path, seconds: 0)
  }

  private func open(_ mode: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(5)
    return try DatabaseQueue(path: "file:\(LedgerFile.uriEscaped(path))?mode=ro&\(mode)", configuration: configuration)
  }
}
