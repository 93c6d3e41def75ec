import Foundation
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
      weft.send(SIGSTOP)
      usleep(10_000)
      let ledger = try SQLiteLedger.openForReading(folder / "site/.weft/ledger.db")
      let isUnderWay = try ledger?.currentLease() != nil && ledger?.unfinishedRuns().isEmpty == false
      if isUnderWay {
        self.weft = weft
        return
      }
      weft.send(SIGCONT)
      _ = try weft.finish()
    }
    throw StoppedRunError.alwaysOver
  }

  func goOn() throws -> Finished {
    weft.send(SIGCONT)
    return try weft.finish()
  }
}

enum StoppedRunError: Error { case alwaysOver }
