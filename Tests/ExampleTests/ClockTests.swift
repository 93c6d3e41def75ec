import FabricModel
import Foundation
import Ledger
import TestSupport
import Testing

/// A clock that jumps an hour between two runs.
@Suite struct ClockTests {
  private static let hour = 3_600

  @Test func aClockThatFellBackTakesNothingOfAQuarantine() throws {
    let folder = try TemporaryFolder.withFirstSite()
    try folder.edit(
      "site/site.yaml", "size: 256}]}\n---\napiVersion: weft/v1\nkind: AddressPool",
      "size: 2}]}\n---\napiVersion: weft/v1\nkind: AddressPool")
    try folder.apply()
    let ledger = try #require(try SQLiteLedger.openForReading(folder / "site/.weft/ledger.db"))
    let began = try #require(try ledger.runs(last: 1).first?.startedAt)
    try folder.edit("site/site.yaml", "    - {name: vnic0, network: prod, bandwidth: {min: 1Gbps}}\n", "")
    try folder.edit("site/site.yaml", "members: [vnic0, vnic1]", "members: [vnic1]")
    expect(
      try folder.weft("apply", "-f", "site", "--auto-approve", "--allow", "outage", with: Trouble(secondsAhead: -Self.hour)), exit: 0)
    #expect(try #require(try ledger.runs(last: 1).first?.startedAt) < began - 3_000, "the clock was not wrong")
    try folder.edit("site/site.yaml", "  vnics:\n", "  vnics:\n    - {name: vnic9, network: prod}\n")
    func plan(_ minutesAfterADay: Int64) throws -> Finished {
      try folder.weft("plan", "-f", "site", "--at", Timestamp(seconds: began + 86_400 + 60 * minutesAfterADay).description)
    }
    expect(try plan(-30), exit: 1, ["pool.exhausted"])
    expect(try plan(10), exit: 0)
  }

  @Test(arguments: [hour, -hour]) func aRunGoesOnWhereAnotherClockBeganIt(ahead: Int) throws {
    let folder = try TemporaryFolder.withFirstSite()
    expect(try folder.weft("apply", "-f", "site", "--auto-approve", with: Trouble(secondsAhead: ahead)), exit: 0)
    try folder.expectNoChanges()
    try folder.edit("site/site.yaml", "vnic1, network: prod, bandwidth: {min: 1Gbps}", "vnic1, network: prod, bandwidth: {min: 2Gbps}")
    try folder.apply()
    try folder.expectNoChanges()
    #expect(try folder.weft("history", "-f", "site").output.split(separator: "\n").count == 3)
  }

  @Test func whoLostALedgerToAClockThatIsAheadWritesNothingAnyMore() throws {
    let folder = try TemporaryFolder()
    let run = try StoppedRun(in: folder)
    let other = try folder.weft("apply", "-f", "site", "--auto-approve", with: Trouble(secondsAhead: Self.hour))
    // The ledger is taken over, and the appliances are not: their locks know no time.
    expect(other, exit: 4, ["appliance.locked", "appliance.locked"])
    expect(try run.goOn(), exit: 4, ["ledger.staleLease"])
    try folder.apply()
    try folder.expectNoChanges()
  }
}
