import Glibc
import Ledger
import TestSupport
import Testing

/// `weft recover` brings a run to its end whose process died.
@Suite struct RecoverCommandTests {
  /// A run that was killed with steps to do.
  private func killedRun() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let run = try StoppedRun(in: folder)
    run.weft.send(SIGKILL)
    #expect(try run.weft.finish().signal == SIGKILL)
    return folder
  }

  private func runs(in folder: TemporaryFolder) throws -> [LedgerRun] {
    try #require(try SQLiteLedger.openForReading(folder / "site/.weft/ledger.db")).runs(last: 10)
  }

  @Test func aRunThatWasKilledGoesOnUnderItsOwnName() throws {
    let folder = try killedRun()
    let run = try #require(try runs(in: folder).first)
    let asked = try folder.weft("recover", "-f", "site")
    expect(asked, exit: 4, ["recover.unapproved"])
    #expect(asked.errors.contains("run \(run.id) was interrupted: of "), "\(asked)")
    let recovered = try folder.weft("recover", "-f", "site", "--auto-approve")
    expect(recovered, exit: 0)
    #expect(recovered.verdict.hasSuffix("Run \(run.id)."), "\(recovered)")
    #expect(try runs(in: folder).map(\.id) == [run.id])
    #expect(try runs(in: folder).map(\.outcome) == [.done])
    try folder.expectNoChanges()
    let again = try folder.weft("recover", "-f", "site")
    expect(again, exit: 0)
    #expect(again.output == "Nothing to recover: every run has ended.\n")
  }

  @Test func aRunThatWasKilledIsTakenBackWhereThatIsAskedFor() throws {
    let folder = try killedRun()
    let run = try #require(try runs(in: folder).first)
    let recovered = try folder.weft("recover", "-f", "site", "--rollback", "--auto-approve")
    expect(recovered, exit: 6)
    #expect(recovered.verdict == "Rolled back: it was interrupted; everything is as it was. Run \(run.id).", "\(recovered)")
    let whole = try TemporaryFolder()
    let site = GeneratedSite(appliances: 2, servers: 16)
    try site.write(to: whole)
    for name in site.appliancesNames {
      #expect(try state(folder.bytes(of: "site/\(name).xml")) == state(whole.bytes(of: "site/\(name).xml")))
    }
    #expect(try runs(in: folder).last?.outcome == .rolledBack)
  }

  @Test func aRunThatWasKilledIsClosedAsItStands() throws {
    let folder = try killedRun()
    expect(try folder.weft("recover", "-f", "site", "--stop"), exit: 0)
    #expect(try runs(in: folder).map(\.outcome) == [.interrupted])
    try folder.apply()
    try folder.expectNoChanges()
  }

  @Test func aRunThatGoesOnIsLeftAlone() throws {
    let folder = try TemporaryFolder()
    let run = try StoppedRun(in: folder)
    let refused = try folder.weft("recover", "-f", "site", "--auto-approve")
    expect(refused, exit: 4, ["ledger.locked"])
    #expect(refused.errors.contains("process \(run.weft.process)"), "\(refused)")
    expect(try run.goOn(), exit: 0)
    try folder.expectNoChanges()
  }

  @Test func whatSomebodyChangedMeanwhileIsNeitherOverwrittenNorTakenBack() throws {
    let folder = try killedRun()
    // The run may have come to this appliance or not: it makes 100 of 99.
    var text = try folder.text(of: "site/vio-1.xml")
    for vlan in ["99", "100"] { text.replace("name=\"prod\" vlan=\"\(vlan)\"", with: "name=\"prod\" vlan=\"999\"") }
    try folder.write(text, to: "site/vio-1.xml")
    let stale = try folder.weft("recover", "-f", "site", "--auto-approve")
    expect(stale, exit: 3, ["plan.stale"])
    #expect(stale.errors.contains("network/prod"), "\(stale)")
    // Where nothing was begun, nothing is to be taken back.
    let isBegun = !stale.errors.contains(" steps, 232 not started")
    let back = try folder.weft("recover", "-f", "site", "--rollback", "--auto-approve")
    expect(back, exit: isBegun ? 7 : 6)
    #expect(back.errors.contains("vio-1:network/prod was changed by somebody else meanwhile") == isBegun, "\(back)")
    #expect(try folder.text(of: "site/vio-1.xml").contains("vlan=\"999\""))
  }

  @Test func bothWaysAtOnceAreNone() throws {
    let folder = try TemporaryFolder.withFirstSite()
    #expect(try folder.weft("recover", "-f", "site", "--rollback", "--stop").code == 64)
  }
}
