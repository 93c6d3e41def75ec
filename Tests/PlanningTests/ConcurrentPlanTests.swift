import FabricModel
import Testing

@testable import Planning

@Suite("Planning on several cores")
struct ConcurrentPlanTests {
  private static let settled = Texts.ground + Texts.vnics("esx-1", ["a", "b"])

  @Test(arguments: [
    settled, settled + Texts.vnics("esx-2", on: "srv-2", ["a"]), Texts.ground,
    settled + Texts.vnics("esx-2", on: "srv-1", ["a"]), settled.replacing("vlan: 100", with: "vlan: 101"),
  ])
  func itIsTheSamePlan(text: String) async {
    var world = World(hardware: Texts.ground)
    world.apply(Self.settled)
    let (one, other) = (world.plan(text), await world.planConcurrently(text))
    #expect(one.digest() == other.digest())
    #expect(one.diagnostics == other.diagnostics)
    #expect(one.changes == other.changes)
  }

  @Test func stagesAreToldInTheirOrder() async {
    let world = World(hardware: Texts.ground)
    var stages: [Planner.Stage] = []
    _ = await world.planConcurrently(Self.settled) { stages.append($0) }
    #expect(stages == Planner.Stage.allCases)
  }
}
