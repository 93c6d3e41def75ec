import Glibc
import Ledger
import TestSupport
import Testing

/// A run that is begun with `--confirm-within` stays only where somebody says so in time.
@Suite struct ConfirmTests {
  private func start(_ folder: TemporaryFolder, within time: String) throws -> Weft {
    try Weft(["apply", "-f", "site", "--auto-approve", "--confirm-within", time], in: folder.path)
  }

  /// Started, and through with its steps.
  private func waiting(_ folder: TemporaryFolder, within time: String) throws -> (weft: Weft, run: LedgerRun) {
    let weft = try start(folder, within: time)
    while !weft.errorsSoFar.contains("every step is verified"), weft.isRunning { usleep(1_000) }
    return (weft, try #require(try runs(in: folder).first))
  }

  private func killed(_ folder: TemporaryFolder, within time: String) throws -> LedgerRun {
    let (weft, run) = try waiting(folder, within: time)
    weft.send(SIGKILL)
    #expect(try weft.finish().signal == SIGKILL)
    return run
  }

  private func runs(in folder: TemporaryFolder) throws -> [LedgerRun] {
    try #require(try SQLiteLedger.openForReading(folder / "site/.weft/ledger.db")).runs(last: 10)
  }

  private func expectAsBefore(_ folder: TemporaryFolder) throws {
    let before = try TemporaryFolder.withFirstSite()
    #expect(try state(folder.bytes(of: "site/vio-1.xml")) == state(before.bytes(of: "site/vio-1.xml")))
  }

  /// Until the time of the run is over.
  private func waitForTheEnd(of run: LedgerRun, in folder: TemporaryFolder) throws {
    let deadline = try #require(try runs(in: folder).first { $0.id == run.id }?.confirmation?.deadline)
    while Int64(time(nil)) <= deadline { usleep(50_000) }
  }

  @Test func aRunThatNobodyConfirmsIsTakenBack() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let finished = try start(folder, within: "1s").finish()
    expect(finished, exit: 6)
    #expect(finished.errors.contains("No dead-man guard on vio-1"), "\(finished)")
    #expect(finished.verdict.hasPrefix("Rolled back: it was not confirmed; everything is as it was. Run "), "\(finished)")
    try expectAsBefore(folder)
    #expect(try runs(in: folder).map(\.outcome) == [.done, .rolledBack])
  }

  @Test func aRunThatAnotherProcessConfirmsStays() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let (weft, run) = try waiting(folder, within: "10min")
    let history = try folder.weft("history", "-f", "site")
    #expect(history.output.contains("  waiting  "), "\(history)")
    // The beginning of its name will do.
    let confirmed = try folder.weft("confirm", String(run.id.text.prefix(20)), "-f", "site")
    expect(confirmed, exit: 0)
    #expect(confirmed.output == "Run \(run.id) is confirmed: it stays.\n")
    expect(try weft.finish(), exit: 0)
    try folder.expectNoChanges()
    #expect(try runs(in: folder).map(\.outcome) == [.done])
    expect(try folder.weft("confirm", run.id.text, "-f", "site"), exit: 0)
  }

  @Test func controlCIsANo() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let (weft, run) = try waiting(folder, within: "10min")
    weft.send(SIGINT)
    expect(try weft.finish(), exit: 6)
    try expectAsBefore(folder)
    expect(try folder.weft("confirm", run.id.text, "-f", "site"), exit: 1, ["run.ended"])
  }

  @Test func aRunWhoseProcessDiedIsStillConfirmedInTime() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let run = try killed(folder, within: "10min")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.errors.contains("run \(run.id) waits until "), "\(plan)")
    expect(try folder.weft("apply", "-f", "site", "--auto-approve"), exit: 5, ["run.unconfirmed"])
    expect(try folder.weft("recover", "-f", "site", "--auto-approve"), exit: 5, ["run.unconfirmed"])
    expect(try folder.weft("confirm", run.id.text, "-f", "site"), exit: 0)
    #expect(try runs(in: folder).map(\.outcome) == [.done])
    try folder.expectNoChanges()
  }

  @Test(arguments: ["apply", "recover", "confirm"])
  func whatIsDueIsTakenBackByWhoeverOpensTheLedgerNext(command: String) throws {
    let folder = try TemporaryFolder.withFirstSite()
    let run = try killed(folder, within: "1s")
    try waitForTheEnd(of: run, in: folder)
    let plan = try folder.weft("plan", "-f", "site")
    expect(plan, exit: 0)
    #expect(plan.errors.contains("run \(run.id) was not confirmed in time: the next "), "\(plan)")
    let words = command == "confirm" ? [command, run.id.text] : command == "apply" ? [command, "--auto-approve"] : [command]
    let finished = try Weft.run(words + ["-f", "site"], in: folder.path)
    expect(finished, exit: 6)
    try expectAsBefore(folder)
    #expect(try runs(in: folder).map(\.outcome) == [.done, .rolledBack])
  }

  @Test func aRunThatWaitsForNobodyIsNotConfirmed() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let run = try StoppedRun(in: folder)
    let name = try #require(try runs(in: folder).first).id.text
    expect(try folder.weft("confirm", name, "-f", "site"), exit: 1, ["ledger.needsNoConfirmation"])
    expect(try run.goOn(), exit: 0)
  }

  @Test(arguments: [["--on-failure", "stop"], ["--on-failure", "continue"]])
  func aRunThatIsToBeConfirmedTakesBackWhatFails(flags: [String]) throws {
    let folder = try TemporaryFolder.withFirstSite()
    #expect(try Weft.run(["apply", "-f", "site", "--confirm-within", "60s"] + flags, in: folder.path).code == 64)
  }

  @Test(arguments: ["0s", "25h", "soon"])
  func theTimeHasBounds(time: String) throws {
    let folder = try TemporaryFolder.withFirstSite()
    #expect(try Weft.run(["apply", "-f", "site", "--confirm-within", time], in: folder.path).code == 64)
  }
}
