import Documents
import FabricModel
import Foundation
import TestSupport
import Testing

@testable import Planning

/// Appliances that were not read: what is recorded of them stands in for what they have.
@Suite struct UnreadTests {
  private static let pools =
    document("AdapterPool", "one", "type: ethernet, select: {appliances: [vio-1]}")
    + document("AdapterPool", "two", "type: ethernet, select: {appliances: [vio-2]}")
  private static let ground = Texts.wideGround + pools

  private static func vnics(_ more: String = "", _ last: String = "") -> String {
    ground
      + Texts.profile(
        "esx-1", "vnics: [{name: a, network: prod, pool: one\(more)}, {name: b, network: prod, pool: two\(more)}\(last)]")
  }

  /// `esx-1` has `a` on `vio-1` and `b` on `vio-2`, and `vio-2` cannot be read any more.
  private static func world() -> World {
    var world = World(hardware: ground)
    world.apply(vnics())
    world.unread = ["vio-2"]
    return world
  }

  @Test func whatIsAsDesiredAndRecordedThereIsNothing() {
    let plan = Self.world().plan(Self.vnics())
    #expect(plan.isEmpty && plan.drift.isEmpty && plan.waiting.isEmpty && plan.remember.isEmpty && plan.forget.isEmpty)
    #expect(!plan.complete)
    #expect(plan.unread == ["vio-2"])
  }

  @Test func itsHardwareNeedNotBeAsserted() {
    let bare = Self.vnics().replacing(Texts.appliance("vio-2"), with: document("Appliance", "vio-2", "driver: 'file:vio-2.xml'"))
    #expect(Self.world().plan(bare).errors == [])
    #expect(Self.world().plan(bare).isEmpty)
  }

  @Test func stepsGoOnlyToWhatWasReadAndTheRestWaits() {
    let plan = Self.world().plan(Self.vnics(", mtu: 9000"))
    #expect(plan.steps.map { "\($0.appliance):\($0.target)" } == ["vio-1:esx-1/a"])
    #expect(plan.waiting == [Waiting(address: "esx-1/b", reason: "vio-2 was not read")])
    #expect(plan.remember.map(\.appliance) == ["vio-1"])
    #expect(plan.drivers["vio-2"] == nil)
    #expect(plan.basis.reads.allSatisfy { $0.appliance == "vio-1" })
  }

  @Test func aNewVPortIsPlacedElsewhereOrWaits() {
    let free = Self.world().plan(Self.vnics("", ", {name: c, network: prod}"))
    #expect(free.steps.map { "\($0.appliance):\($0.target)" } == ["vio-1:esx-1/c"])
    let bound = Self.world().plan(Self.vnics("", ", {name: c, network: prod, pool: two}"))
    #expect(bound.errors == [] && bound.steps == [])
    #expect(bound.waiting == [Waiting(address: "esx-1/c", reason: "vio-2 was not read")])
  }

  @Test func aProfileIsNotTornBetweenTwoServersWithoutAFence() {
    let moved = Self.vnics().replacing("server: srv-1", with: "server: srv-2")
    #expect(Self.world().plan(moved).blockers.map(\.acknowledge) == ["--fenced srv-1=REASON"])
    var policy = PlanPolicy.anything
    policy.fenced = ["srv-1": "pulled"]
    let plan = Self.world().plan(moved, policy: policy)
    #expect(plan.blockers == [] && plan.burials == [])
    #expect(plan.steps.map { "\($0.appliance):\($0.target)" } == ["vio-1:profile/esx-1"])
  }

  @Test func aVPortWhoseServerKeepsItsCableStaysWhereItIsRecorded() {
    let free = Self.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: one}, {name: b, network: prod, pool: one}]")
    let plan = Self.world().plan(free)
    #expect(plan.isEmpty && plan.waiting == [])
  }

  @Test func whatNoManifestAsksForAnyMoreWaitsToo() {
    let plan = Self.world().plan(Self.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: one}]"))
    #expect(plan.steps == [] && plan.forget == [])
    #expect(plan.waiting.map(\.address) == ["esx-1/b", "profile/esx-1"])
  }

  @Test func addressesThatAreRecordedThereAreTaken() {
    let others = Texts.profile("esx-2", on: "srv-2", "vnics: [{name: a, network: prod, pool: one}]")
    let plan = Self.world().plan(Self.ground + others, policy: .anything)
    let macs = plan.steps.compactMap { step -> MACAddress? in
      if case .vport(let it)? = step.change.after { it.mac } else { nil }
    }
    #expect(macs == [MACAddress(rawValue: 0x02_00_00_00_00_03)])
  }

  @Test func addressesOfOtherScopesThereAreTakenToo() {
    var world = World(hardware: Self.ground)
    world.recorded.others.put(.profile(ProfileRecord(name: "theirs")), on: "vio-2")
    var vnic = VPortRecord(kind: .vnic, profile: "theirs", name: "a", appliance: "vio-2")
    vnic.mac = MACAddress(rawValue: 0x02_00_00_00_00_01)
    world.recorded.others.put(.vport(vnic), on: "vio-2")
    world.unread = ["vio-2"]
    let plan = world.plan(Self.ground + Texts.profile("esx-2", "vnics: [{name: a, network: prod, pool: one}]"))
    let macs = plan.steps.compactMap { step -> MACAddress? in
      if case .vport(let it)? = step.change.after { it.mac } else { nil }
    }
    #expect(macs == [MACAddress(rawValue: 0x02_00_00_00_00_02)])
  }

  @Test func whatIsRecordedThereCountsAsActive() {
    let thief = Texts.profile("esx-2", on: "srv-2", "vnics: [{name: a, network: prod, pool: one, mac: {static: '02:00:00:00:00:02'}}]")
    let plan = Self.world().plan(Self.ground + thief)
    #expect(!plan.isApplicable)
    #expect(plan.blockers.contains { $0.message.contains("02:00:00:00:00:02 is still held by esx-1/b on vio-2") })
  }

  @Test func itIsSavedWithThePlan() throws {
    let plan = Self.world().plan(Self.vnics(", mtu: 9000"))
    let json = Data(plan.json(sources: World.site(of: Self.ground).sources))
    let read = try JSONDecoder().decode(Plan.self, from: json)
    #expect(read.unread == ["vio-2"] && !read.complete)
    #expect(read.digest() == plan.digest())
  }
}
