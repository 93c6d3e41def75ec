import Documents
import FabricModel
import Foundation
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

  @Test func theTermsOfThePlanHoldOnTheFreshFabric() throws {
    let half = document("AdapterPool", "half", "type: ethernet, reservable: 70%, select: {ports: [vio-1/1/1, vio-1/1/2]}")
    let text = text.replacing("{name: a, network: prod,", with: "{name: a, network: prod, pool: half,") + half
    var world = World(hardware: Texts.ground)
    let plan = world.plan(text)
    let saved = try JSONDecoder().decode(Plan.self, from: Data(plan.json(sources: SourceSet())))
    #expect(saved.terms == plan.terms)
    #expect(plan.terms.reservable == [PortAddress(appliance: "vio-1", slot: 1, port: 1): Percent(hundredths: 7000)])
    var newcomer = VPortRecord.defaults(kind: .vnic, profile: "alien", name: "vnic0", appliance: "vio-1")
    newcomer.slotPort = SlotPort(slot: 1, port: 1)
    newcomer.minimum = .gbps(2)
    world.observed.put(.profile(.defaults(name: "alien")), on: "vio-1")
    world.observed.put(.vport(newcomer), on: "vio-1")
    #expect(Planner.recheck(saved, on: world.observed).map(\.invariant) == ["I2"], "8 of 10 Gbps, of which 7 may be guaranteed")
  }

  @Test func termsComeBackFromThePlanFile() throws {
    var plan = Plan()
    plan.terms.groups = ["esx-1": [SafetyTerms.Group(name: "bond", members: ["b", "a"], minAvailable: 2)]]
    plan.terms.policies = ["esx-1": "night"]
    plan.terms.maxUnavailable = ["night": 3]
    plan.terms.mayBeUnavailable = 2
    plan.terms.fenced = ["srv-1": "in the workshop"]
    plan.terms.reservable = [PortAddress(appliance: "vio-1", slot: 1, port: 2): Percent(hundredths: 8750)]
    plan.terms.attachesAdapters = ["vio-1", "vio-0"]
    plan.terms.transferable = [.mac(MACAddress(rawValue: 1)), .wwn(WWN(rawValue: 2)), .uuid(UniqueID(high: 0, low: 3))]
    #expect(try JSONDecoder().decode(Plan.self, from: Data(plan.json(sources: SourceSet()))).terms == plan.terms)
  }

  @Test func aPlanKeepsTheTermsOfWhatItTouchesAlone() {
    let text =
      Texts.ground + document("MaintenancePolicy", "night", "maxUnavailable: 2")
      + ["1", "2"].map { number in
        Texts.profile(
          "esx-\(number)", on: "srv-\(number)",
          "maintenance: night, vnics: [{name: a, network: prod}, {name: b, network: prod}], "
            + "redundancy: [{name: bond, members: [a, b], minAvailable: 1}]")
      }.joined()
    var world = World(hardware: Texts.ground)
    world.apply(text)
    let changed = text.replacing(
      "srv-2, maintenance: night, vnics: [{name: a", with: "srv-2, maintenance: night, vnics: [{mtu: 9000, name: a")
    let plan = world.plan(changed)
    #expect(plan.steps.count == 1)
    #expect(Array(plan.terms.groups.keys) == ["esx-2"])
    #expect(plan.terms.policies == ["esx-2": "night"])
    #expect(plan.terms.maxUnavailable == ["night": 2])
    #expect(world.plan(text).terms == SafetyTerms())
  }
}
