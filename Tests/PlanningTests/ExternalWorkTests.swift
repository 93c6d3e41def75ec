import FabricModel
import Testing

@testable import Planning

/// What other teams have to do before the steps, and what they can take away afterwards.
@Suite struct ExternalWorkTests {
  private func world(_ text: String) -> World {
    var world = World(hardware: Self.ground)
    world.apply(text)
    return world
  }

  /// One Ethernet adapter whose switch ports let VLAN 100 through, and an FC adapter of which each port is on a side of its own.
  private static let ground =
    document(
      "Appliance", "vio-1",
      "driver: 'file:a.xml', model: VIO-4001, adapters: [{slot: 1, model: x520-SR2, ports: [{port: 1, vlans: '100', uplink: sw-1/1}, "
        + "{port: 2, vlans: '100'}]}, {slot: 3, model: QLE2562, ports: [{port: 1, vsan: 10, fabric: A}, {port: 2, vsan: 10, fabric: B}]}]")
    + Texts.server(1) + Texts.macs + Texts.wwns + Texts.networks + Texts.sans
    + document("AdapterPool", "one", "type: ethernet, select: {ports: [vio-1/1/1]}")
    + document("AdapterPool", "two", "type: ethernet, select: {ports: [vio-1/1/2]}")
    + document("AdapterPool", "side-a", "type: fibreChannel, select: {fabric: A}")
    + document("AdapterPool", "side-b", "type: fibreChannel, select: {fabric: B}")

  private func vnic(_ spec: String) -> String { Self.ground + Texts.profile("esx-1", "vnics: [{name: a, \(spec)}]") }
  private func vhba(_ spec: String) -> String { Self.ground + Texts.profile("esx-1", "vhbas: [{name: h, \(spec)}]") }
  private let bare = ExternalWorkTests.ground + Texts.profile("esx-1", "vnics: []")

  private func work(_ plan: Plan) -> [String] {
    plan.external.map { "\($0.text) | before \($0.precedes.joined(separator: " ")) | after \($0.succeeds.joined(separator: " "))" }
  }

  @Test func aNewVHBAWantsItsZone() {
    let plan = World(hardware: Self.ground).plan(vhba("vsan: san-a"))
    #expect(plan.external.map(\.kind) == [.zoning])
    #expect(plan.external[0].task == "zone in VSAN san-a, and give LUNs to")
    #expect(plan.external[0].object.hasSuffix(" (esx-1/h)"))
    #expect(plan.external[0].precedes.count == 1 && plan.external[0].succeeds == [])
  }

  @Test func aVHBAThatGoesLeavesItsZoneBehind() {
    let plan = world(vhba("vsan: san-a")).plan(bare)
    #expect(plan.external.map(\.task) == ["remove the zones in VSAN san-a and the LUN masks of"])
    #expect(plan.external.map(\.precedes) == [[]])
    #expect(plan.external.map(\.succeeds) == [plan.steps.filter { $0.change.after == nil }.map(\.id)])
  }

  @Test func aVHBAThatGoesToTheOtherSideNeedsAZoneThereAndNoneHere() {
    let plan = world(vhba("vsan: san-a, pool: side-a")).plan(vhba("vsan: san-a, pool: side-b"))
    #expect(plan.external.map(\.precedes.isEmpty) == [false, true])
    #expect(plan.external.map(\.succeeds.isEmpty) == [true, false])
  }

  @Test func aNewWWPNNeedsAZoneAndTheOldOneNoMore() {
    let fixed = "vsan: san-a, wwpn: {static: '20:00:00:25:b5:00:00:"
    let plan = world(vhba("\(fixed)41'}")).plan(vhba("\(fixed)42'}"))
    #expect(plan.external.map(\.object) == ["20:00:00:25:b5:00:00:42 (esx-1/h)", "20:00:00:25:b5:00:00:41 (esx-1/h)"])
  }

  @Test func aVHBAThatStaysNeedsNothing() {
    let plan = world(vhba("vsan: san-a")).plan(vhba("vsan: san-a, targets: [{wwpn: '50:00:00:00:00:00:00:01', lun: 0}]"))
    #expect(work(plan) == [])
  }

  @Test func aVLANThatTheSwitchDoesNotLetThroughIsAskedFor() {
    let plan = World(hardware: Self.ground).plan(vnic("network: backup, pool: one"))
    #expect(plan.external.map(\.text) == ["let VLAN 200 (backup) through on switch port sw-1/1"])
  }

  @Test func aVLANThatNothingUsesAnyMoreIsNamedForItsPort() {
    let plan = world(vnic("network: prod, pool: two")).plan(bare)
    #expect(plan.external.map(\.text) == ["VLAN 100 (prod) is no longer needed on the switch port of vio-1/1/2"])
    #expect(plan.external.map(\.id) == ["untrunk:vio-1/1/2:100"])
    #expect(plan.external.map(\.succeeds.count) == [1])
  }

  @Test func aVLANThatAnotherStillUsesStays() {
    let both = Self.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: one}, {name: b, network: prod, pool: one}]")
    #expect(work(world(both).plan(vnic("network: prod, pool: one"))) == [])
  }

  @Test func aDiskThatIsBootedFromNoMoreCanBeTakenAway() {
    let disk = ", iscsi: {target: 'iqn.2003-01.org.example:array', portal: '10.0.0.5:3260', lun: 1}"
    let given = World(hardware: Self.ground).plan(vnic("network: prod, pool: one\(disk)"))
    #expect(given.external.map(\.text) == ["give LUN 1 of iqn.2003-01.org.example:array (10.0.0.5:3260) to esx-1/a"])
    let taken = world(vnic("network: prod, pool: one\(disk)")).plan(vnic("network: prod, pool: one"))
    #expect(taken.external.map(\.text) == ["take LUN 1 of iqn.2003-01.org.example:array (10.0.0.5:3260) from esx-1/a"])
    #expect(taken.external.map(\.succeeds.count) == [1])
  }
}
