import Ledger
import TestSupport
import Testing

/// A saved plan holds as long as what it touches is as it was.
@Suite struct StalenessTests {
  /// A site that is applied, and a plan that raises a guarantee of one vNIC.
  private func saved() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withFirstSite(applied: true)
    try folder.edit("site/site.yaml", "vnic1, network: prod, bandwidth: {min: 1Gbps}", "vnic1, network: prod, bandwidth: {min: 2Gbps}")
    expect(try folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    return folder
  }

  @Test func anEditOfWhatItTouchesIsNamedWithBothValues() throws {
    let folder = try saved()
    try folder.edit(
      "site/vio-1.xml", "02:57:00:00:01:01\" network=\"prod\" minRate=\"1Gbps\"", "02:57:00:00:01:01\" network=\"prod\" minRate=\"3Gbps\"")
    let before = try folder.text(of: "site/vio-1.xml")
    let finished = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(finished, exit: 3, ["plan.stale"])
    #expect(finished.errors.contains("vio-1:db-01/vnic1 min was 1Gbps and is 3Gbps"), "\(finished)")
    #expect(try folder.text(of: "site/vio-1.xml") == before)
  }

  @Test func whatIsGoneIsNamed() throws {
    let folder = try saved()
    let lines = try folder.text(of: "site/vio-1.xml").split(separator: "\n").filter { !$0.contains("name=\"vnic1\"") }
    try folder.write(lines.joined(separator: "\n"), to: "site/vio-1.xml")
    let finished = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(finished, exit: 3, ["plan.stale"])
    #expect(finished.errors.contains("vio-1:db-01/vnic1 was there and is gone"), "\(finished)")
  }

  @Test func anUnrelatedEditDoesNotMatter() throws {
    let folder = try saved()
    try folder.edit("site/vio-1.xml", "  </networks>", "    <network name=\"hand\" vlan=\"130\"/>\n  </networks>")
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    #expect(try folder.text(of: "site/vio-1.xml").contains("<network name=\"hand\" vlan=\"130\"/>"))
    try folder.expectNoChanges()
  }

  @Test func anAddressThatWentToSomebodyOnAnotherApplianceIsSeen() throws {
    let folder = try TemporaryFolder.withFirstSite()
    let other = try folder.text(of: "site/vio-1.xml").replacing("vio-1", with: "vio-2").replacing("db-01", with: "db-02")
    try folder.write(other, to: "site/vio-2.xml")
    try folder.write(
      "apiVersion: weft/v1\nkind: Appliance\nmetadata: {name: vio-2}\nspec: {driver: \"file:vio-2.xml\"}\n", to: "site/vio-2.yaml")
    expect(try folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    try folder.edit(
      "site/vio-2.xml", "</vioConfig>",
      """
        <profiles>
          <profile name="db-02" serverPort="1"><vnic name="vnic0" port="1/1" mac="02:57:00:00:01:00"/></profile>
        </profiles>
      </vioConfig>
      """)
    let before = try folder.text(of: "site/vio-1.xml")
    let finished = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(finished, exit: 3, ["plan.unsafe"])
    #expect(finished.errors.contains("02:57:00:00:01:00"), "\(finished)")
    #expect(try folder.text(of: "site/vio-1.xml") == before)
  }

  @Test func aSavedPlanTellsOfARunThatWasInterruptedAndClosesIt() throws {
    let folder = try TemporaryFolder.withFirstSite()
    expect(try folder.weft("plan", "-f", "site", "--out", "plan.json"), exit: 0)
    let ledger = try SQLiteLedger.open(folder / "site/.weft/ledger.db", createIfMissing: "0123456789abcdef0123456789abcdef")
    let lease = try ledger.acquireLease(holder: "ann", host: "here", pid: 1, ttlSeconds: 60, at: 1)
    let run = LedgerRun(
      id: RunID("crashed"), planID: "p", scope: "default", startedAt: 1, host: "here", user: "ann", toolVersion: "0")
    try ledger.startRun(run, plan: try folder.text(of: "plan.json"), under: lease)
    try ledger.begin([JournalBegin("s1")], in: run.id, under: lease, at: 1)
    try ledger.release(lease)
    let finished = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(finished, exit: 0)
    #expect(
      finished.errors.contains("run crashed was interrupted: of 7 steps, 1 begun but not done, 6 not started"), "\(finished)")
    try folder.expectNoChanges()
  }

  @Test func aNewcomerThatTookTheRoomIsSeen() throws {
    let folder = try saved()
    try folder.edit(
      "site/vio-1.xml", "  </profiles>",
      "    <profile name=\"hand\"><vnic name=\"v\" port=\"2/2\" mac=\"02:00:00:00:00:01\" minRate=\"9Gbps\"/></profile>\n  </profiles>")
    let finished = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(finished, exit: 3, ["plan.unsafe"])
    #expect(finished.errors.contains("I2"), "\(finished)")
  }

  @Test func whatIsDoneAlreadyIsNotDoneAgain() throws {
    let folder = try saved()
    expect(try folder.weft("apply", "plan.json", "--auto-approve"), exit: 0)
    let before = try folder.text(of: "site/vio-1.xml")
    let again = try folder.weft("apply", "plan.json", "--auto-approve")
    expect(again, exit: 0)
    #expect(again.output.contains("1 of them done before"), "\(again)")
    #expect(try folder.text(of: "site/vio-1.xml") == before)
  }

  @Test func anotherLedgerIsNotTheOneOfThePlan() throws {
    let folder = try saved()
    let other = try TemporaryFolder.withFirstSite(applied: true)
    let finished = try folder.weft("apply", "plan.json", "--auto-approve", "--ledger", other / "site/.weft/ledger.db")
    expect(finished, exit: 3, ["plan.otherLedger"])
  }
}
