import Foundation
import Glibc
import Ledger
import TestSupport
import Testing

/// Who holds a ledger is shown, waited for, and turned out.
@Suite struct LockCommandTests {
  /// A site with a change to carry out, and its ledger held by this process.
  private struct Held {
    let folder: TemporaryFolder
    let ledger: SQLiteLedger
    let lease: LeaseToken

    init() throws {
      folder = try TemporaryFolder.withFirstSite(applied: true)
      try folder.edit("site/site.yaml", "vnic1, network: prod, bandwidth: {min: 1Gbps}", "vnic1, network: prod, bandwidth: {min: 2Gbps}")
      ledger = try SQLiteLedger.open(folder / "site/.weft/ledger.db")
      lease = try ledger.acquireLease(
        holder: "kim", host: LockTests.hostName(), pid: getpid(), ttlSeconds: 600, at: Int64(time(nil)))
    }
  }

  @Test func theHolderIsShown() throws {
    let held = try Held()
    let finished = try held.folder.weft("lock", "-f", "site")
    expect(finished, exit: 0)
    for line in ["holder   kim\n", "host     \(LockTests.hostName())\n", "process  \(getpid()) (running on this host)\n"] {
      #expect(finished.output.contains(line), "\(finished)")
    }
    let json = try held.folder.weft("lock", "-f", "site", "--format", "json")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(document["format"] as? String == "weft/lock/1")
    #expect((document["lease"] as? [String: Any])?["process"] as? String == "running")
    try held.ledger.release(held.lease)
    #expect(try held.folder.weft("lock", "-f", "site").output == "Nobody holds the ledger site/.weft/ledger.db.\n")
  }

  @Test func aLockIsBrokenOnlyWhereSomebodySaysSo() throws {
    let held = try Held()
    expect(try held.folder.weft("lock", "-f", "site", "--force"), exit: 4, ["lock.unapproved"])
    try held.ledger.renew(held.lease, ttlSeconds: 600, at: Int64(time(nil)))
    expect(try held.folder.weft("lock", "-f", "site", "--force", "--auto-approve"), exit: 0)
    #expect(throws: LedgerError.self) { try held.ledger.renew(held.lease, ttlSeconds: 600, at: Int64(time(nil))) }
    let history = try held.folder.weft("history", "-f", "site")
    #expect(history.output.contains("was taken from kim on \(LockTests.hostName()), process \(getpid()), held since "), "\(history)")
    try held.folder.apply()
    try held.folder.expectNoChanges()
  }

  @Test func aRunWhoseLockWasBrokenWritesNothingAnyMore() throws {
    let folder = try TemporaryFolder()
    let run = try StoppedRun(in: folder)
    let ledger = try #require(try SQLiteLedger.openTraceless(folder / "site/.weft/ledger.db"))
    expect(try folder.weft("lock", "-f", "site", "--force", "--auto-approve"), exit: 0)
    let unfinished = try #require(try ledger.unfinishedRuns().first)
    let (journal, snapshot) = (try ledger.journal(of: unfinished.id), try ledger.snapshot())
    expect(try run.goOn(), exit: 4, ["ledger.staleLease"])
    #expect(try ledger.journal(of: unfinished.id) == journal)
    #expect(try ledger.snapshot() == snapshot)
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func applyWaitsForALedgerThatIsHeld() throws {
    let held = try Held()
    let apply = try Weft(["apply", "-f", "site", "--auto-approve", "--wait", "10min"], in: held.folder.path)
    while !apply.errorsSoFar.contains("Waiting for kim on"), apply.isRunning { usleep(1_000) }
    #expect(apply.isRunning)
    try held.ledger.release(held.lease)
    expect(try apply.finish(), exit: 0)
    try held.folder.expectNoChanges()
  }

  @Test func waitingHasAnEnd() throws {
    let held = try Held()
    let finished = try held.folder.weft("apply", "-f", "site", "--auto-approve", "--wait", "1s")
    expect(finished, exit: 4, ["ledger.locked"])
    #expect(finished.errors.contains("Waiting for kim"), "\(finished)")
    #expect(try held.folder.weft("apply", "-f", "site", "--wait", "soon").code == 64)
  }

  @Test func aSavedPlanWaitsForTheLedgerOfItsManifests() throws {
    let held = try Held()
    expect(try held.folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    let finished = try held.folder.weft("apply", "plan.json", "--auto-approve", "--wait", "1s")
    expect(finished, exit: 4, ["ledger.locked"])
    #expect(finished.errors.contains("Waiting for kim"), "\(finished)")
  }
}
