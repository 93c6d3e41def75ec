import FabricModel
import Testing

@testable import Planning

@Suite struct LettingGoTests {
  private static let plain = Texts.ground + Texts.vnics("esx-1", ["a"])

  private static func world(marks: Bool = true) -> World {
    var world = World(hardware: Texts.ground)
    world.apply(plain)
    world.capabilities["vio-1"] = Capabilities()
    world.capabilities["vio-1"]?.writable = true
    world.capabilities["vio-1"]?.ownerMark = marks
    return world
  }

  private static func letting(go words: String...) -> PlanPolicy {
    var policy = PlanPolicy()
    policy.forget = Selector(words)
    return policy
  }

  @Test func theMarkIsTakenAwayAndNothingElse() {
    var world = Self.world()
    let before = world[vport: "esx-1/a"]
    let plan = world.apply(Self.plain, policy: Self.letting(go: "esx-1"))
    #expect(plan.changes.map { "\($0.action.glyph) \($0.address)" } == [". profile/esx-1", ". esx-1/a"])
    #expect(plan.steps.allSatisfy { $0.change.after?.owner == nil && $0.impact == .none } && plan.steps.count == 2)
    var bare = before
    bare?.owner = nil
    #expect(world[vport: "esx-1/a"] == bare)
    #expect(world.recorded.fabric.objects.allSatisfy { $0.record.profileName == nil })
  }

  @Test func whereNoMarkCanBeHeldOnlyTheLedgerForgets() {
    let plan = Self.world(marks: false).plan(Self.plain, policy: Self.letting(go: "esx-1/a"))
    #expect(plan.steps == [])
    #expect(plan.forget == [Forgotten(appliance: "vio-1", address: "esx-1/a", mayRemain: true)])
  }

  @Test func whatTheManifestsAskForIsRecordedAgainWhereItIsEqual() {
    var world = Self.world()
    world.apply(Self.plain, policy: Self.letting(go: "all"))
    let plan = world.plan(Self.plain)
    #expect(plan.isEmpty && plan.remember.count == 6)
    #expect(world.plan(Texts.ground).steps == [], "it is not ours to delete")
  }

  @Test func whatIsOnAnApplianceThatWasNotReadWaits() {
    var world = Self.world()
    world.unread = ["vio-1"]
    let plan = world.plan(Self.plain, policy: Self.letting(go: "esx-1/a"))
    #expect(plan.forget == [] && plan.steps == [] && plan.changes == [])
    #expect(plan.waiting == [Waiting(address: "esx-1/a", reason: "vio-1 was not read")])
  }
}
