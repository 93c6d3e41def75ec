import Documents
import FabricModel
import Testing

@testable import Planning

/// PXE, iSCSI and fabric failover of vNICs.
@Suite struct NetworkBootTests {
  private static let iscsi = ", iscsi: {target: 'iqn.2003-01.org.example:array', portal: '10.0.0.5:3260', lun: 1}"

  private func profile(_ more: String) -> String { Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod\(more)}]") }

  private func world(_ more: String) -> World {
    var world = World(hardware: Texts.ground)
    world.apply(profile(more))
    return world
  }

  @Test func itArrivesAtTheVNIC() throws {
    let vnic = try #require(world(", pxe: true, failover: true\(Self.iscsi)")[vport: "esx-1/a"])
    #expect((vnic.pxe, vnic.failover) == (true, true))
    #expect(vnic.iscsi == ISCSIDisk("iqn.2003-01.org.example:array@10.0.0.5:3260/1"))
  }

  @Test func absentNothingOfItIsSet() throws {
    let vnic = try #require(world("")[vport: "esx-1/a"])
    #expect((vnic.pxe, vnic.failover, vnic.iscsi) == (false, false, .some(.empty)))
  }

  @Test(arguments: [(", pxe: true", Impact.hostReboot), (iscsi, .hostReboot), (", failover: true", .none)])
  func whatItDecidesAboutBootingTakesEffectAtTheNextBoot(more: String, impact: Impact) {
    #expect(world("").plan(profile(more)).steps.map(\.impact) == [impact])
    #expect(world(more).plan(profile("")).steps.map(\.impact) == [impact], "no longer in the manifest")
  }

  @Test func whatIsNotInTheManifestIsLeftAlone() {
    var world = world("")
    world.observed.appliances[0].profiles[0].vports[0].pxe = true
    #expect(world.plan(profile("")).isEmpty)
    #expect(world.plan(profile(", pxe: false")).changes.flatMap(\.fields).map(\.path) == ["pxe"])
  }

  @Test func aDiskThatNoRecordCouldHoldIsRefused() {
    let text = profile(", iscsi: {target: 'two words', portal: '10.0.0.5:3260'}")
    let found = World(hardware: text).resolve(text).diagnostics
    #expect(found.map(\.id) == ["iscsi.invalid"])
    #expect(found[0].message.contains("'two words@10.0.0.5:3260/0'"))
  }
}
