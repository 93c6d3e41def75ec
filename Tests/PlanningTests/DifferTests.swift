import FabricModel
import TestSupport
import Testing

@testable import Planning

/// The rows of DESIGN section 6's ownership table: desired, observed, recorded.
@Suite struct DifferTests {
  private let plain = Texts.ground + Texts.vnics("esx-1", ["vnic0"])
  private let without = Texts.ground
  private let wide = Texts.ground + Texts.profile("esx-1", "vnics: [{name: vnic0, network: prod, mtu: 9000}]")

  private func applied(_ text: String) -> World {
    var world = World(hardware: Texts.ground)
    world.apply(text)
    return world
  }

  private func actions(_ plan: Plan) -> [String] { plan.changes.map { "\($0.action.glyph) \($0.address)" } }

  @Test func desiredOnlyIsCreated() {
    #expect(actions(World(hardware: Texts.ground).plan(plain)).suffix(2) == ["+ profile/esx-1", "+ esx-1/vnic0"])
  }

  @Test func desiredObservedAndRecordedAlikeIsNothing() {
    let plan = applied(plain).plan(plain)
    #expect(plan.isEmpty && plan.steps.isEmpty && plan.drift.isEmpty && plan.remember.isEmpty && plan.forget.isEmpty)
  }

  @Test func aDifferenceIsUpdated() {
    let plan = applied(plain).plan(wide)
    #expect(actions(plan) == ["~ esx-1/vnic0"])
    #expect(plan.changes[0].fields == [FieldChange("mtu", before: .integer(1500), after: .integer(9000))])
    #expect(plan.drift == [])
  }

  @Test func anOutsideEditIsDriftAndIsUndone() {
    var world = applied(plain)
    world.edit("esx-1/vnic0") { $0.mtu = 4000 }
    // The manifest does not manage the MTU, so the edit is nobody's business.
    #expect(world.plan(plain).isEmpty)
    world = applied(wide)
    world.edit("esx-1/vnic0") { $0.mtu = 4000 }
    let plan = world.plan(wide)
    #expect(plan.drift == [Difference(address: "esx-1/vnic0", fields: [FieldChange("mtu", before: .integer(9000), after: .integer(4000))])])
    #expect(plan.changes[0].fields == [FieldChange("mtu", before: .integer(4000), after: .integer(9000))])
  }

  @Test func whatIsOnTheFabricAndNotOursIsRefusedUntilAdopted() {
    var world = applied(plain)
    world.recorded = Recorded()
    world.disown()
    let refused = world.plan(wide)
    #expect(refused.blockers.map(\.id) == ["ownership.unmanaged"])
    #expect(refused.blockers[0].acknowledge == "--adopt esx-1/vnic0")
    #expect(refused.steps == [])
    var policy = PlanPolicy.anything
    policy.adopt = Selector(["esx-1/vnic0"])
    let plan = world.apply(wide, policy: policy)
    #expect(actions(plan) == ["← esx-1/vnic0"])
    #expect(world.plan(wide).isEmpty)
  }

  @Test func whatIsAsDesiredThoughNotOursIsRecordedOnly() {
    var world = applied(wide)
    world.recorded = Recorded()
    world.disown()
    let plan = world.plan(wide)
    #expect(plan.isEmpty)
    #expect(plan.remember.contains { $0.record.address.description == "esx-1/vnic0" })
  }

  @Test func whatIsGoneIsCreatedAgainWithItsIdentity() {
    var world = applied(Texts.ground + Texts.vnics("esx-1", ["vnic0", "vnic1"]))
    world.observed.remove("esx-1/vnic0", from: "vio-1")
    let plan = world.apply(Texts.ground + Texts.vnics("esx-1", ["vnic0", "vnic1"]))
    #expect(actions(plan) == ["+ esx-1/vnic0"])
    #expect(plan.changes[0].reason == "it is gone from the appliance")
    #expect(plan.drift == [Difference(address: "esx-1/vnic0", fields: [])])
    #expect(world[vport: "esx-1/vnic0"]?.mac == MACAddress(rawValue: 0x02_00_00_00_00_01))
    #expect(world[vport: "esx-1/vnic0"]?.order == 0)
  }

