package import Documents

/// The wording: what happened to which ledger, and the way out.
extension LedgerError: CustomStringConvertible {
  package var diagnostic: Diagnostic {
    let (id, message, help) = wording
    return Diagnostic(id, .error, message, help: help)
  }

  package var description: String {
    let (id, message, help) = wording
    return "\(message) [\(id)]; \(help)"
  }

  private var wording: (id: String, message: String, help: String) {
    switch self {
    case .missing(let path):
      ("ledger.missing", "there is no ledger at '\(path)'", "name the right one with --ledger, or let 'weft apply' make it")
    case .notALedger(let path, let cause):
      (
        "ledger.notALedger", "'\(path)' is not a weft ledger (\(cause))",
        "name another file with --ledger; if this was one, put a backup in its place, or run 'weft ledger rebuild --force'. It was left as it is"
      )
    case .newerVersion(let path, let found, let supported):
      (
        "ledger.newerVersion", "the ledger '\(path)' has format \(found), and this weft knows formats up to \(supported)",
        "use the weft that wrote it, or a newer one"
      )
    case .olderVersion(let path, let found, let supported):
      (
        "ledger.olderVersion", "the ledger '\(path)' has format \(found), older than \(supported), and reading does not change it",
        "run a command that writes, such as 'weft recover', to bring it up to date"
      )
    case .corrupt(let path, let cause):
      ("ledger.corrupt", "the ledger '\(path)' is damaged (\(cause))", "put a backup in its place, or run 'weft ledger rebuild --force'")
    case .readOnly(let path, let cause):
      (
        "ledger.readOnly", "the ledger '\(path)' cannot be written (\(cause))",
        "check the permissions and mount options of it and its folder"
      )
    case .full(let path, let cause):
      (
        "ledger.full", "there is no room to write the ledger '\(path)' (\(cause))",
        "free space on its file system; the last write left nothing behind"
      )
    case .inaccessible(let path, let cause):
      ("ledger.inaccessible", "the ledger '\(path)' cannot be opened (\(cause))", "check the path and the permissions of its folders")
    case .failedInputOutput(let path, let cause):
      (
        "ledger.inputOutput", "reading or writing the ledger '\(path)' failed (\(cause))",
        "check the disk and the kernel's log; what was not acknowledged counts as not written"
      )
    case .notDurable(let path, let cause):
      (
        "ledger.notDurable", "the ledger '\(path)' would not survive a power failure (\(cause))",
        "keep it on a local file system that can share memory between processes"
      )
    case .needsRecovery(let path):
      (
        "ledger.needsRecovery", "the ledger '\(path)' has unfinished writes that only a writer can sort out",
        "run 'weft recover' where the ledger can be written, or copy it together with its -wal and -shm files"
      )
    case .busy(let path, let seconds):
      (
        "ledger.busy", "another process has been writing the ledger '\(path)' for more than \(seconds) s",
        "try again; 'weft lock' shows who holds it"
      )
    case .unexpected(let path, let cause):
      ("ledger.unexpected", "the ledger '\(path)' refused an operation (\(cause))", "please report this with the text above")
    case .backupExists(let path, let target):
      (
        "ledger.backupExists", "the backup of the ledger '\(path)' was not written: there is something at '\(target)' already",
        "name another file, or say --force to replace it"
      )
    case .badCopy(let path, let cause):
      (
        "ledger.badCopy", "the copy of the ledger '\(path)' is not sound, and was removed (\(cause))",
        "check the ledger and the disk; nothing else was changed"
      )

    case .locked(let path, let lease):
      (
        "ledger.locked",
        "the ledger '\(path)' is held by \(lease.holder) on \(lease.host), process \(lease.pid), since \(utc(lease.since))",
        "say --wait 10min to wait for it, or look at it with 'weft lock'; if it died, its lease ends at \(utc(lease.expiresAt))"
      )
    case .staleLease(let path, let token, let current):
      (
        "ledger.staleLease",
        "lease \(token.fence) of the ledger '\(path)' is no longer held"
          + (current.map { "; lease \($0.token.fence) went to \($0.holder) on \($0.host), process \($0.pid)" } ?? ""),
        "nothing was written; run 'weft recover' to see how far the run got"
      )

    case .objectOwned(let path, let key, let scope):
      (
        "ledger.objectOwned", "\(key.kind) '\(key.address)' on '\(key.appliance)' belongs to scope '\(scope)' in the ledger '\(path)'",
        "forget it there first, or use --scope \(scope)"
      )
    case .identityTaken(let path, let value, let owner):
      ("ledger.identityTaken", "'\(value)' belongs to '\(owner)' in the ledger '\(path)'", "release it there first")
    case .unknownRun(let path, let run):
      ("ledger.unknownRun", "there is no run '\(run)' in the ledger '\(path)'", "'weft history' lists them")
    case .runExists(let path, let run):
      ("ledger.runExists", "a run '\(run)' is already in the ledger '\(path)'", "give the new one another id")
    case .runEnded(let path, let run):
      ("ledger.runEnded", "run '\(run)' in the ledger '\(path)' has ended", "start another")
    case .needsNoConfirmation(let path, let run):
      (
        "ledger.needsNoConfirmation", "run '\(run)' in the ledger '\(path)' waits for nobody's word",
        "only a run that was begun with --confirm-within is confirmed"
      )
    case .stepAlreadyBegun(let path, let run, let step, let attempt):
      (
        "ledger.stepAlreadyBegun", "step '\(step)' of run '\(run)' in the ledger '\(path)' was begun before attempt \(attempt)",
        "observe what it did, end it, and begin a higher attempt"
      )
    case .stepNotOpen(let path, let run, let step, let attempt):
      (
        "ledger.stepNotOpen", "attempt \(attempt) of step '\(step)' of run '\(run)' in the ledger '\(path)' is not open",
        "a step ends after it began, and once"
      )
    }
  }
}
