import Documents
import FabricModel
import Foundation
import TestSupport
import Testing

@testable import Planning

/// Appliances that weft can only read.
@Suite struct ReadOnlyApplianceTests {
  private static let plain = Texts.ground + Texts.vnics("esx-1", ["a"])
  private static let wide = Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, mtu: 9000}]")

  /// What was there before weft came.
  private static func world() -> World {
    var world = World(hardware: Texts.ground)
    world.apply(plain)
    world.recorded = Recorded()
    world.disown()
    world.capabilities["vio-1"] = Capabilities()
    return world
  }

  private static let everything = [
    "vio-1/network/backup", "vio-1/network/prod", "vio-1/vsan/san-a", "vio-1/vsan/san-b", "profile/esx-1", "esx-1/a",
  ]

  private static var adopting: PlanPolicy {
    var policy = PlanPolicy.anything
    policy.adopt = .all
    return policy
  }

  @Test func aStepThereIsShownAndStandsAgainstThePlan() {
    let plan = Self.world().plan(Self.wide, policy: Self.adopting)
    #expect(plan.steps.map(\.target.description) == ["esx-1/a"])
    #expect(plan.blockers.map(\.id) == ["appliance.readOnly"])
    #expect(plan.blockers.map(\.steps) == [["s1"]])
    #expect(plan.blockers.map(\.acknowledge) == [nil])
    #expect(!plan.isApplicable)
    #expect(
      plan.blockers.first?.message
        == "weft can only read 'vio-1', and 1 step would change it (esx-1/a): make the change there, or let the manifests say what it has")
  }

  @Test func whatEqualsTheManifestsIsAdoptedByTheLedgerAlone() {
    var world = Self.world()
    var policy = Self.adopting
    policy.adoptsOnly = true
    let plan = world.apply(Self.plain, policy: policy)
    #expect(plan.steps == [])
    #expect(plan.changes.map { "\($0.action) \($0.address)" } == Self.everything.map { "adopt \($0)" })
    #expect(plan.remember.count == 6)
    let next = world.plan(Self.plain)
    #expect(next.isEmpty && next.remember == [] && next.owned == 6)
  }

  @Test func withoutAdoptingItIsRecordedWithoutAWord() {
    let plan = Self.world().plan(Self.plain)
    #expect(plan.isEmpty && plan.isApplicable)
    #expect(plan.remember.contains { $0.record.address.description == "esx-1/a" })
  }

  @Test func aNetworkThatNobodyUsesYetIsNotAskedForThere() {
    let plan = Self.world().plan(Self.plain + document("Network", "spare", "vlan: 900"), policy: Self.adopting)
    #expect(plan.steps.isEmpty && plan.blockers.isEmpty)
  }

  @Test func stepsElsewhereStandFree() {
    var world = World(hardware: Texts.wideGround)
    world.capabilities["vio-1"] = Capabilities()
    let text =
      Texts.wideGround + document("AdapterPool", "two", "type: ethernet, select: {appliances: [vio-2]}")
      + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: two}]")
    let plan = world.plan(text)
    let refused = plan.steps.filter { $0.appliance == "vio-1" }
    #expect(plan.steps.contains { $0.appliance == "vio-2" })
    #expect(plan.blockers.flatMap(\.steps) == refused.map(\.id))
  }

  @Test func theBlockerIsSavedWithThePlan() throws {
    let plan = Self.world().plan(Self.wide, policy: Self.adopting)
    let json = Data(plan.json(sources: World.site(of: Self.wide).sources))
    #expect(try JSONDecoder().decode(Plan.self, from: json).blockers == plan.blockers)
  }
}
