import Foundation
import Ledger
import TestSupport
import Testing

/// A site of two appliances, of which one dies and comes back.
@Suite struct UnreadApplianceTests {
  private static let second = """
    apiVersion: weft/v1
    kind: Appliance
    metadata: {name: vio-2}
    spec: {driver: "file:vio-2.xml"}
    ---
    apiVersion: weft/v1
    kind: Server
    metadata: {name: db-02}
    spec:
      connections: [{appliance: vio-2, port: 1}]

    """

  /// The profile `db-01` is on the server `db-02`, which is cabled to `vio-2`.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite()
    let other = try folder.text(of: "site/vio-1.xml").replacing("vio-1", with: "vio-2").replacing("db-01", with: "db-02")
    try folder.write(other, to: "site/vio-2.xml")
    try folder.write(Self.second, to: "site/second.yaml")
    try folder.edit("site/site.yaml", "  server: db-01\n", "  server: db-02\n")
    try folder.apply()
    return folder
  }

  private func die(_ folder: TemporaryFolder) throws -> String {
    let text = try folder.text(of: "site/vio-2.xml")
    try folder.remove("site/vio-2.xml")
    return text
  }

  private func move(_ folder: TemporaryFolder) throws { try folder.edit("site/site.yaml", "  server: db-02\n", "  server: db-01\n") }

  @Test func anApplianceThatCannotBeReadFailsThePlanUnlessItIsNamed() throws {
    let folder = try folder()
    _ = try die(folder)
    let failed = try folder.weft("plan", "-f", "site")
    expect(failed, exit: 1, ["appliance.missing"])
    #expect(failed.errors.contains("to plan without it: --without vio-2"), "\(failed)")
    let plan = try folder.weft("plan", "-f", "site", "--without", "vio-2", "--detailed-exitcode")
    expect(plan, exit: 0)
    #expect(plan.verdict == "Incomplete: vio-2 was not read; what is recorded there stays.", "\(plan)")
    let json = try folder.weft("plan", "-f", "site", "--without", "vio-2", "--format", "json")
    #expect(json.output.contains("\"complete\": false"), "\(json)")
  }

  @Test func onlyAppliancesOfTheManifestsCanBeLeftOut() throws {
    let finished = try folder().weft("plan", "-f", "site", "--without", "vio-22")
    expect(finished, exit: 1, ["reference.unknown"])
    #expect(finished.errors.contains("did you mean 'vio-2'?"), "\(finished)")
  }

  @Test func whatIsNamedIsNotReadThoughItCouldBe() throws {
    let folder = try folder()
    try folder.edit("site/vio-2.xml", "<vioConfig", "<broken/><vioConfig")
    expect(try folder.weft("plan", "-f", "site", "--without", "vio-2"), exit: 0)
  }

  @Test func aProfileMovesAwayFromADeadApplianceUnderAFenceOnly() throws {
    let folder = try folder()
    _ = try die(folder)
    try move(folder)
    let refused = try folder.weft("apply", "-f", "site", "--auto-approve", "--without", "vio-2")
    expect(refused, exit: 4, ["fence.needed"])
    #expect(refused.errors.contains("--fenced db-02=REASON"), "\(refused)")
    try folder.apply("--without", "vio-2", "--fenced", "db-02=the room is dark")
    let text = try folder.text(of: "site/vio-1.xml")
    #expect(text.contains("02:57:00:00:01:00") && text.contains("02:57:00:00:01:01"))
    let run = try #require(try SQLiteLedger.openForReading(folder / "site/.weft/ledger.db")?.runs(last: 1).first)
    #expect(run.note == "fenced db-02: the room is dark; without vio-2")
    let found = try folder.weft("find", "02:57:00:00:01:00", "-f", "site", "--without", "vio-2")
    #expect(found.output.contains("tombstone db-01/vnic0: on vio-2, 02:57:00:00:01:00: run \(run.id) took over its identities"), "\(found)")
    let again = try folder.weft("plan", "-f", "site", "--without", "vio-2", "--detailed-exitcode")
    #expect(again.code == 0 && again.errors.contains("[tombstone.waiting]"), "\(again)")
  }

  @Test func whenItComesBackTheOldOwnerGoesFirst() throws {
    let folder = try folder()
    let before = try die(folder)
    try move(folder)
    try folder.apply("--without", "vio-2", "--fenced", "db-02=the room is dark")
    try folder.write(before, to: "site/vio-2.xml")
    let plan = try folder.weft("plan", "-f", "site")
    #expect(plan.output.contains("what is left on vio-2 of before its identities were taken over is deactivated"), "\(plan)")
    try folder.apply("--allow", "outage")
    #expect(!(try folder.text(of: "site/vio-2.xml").contains("02:57:00:00:01:00")))
    try folder.expectNoChanges()
    let found = try folder.weft("find", "02:57:00:00:01:00", "-f", "site")
    #expect(!found.output.contains("tombstone"), "\(found)")
  }

  @Test func aSavedPlanReadsWhatItWasMadeWith() throws {
    let folder = try folder()
    _ = try die(folder)
    try folder.edit("site/site.yaml", "vlan: 100", "vlan: 101")
    try folder.edit("site/second.yaml", "port: 1}]", "port: 1}]\n---\n" + Self.third)
    expect(try folder.weft("plan", "-f", "site", "--without", "vio-2", "--out", "plan.json"), exit: 0)
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    #expect(try folder.text(of: "site/vio-1.xml").contains("<profile name=\"web\""))
  }

  private static let third = """
    apiVersion: weft/v1
    kind: ServerProfile
    metadata: {name: web}
    spec:
      server: db-01
      vnics: [{name: vnic0, network: prod}]
    """

  @Test func aSavedPlanTakesNoFencesOrLimitsOfItsOwn() throws {
    let finished = try folder().weft("apply", "plan.json", "--fenced", "db-02=x")
    #expect(finished.code == 64, "\(finished)")
    #expect(finished.errors.contains("a saved plan is run as it is"))
  }
}
