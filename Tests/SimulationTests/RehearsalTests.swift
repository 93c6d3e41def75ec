import FabricModel
import Planning
import Simulation
import TestSupport
import Testing

@Suite("Rehearsals")
struct RehearsalTests {
  /// Two v-ports on two appliances get another MTU, the second one once the first was seen to be there; a third one at any time.
  private static func plan(verified: Bool = true) -> (plan: Plan, fabric: Fabric) {
    var plan = Plan()
    var fabric = Fabric(appliances: ["vio-1", "vio-2", "vio-3"].map { ApplianceState(name: $0) })
    for (number, appliance) in fabric.appliances.map(\.name).enumerated() {
      var profile = ProfileRecord.defaults(name: "esx-01")
      profile.server = "srv-1"
      var vport = VPortRecord.defaults(kind: .vnic, profile: "esx-01", name: "vnic\(number)", appliance: appliance)
      vport.server = "srv-1"
      vport.native = "prod"
      vport.slotPort = SlotPort(slot: 1, port: 1)
      fabric.appliances[number].profiles = [ProfileState(profile, vports: [vport])]
      var after = vport
      after.mtu = 9000
      var step = Step(appliance: appliance, change: RecordChange(before: .vport(vport), after: .vport(after)))
      step.id = "s\(number + 1)"
      if number == 1 { step.follows = [Step.Predecessor(0, until: verified ? .verified : .performed)] }
      (step.impact, step.servers) = (.pathLoss, ["srv-1"])
      plan.steps.append(step)
    }
    plan.basis.ledgerLineage = Life.lineage
    plan.servers = [
      ServerCost(
        server: "srv-1", impact: .pathLoss, steps: 3,
        groups: [ServerCost.Paths(profile: "esx-01", name: "prod", before: 3, lowest: 1, after: 3, minAvailable: 1)])
    ]
    return (plan, fabric)
  }

  private static func rehearse(verified: Bool = true, mostCalls: Int = 16) throws -> Rehearsal {
    let (plan, fabric) = plan(verified: verified)
    var pace = Rehearsal.Pace()
    (pace.callMilliseconds, pace.mostCalls) = (1000, mostCalls)
    return try #require(Rehearsal(of: plan, on: fabric, pace: pace))
  }

  /// A log-in, a look, a call and a look at it, and again a call and a look.
  @Test func whatWaitsForALookTakesTwoCallsMore() throws {
    #expect(try Self.rehearse().milliseconds == 6000)
    #expect(try Self.rehearse(verified: false).milliseconds == 5000)
  }

  @Test func withOneCallAtATimeTheyComeOneAfterTheOther() throws {
    // Three log-ins, three looks, and a call and a look for each.
    #expect(try Self.rehearse(mostCalls: 1).milliseconds == 12_000)
  }

  @Test func theCallsOfEachApplianceAreCounted() throws {
    let rehearsal = try Self.rehearse()
    #expect(rehearsal.waves.map(\.appliance) == ["vio-1", "vio-2", "vio-3"])
    #expect(rehearsal.waves.map(\.calls) == [1, 1, 1])
  }

  @Test func theLongestWayGoesThroughWhatWasWaitedFor() throws {
    #expect(try Self.rehearse().criticalPath == [0, 1])
  }

  @Test func theRiskiestMomentIsWhenMostStepsAreUnderWay() throws {
    let moment = try #require(try Self.rehearse().moments.first)
    #expect(moment.server == "srv-1" && moment.paths?.name == "prod")
    #expect(moment.steps == [0, 2])
    #expect(moment.from == 2000 && moment.until == 4000)
  }

  @Test func aPlanForAnotherFabricDoesNotGoThrough() {
    let (plan, fabric) = Self.plan()
    #expect(Rehearsal(of: plan, on: Fabric(appliances: fabric.appliances.map { ApplianceState(name: $0.name) })) == nil)
  }
}