  @Test func whatIsNoLongerDesiredIsDeletedAndForgotten() {
    var world = applied(plain)
    let plan = world.apply(without)
    #expect(Set(actions(plan)) == ["- profile/esx-1", "- esx-1/vnic0"])
    #expect(world[vport: "esx-1/vnic0"] == nil)
    #expect(world.recorded.fabric.appliances.flatMap(\.profiles).isEmpty)
  }

  @Test func whatIsNotOursIsReportedAndLeft() {
    var world = applied(plain)
    world.recorded = Recorded()
    world.disown()
    let plan = world.plan(without)
    #expect(plan.changes == [] && plan.steps == [])
    #expect(plan.unmanaged.contains("esx-1/vnic0"))
  }

  @Test func whatIsRecordedOnlyIsForgotten() {
    var world = applied(plain)
    world.observed.remove("esx-1/vnic0", from: "vio-1")
    world.observed.remove("profile/esx-1", from: "vio-1")
    let plan = world.plan(without)
    #expect(Set(actions(plan)) == [". profile/esx-1", ". esx-1/vnic0"])
    #expect(plan.steps == [])
    #expect(plan.forget.count == 2)
  }

  @Test func aFieldNoLongerManagedGoesBackToItsDefault() {
    var world = applied(wide)
    let plan = world.apply(plain)
    #expect(plan.changes[0].fields == [FieldChange("mtu", before: .integer(9000), after: .integer(1500))])
    #expect(plan.changes[0].reason.contains("mtu no longer in the manifest"))
    #expect(world.plan(plain).isEmpty)
  }

  @Test func whatBelongsToAnotherScopeIsRefused() {
    var world = applied(plain)
    world.scope = "storage"
    world.recorded = Recorded()
    let plan = world.plan(wide)
    #expect(plan.blockers.contains { $0.id == "ownership.otherScope" })
    #expect(!plan.steps.contains { $0.target.description == "esx-1/vnic0" })
    #expect(world.plan(without).steps == [], "its deletions are not ours to plan")
  }

  @Test func aMoveToAnotherApplianceIsOneRebind() {
    var world = World(hardware: Texts.wideGround)
    let body = "vnics: [{name: vnic0, network: prod, pool: lan}]"
    func text(_ appliance: String) -> String {
      Texts.wideGround + document("AdapterPool", "lan", "type: ethernet, select: {appliances: [\(appliance)]}")
        + Texts.profile("esx-1", body)
    }
    world.apply(text("vio-1"))
    let mac = world[vport: "esx-1/vnic0"]?.mac
    let plan = world.apply(text("vio-2"))
    #expect(plan.changes.filter { $0.address == "esx-1/vnic0" }.map(\.action) == [.rebind])
    #expect(world[vport: "esx-1/vnic0"]?.appliance == "vio-2")
    #expect(world[vport: "esx-1/vnic0"]?.mac == mac)
    #expect(world.plan(text("vio-2")).isEmpty)
  }
}

extension World {
  /// What somebody does at the appliance.
  mutating func edit(_ address: String, _ change: (inout VPortRecord) -> Void) {
    guard var vport = self[vport: address] else { return }
    change(&vport)
    observed.put(.vport(vport), on: vport.appliance)
  }

  /// Takes the owner's mark from everything.
  mutating func disown() {
    for appliance in observed.appliances.indices {
      for network in observed.appliances[appliance].networks.indices { observed.appliances[appliance].networks[network].owner = nil }
      for vsan in observed.appliances[appliance].vsans.indices { observed.appliances[appliance].vsans[vsan].owner = nil }
      for profile in observed.appliances[appliance].profiles.indices {
        observed.appliances[appliance].profiles[profile].record.owner = nil
        for vport in observed.appliances[appliance].profiles[profile].vports.indices {
          observed.appliances[appliance].profiles[profile].vports[vport].owner = nil
        }
      }
    }
  }
}
