import FabricModel
import TestSupport
import Testing

@testable import Planning

/// What it costs to take a whole plan back, as it is shown with the plan.
@Suite struct WholeRollbackTests {
  private let one = Texts.ground + Texts.profile("esx-1", "vhbas: [{name: a, vsan: san-a}]")
  private let two = Texts.ground + Texts.profile("esx-1", "vhbas: [{name: a, vsan: san-a}], vnics: [{name: b, network: prod}]")

  private func rollback(of plan: Plan, on fabric: Fabric, _ policy: PlanPolicy = PlanPolicy()) throws -> (steps: Int, gates: [String]) {
    let rollback = try #require(plan.rollback(on: fabric))
    return (rollback.plan.steps.count, rollback.gates(policy, of: plan, on: fabric, at: nil).map(\.id))
  }

  @Test func theLastPathThatWouldGoIsToBeAllowed() throws {
    var world = World(hardware: Texts.ground)
    for step in world.plan(one).steps { world.observed.perform(step.change, on: step.appliance) }
    let plan = world.plan(two)
    #expect(plan.gates(PlanPolicy(), at: nil).isEmpty)
    let back = try rollback(of: plan, on: world.observed)
    #expect(back.steps == plan.steps.count)
    #expect(back.gates == ["gate.outage"])
    #expect(try rollback(of: plan, on: world.observed, .anything).gates == [])
  }

  @Test func aServerThatHadNothingLosesNothing() throws {
    let world = World(hardware: Texts.ground)
    let plan = world.plan(two)
    #expect(try rollback(of: plan, on: world.observed) == (plan.steps.count, []))
  }

  @Test func aPlanThatDoesNotFitHasNoWayBack() throws {
    var world = World(hardware: Texts.ground)
    for step in world.plan(one).steps { world.observed.perform(step.change, on: step.appliance) }
    let plan = world.plan(two)
    world.observed.appliances[0].profiles = []
    #expect(plan.rollback(on: world.observed) == nil)
  }
}
