import Glibc

/// A ledger and its log in a folder of their own for a while.
///
/// A writer that was killed while it closed the ledger leaves the log without the index (SQLite removes the index first), and without an
/// index no reader gets at a log except as a writer would. In a copy it may: the ledger itself stays as it is.
enum LedgerCopy {
  /// - Parameter body: gets the path of the copy, which is gone afterwards.
  static func with<Value>(_ ledger: String, _ body: (String) throws -> Value) throws -> Value {
    var template = Array("\(place)/weft-ledger-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else {
      throw LedgerError.inaccessible(path: ledger, cause: "cannot make a folder to copy it to: \(String(cString: strerror(errno)))")
    }
    let folder = String(cString: made)
    defer {
      for name in ["ledger.db", "ledger.db-wal", "ledger.db-shm"] { unlink("\(folder)/\(name)") }
      rmdir(folder)
    }
    let path = folder + "/ledger.db"
    try copy(ledger, to: path, for: ledger)
    try copy(ledger + "-wal", to: path + "-wal", for: ledger)
    return try body(path)
  }

  private static var place: String { getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp" }

  private static func copy(_ source: String, to target: String, for ledger: String) throws(LedgerError) {
    func failure(_ what: String) -> LedgerError { .inaccessible(path: ledger, cause: "\(what): \(String(cString: strerror(errno)))") }
    let input = open(source, O_RDONLY | O_CLOEXEC)
    guard input >= 0 else { throw failure("cannot open '\(source)'") }
    defer { close(input) }
    let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard output >= 0 else { throw failure("cannot copy it to '\(target)'") }
    defer { close(output) }
    while true {
      let count = sendfile(output, input, nil, 1 << 24)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot copy it to '\(target)'") }
      if count == 0 { return }
    }
  }
}
