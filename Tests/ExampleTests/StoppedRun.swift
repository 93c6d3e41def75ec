import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// A run of the program that is stopped while it holds the ledger and has steps to do.
struct StoppedRun {
  let weft: Weft

  /// On a busy machine a run may be over before it could be stopped: then another one is tried.
  init(in folder: TemporaryFolder) throws {
    for _ in 0..<20 {
      if folder.exists("site") { try folder.remove("site") }
      try GeneratedSite(appliances: 2, servers: 16).write(to: folder)
      let weft = try Weft(["apply", "-f", "site", "--auto-approve"], in: folder.path)
      while !weft.errorsSoFar.contains("run "), weft.isRunning { usleep(200) }
      // Where it stopped within a write, nobody else could write: it goes on for a moment.
      for _ in 0..<50 where weft.isRunning {
        weft.send(SIGSTOP)
        usleep(5_000)
        if try Self.isUnderWay(folder / "site/.weft/ledger.db") {
          self.weft = weft
          return
        }
        weft.send(SIGCONT)
        usleep(200)
      }
      _ = try weft.finish()
    }
    throw StoppedRunError.alwaysOver
  }

  /// Whether somebody holds the ledger, has a run in it, and is not writing at this moment.
  private static func isUnderWay(_ path: String) throws -> Bool {
    do throws(LedgerError) {
      let ledger = try SQLiteLedger.open(path, busyTimeoutSeconds: 0)
      let lease = try ledger.acquireLease(holder: "nobody", host: "nowhere", pid: 1, ttlSeconds: 1, at: Int64(time(nil)))
      try ledger.release(lease)
    } catch {
      guard case .locked = error else { return false }
      return try SQLiteLedger.openForReading(path)?.unfinishedRuns().isEmpty == false
    }
    return false
  }

  func goOn() throws -> Finished {
    weft.send(SIGCONT)
    return try weft.finish()
  }
}

enum StoppedRunError: Error { case alwaysOver }
