import Documents
import FabricModel
import Foundation
import TestSupport
import Testing

@testable import Planning

/// Plans of a part of what the manifests ask for.
@Suite struct LimitsTests {
  private static let two = Texts.ground + Texts.vnics("esx-1", ["a", "b"]) + Texts.vnics("esx-2", on: "srv-2", ["a"])

  private static func limited(to targets: [String] = [], without excludes: [String] = []) -> PlanPolicy {
    var policy = PlanPolicy.anything
    policy.limits = Limits(targets: Selector(targets), excludes: Selector(excludes))
    return policy
  }

  private func steps(_ plan: Plan) -> Set<String> { Set(plan.steps.map { "\($0.change.operation) \($0.target)" }) }

  @Test func aTargetIsPlannedWithWhatItNeeds() {
    let plan = World(hardware: Texts.ground).plan(Self.two, policy: Self.limited(to: ["esx-1/a"]))
    #expect(steps(plan) == ["create network/prod", "create profile/esx-1", "create esx-1/a"])
    #expect(Set(plan.remember.map { "\($0.record.address)" }) == ["network/prod", "profile/esx-1", "esx-1/a"])
    #expect(plan.isApplicable)
  }

  @Test(arguments: ["esx-1", "esx-1/*", "vio-1/esx-1"]) func aProfileComesWithItsVPorts(word: String) {
    let plan = World(hardware: Texts.ground).plan(Self.two, policy: Self.limited(to: [word]))
    #expect(steps(plan) == ["create network/prod", "create profile/esx-1", "create esx-1/a", "create esx-1/b"])
  }

  @Test func whatIsExcludedIsLeftAsItIs() {
    var world = World(hardware: Texts.ground)
    let plan = world.apply(Self.two, policy: Self.limited(without: ["esx-2"]))
    #expect(!plan.steps.contains { $0.target.description.contains("esx-2") })
    #expect(!plan.remember.contains { $0.record.profileName == "esx-2" })
    #expect(world[vport: "esx-1/b"] != nil)
  }

  @Test func theRestIsDoneByTheNextPlan() {
    var world = World(hardware: Texts.ground)
    world.apply(Self.two, policy: Self.limited(to: ["esx-2"]))
    world.apply(Self.two)
    #expect(world.plan(Self.two).isEmpty)
  }

  @Test func whatIsTargetedIsDeletedToo() {
    var world = World(hardware: Texts.ground)
    world.apply(Self.two)
    let plan = world.apply(Texts.ground, policy: Self.limited(to: ["esx-2"]))
    #expect(steps(plan) == ["delete esx-2/a", "delete profile/esx-2"])
    #expect(plan.forget.count == 2)
    #expect(world[vport: "esx-1/a"] != nil)
  }

  @Test func deletingAProfileDrawsInItsVPorts() {
    var world = World(hardware: Texts.ground)
    world.apply(Self.two)
    #expect(steps(world.plan(Texts.ground, policy: Self.limited(to: ["profile/esx-2"]))) == ["delete esx-2/a", "delete profile/esx-2"])
  }

  @Test func whoHasTheAddressLeavesFirst() {
    func text(_ one: Int, _ other: Int) -> String {
      Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, mac: {static: '02:00:00:00:00:1\(one)'}}]")
        + Texts.profile("esx-2", on: "srv-2", "vnics: [{name: a, network: prod, mac: {static: '02:00:00:00:00:1\(other)'}}]")
    }
    var world = World(hardware: Texts.ground)
    world.apply(text(1, 2))
    #expect(steps(world.plan(text(2, 3), policy: Self.limited(to: ["esx-1"]))) == ["update esx-1/a", "update esx-2/a"])
    let blocked = world.plan(text(2, 3), policy: Self.limited(to: ["esx-1"], without: ["esx-2"]))
    #expect(blocked.blockers.map(\.id) == ["plan.noSafeOrder"])
  }

  @Test func whoFillsThePortLeavesFirst() {
    let lan = document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1]}")
    func vnic(_ name: String, _ server: String, _ rate: Int) -> String {
      Texts.profile(name, on: server, "vnics: [{name: a, network: prod, pool: lan, bandwidth: {min: \(rate)Gbps}}]")
    }
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + lan + vnic("esx-1", "srv-1", 8))
    let plan = world.plan(Texts.ground + lan + vnic("esx-2", "srv-2", 8), policy: Self.limited(to: ["esx-2"]))
    #expect(steps(plan).isSuperset(of: ["delete esx-1/a", "create esx-2/a"]))
    let roomy = world.plan(Texts.ground + lan + vnic("esx-2", "srv-2", 2), policy: Self.limited(to: ["esx-2"]))
    #expect(!steps(roomy).contains("delete esx-1/a"))
  }

  @Test func aMoveIsNotHalved() {
    func text(_ appliance: String) -> String {
      Texts.wideGround + document("AdapterPool", "lan", "type: ethernet, select: {appliances: [\(appliance)]}")
        + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: lan}]")
    }
    var world = World(hardware: Texts.wideGround)
    world.apply(text("vio-1"))
    let plan = world.plan(text("vio-2"), policy: Self.limited(to: ["vio-1/esx-1/a"]))
    #expect(steps(plan).isSuperset(of: ["delete esx-1/a", "create esx-1/a"]))
    let without = world.plan(text("vio-2"), policy: Self.limited(without: ["vio-1/esx-1/a"]))
    #expect(!steps(without).contains("create esx-1/a") && !steps(without).contains("delete esx-1/a"))
  }

  @Test func whatIsOutsideIsNotComplainedOf() {
    var world = World(hardware: Texts.ground)
    world.apply(Self.two)
    world.recorded = Recorded()
    world.disown()
    let changed = Self.two.replacing("vlan: 100", with: "vlan: 101")
    #expect(world.plan(changed).blockers.map(\.id) == ["ownership.unmanaged"])
    #expect(world.plan(changed, policy: Self.limited(to: ["esx-1"])).blockers == [])
  }

  @Test func aWordThatMeansNothingIsAnError() throws {
    let plan = World(hardware: Texts.ground).plan(Self.two, policy: Self.limited(to: ["esx-11"]))
    let problem = try #require(plan.diagnostics.first { $0.severity == .error })
    #expect(problem.id == "selector.unknown")
    #expect(problem.message == "--target 'esx-11' means nothing that is desired, on the fabric or recorded")
    #expect(problem.help == "did you mean 'esx-1'?")
  }

  @Test func theLimitsAreSavedWithThePlan() throws {
    let plan = World(hardware: Texts.ground).plan(Self.two, policy: Self.limited(to: ["esx-1"], without: ["esx-1/b"]))
    let json = plan.json(sources: World.site(of: Self.two).sources)
    let read = try JSONDecoder().decode(Plan.self, from: Data(json))
    #expect(read.limits == plan.limits && read.digest() == plan.digest())
    #expect(String(decoding: json, as: UTF8.self).contains("\"targets\": ["))
  }
}
