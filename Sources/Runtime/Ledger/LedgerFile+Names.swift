import Glibc

// How whole ledgers get their names, and lose them.
extension LedgerFile {
  /// The log and the index have the ledger's name with these behind it.
  private static let companions = ["-wal", "-shm"]

  /// What a ledger is called until it is whole.
  static func unfinished(_ path: String) -> String { path + ".unfinished" }

  /// The file with what belongs to it; what is not there is no error.
  static func remove(_ path: String) { for name in [path] + companions.map({ path + $0 }) { unlink(name) } }

  /// Gives a whole, closed file its name, on the disk when this returns; false where that is another's already.
  static func install(_ file: String, as path: String, replacing: Bool) throws(LedgerError) -> Bool {
    try sync(file, for: path)
    if replacing {
      guard rename(file, path) == 0 else { throw failure("rename", path) }
    } else {
      if link(file, path) != 0 {
        if errno == EEXIST { return false }
        throw failure("name", path)
      }
      unlink(file)
    }
    let folder = try Folder(folder(of: path), for: path)
    defer { folder.close() }
    try folder.sync()
    return true
  }

  /// Moves a ledger with its log. It has both names for a moment, so that a crash leaves it whole under one of them; without its ledger, a
  /// log that is left is taken for none.
  static func setAside(_ path: String, as target: String) throws(LedgerError) {
    for suffix in [""] + companions where link(path + suffix, target + suffix) != 0 && errno != ENOENT {
      throw failure("set aside", path + suffix)
    }
    let folder = try Folder(folder(of: target), for: path)
    defer { folder.close() }
    try folder.sync()
    remove(path)
    try folder.sync()
  }

  private static func sync(_ file: String, for path: String) throws(LedgerError) {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("sync", path) }
  }

  private static func failure(_ action: String, _ path: String) -> LedgerError {
    .failedInputOutput(path: path, cause: "cannot \(action) it: \(String(cString: strerror(errno)))")
  }
}
