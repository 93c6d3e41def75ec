import GRDB

extension SQLiteLedger {
  /// A whole copy of one committed state, checked before it has its name: `target` is there complete, or not at all.
  ///
  /// Others may read and write the ledger meanwhile. What was copied is returned.
  package func backUp(to target: String, replacing: Bool) throws(LedgerError) -> LedgerBasis {
    let target = LedgerFile.absolute(target)
    guard replacing || !LedgerFile.exists(target) else { throw .backupExists(path: path, target: target) }
    let unfinished = LedgerFile.unfinished(target)
    LedgerFile.remove(unfinished)
    defer { LedgerFile.remove(unfinished) }
    let basis = try copy(to: unfinished)
    try Self.verify(unfinished, has: basis, of: path)
    guard try LedgerFile.install(unfinished, as: target, replacing: replacing) else {
      throw .backupExists(path: path, target: target)
    }
    return basis
  }

  private func copy(to copy: String) throws(LedgerError) -> LedgerBasis {
    try connection.read { db in
      try translating(copy, 5) {
        let queue = try DatabaseQueue(path: copy)
        try queue.writeWithoutTransaction { try db.backup(to: $0) }
        try queue.close()
      }
      return try LedgerBasis.current(db)
    }
  }

  /// Reads the copy as its users will.
  private static func verify(_ copy: String, has basis: LedgerBasis, of path: String) throws(LedgerError) {
    let problem: String?
    do {
      let ledger = try openTraceless(copy)
      let found = try ledger?.basis()
      problem = try found == basis ? ledger?.check().first : "it is of another state"
    } catch {
      throw .badCopy(path: path, cause: error.description)
    }
    if let problem { throw .badCopy(path: path, cause: problem) }
  }
}

extension SQLiteLedger {
  /// Puts a new ledger at `path`: filled before it has its name, so that no half of one is ever there.
  ///
  /// - Parameters:
  ///   - aside: where a ledger that is there goes first, with its log; nil where none may be there.
  ///   - fill: writes what the new one is to have.
  package static func make(
    _ path: String, lineage: String, settingAside aside: String?, _ fill: (SQLiteLedger) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    let path = LedgerFile.absolute(path)
    try LedgerFile.createFolder(of: path)
    let unfinished = LedgerFile.unfinished(path)
    LedgerFile.remove(unfinished)
    defer { LedgerFile.remove(unfinished) }
    try fillNew(unfinished, lineage, fill)
    if let aside, LedgerFile.exists(path) { try LedgerFile.setAside(path, as: LedgerFile.absolute(aside)) }
    guard try LedgerFile.install(unfinished, as: path, replacing: false) else {
      throw .inaccessible(path: path, cause: "somebody else made one meanwhile")
    }
  }

  /// Closed when it returns, so that the log is in the file.
  private static func fillNew(
    _ path: String, _ lineage: String, _ fill: (SQLiteLedger) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    try fill(open(path, createIfMissing: lineage))
  }
}
