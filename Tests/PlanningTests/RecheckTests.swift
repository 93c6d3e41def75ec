import FabricModel
import Testing

@testable import Planning

/// A saved plan on a fabric that went on in the meantime.
@Suite struct RecheckTests {
  private let text =
    Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, bandwidth: {min: 6Gbps}}, {name: b, network: prod}]")

  @Test func aPlanThatIsPartlyDoneStillHolds() {
    var world = World(hardware: Texts.ground)
    let plan = world.plan(text)
    #expect(plan.steps.count > 3)
    for step in plan.steps {
      #expect(Planner.recheck(plan, on: world.observed) == [])
      world.observed.perform(step.change, on: step.appliance)
    }
    #expect(Planner.recheck(plan, on: world.observed) == [])
  }

  @Test func aNewcomerThatTookTheRoomIsFound() {
    var world = World(hardware: Texts.ground)
    let plan = world.plan(text)
    var newcomer = VPortRecord.defaults(kind: .vnic, profile: "alien", name: "vnic0", appliance: "vio-1")
    newcomer.slotPort = SlotPort(slot: 1, port: 1)
    newcomer.minimum = .gbps(5)
    world.observed.put(.profile(.defaults(name: "alien")), on: "vio-1")
    world.observed.put(.vport(newcomer), on: "vio-1")
    #expect(Planner.recheck(plan, on: world.observed).map(\.invariant) == ["I2"])
  }
}
