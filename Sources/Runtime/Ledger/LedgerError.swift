/// Why a ledger could not be read or written. `diagnostic` is what people see.
package enum LedgerError: Error, Hashable, Sendable {
  // The file
  case missing(path: String)
  case notALedger(path: String, cause: String)
  case newerVersion(path: String, found: Int, supported: Int)
  /// Only readers meet it: a writer brings the ledger up to date.
  case olderVersion(path: String, found: Int, supported: Int)
  case corrupt(path: String, cause: String)
  case readOnly(path: String, cause: String)
  case full(path: String, cause: String)
  case inaccessible(path: String, cause: String)
  case failedInputOutput(path: String, cause: String)
  /// The file system cannot give write-ahead logging, or the library did not take the setting.
  case notDurable(path: String, cause: String)
  /// Left by a crash in a state that only a writer can mend.
  case needsRecovery(path: String)
  case busy(path: String, seconds: Int)
  case unexpected(path: String, cause: String)
  /// Something has the name of the copy already.
  case backupExists(path: String, target: String)
  /// The copy is not what was copied; it was removed.
  case badCopy(path: String, cause: String)

  // The lease
  case locked(path: String, by: Lease)
  case staleLease(path: String, token: LeaseToken, current: Lease?)

  // The contents
  case objectOwned(path: String, object: LedgerObject.Key, scope: String)
  case identityTaken(path: String, value: String, owner: String)
  case unknownRun(path: String, run: RunID)
  case runExists(path: String, run: RunID)
  case runEnded(path: String, run: RunID)
  case needsNoConfirmation(path: String, run: RunID)
  case stepAlreadyBegun(path: String, run: RunID, step: String, attempt: Int)
  case stepNotOpen(path: String, run: RunID, step: String, attempt: Int)
}
