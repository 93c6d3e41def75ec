import FabricModel
import Testing

@testable import Planning

@Suite struct OrdererTests {
  private func names(_ plan: Plan) -> [String] {
    plan.steps.map { "\($0.change.operation) \($0.appliance):\($0.target)" }
  }

  private func precedes(_ first: String, _ second: String, in plan: Plan) -> Bool {
    guard let a = names(plan).firstIndex(of: first), let b = names(plan).firstIndex(of: second) else { return false }
    return a < b
  }

  private func one(_ port: String, _ profiles: (name: String, server: String, gigabits: Int)...) -> String {
    Texts.ground + document("AdapterPool", "lan", "type: ethernet, select: {ports: [\(port)]}")
      + profiles.map {
        Texts.profile($0.name, on: $0.server, "vnics: [{name: vnic0, network: prod, pool: lan, bandwidth: {min: \($0.gigabits)Gbps}}]")
      }.joined()
  }

  @Test func whatIsUsedIsMadeFirstAndWhatIsUnusedGoesLast() {
    var world = World(hardware: Texts.ground)
    let plan = world.apply(
      Texts.ground + Texts.profile("esx-1", "vnics: [{name: vnic0, network: prod}], vhbas: [{name: vhba0, vsan: san-a}]"))
    let vnic = "create vio-1:esx-1/vnic0"
    #expect(precedes("create vio-1:network/prod", vnic, in: plan))
    #expect(precedes("create vio-1:profile/esx-1", vnic, in: plan))
    #expect(precedes("create vio-1:vsan/san-a", "create vio-1:esx-1/vhba0", in: plan))
    let bare = Texts.appliance("vio-1") + Texts.server(1) + Texts.macs + Texts.wwns
    let back = world.apply(bare)
    #expect(precedes("delete vio-1:esx-1/vnic0", "delete vio-1:profile/esx-1", in: back))
    #expect(precedes("delete vio-1:esx-1/vnic0", "delete vio-1:network/prod", in: back))
    #expect(precedes("delete vio-1:esx-1/vhba0", "delete vio-1:vsan/san-a", in: back))
  }

  @Test func newPathsAreThereBeforeOldOnesGo() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-1", ["a"]))
    let plan = world.apply(Texts.ground + Texts.vnics("esx-1", ["b"]))
    #expect(names(plan) == ["create vio-1:esx-1/b", "delete vio-1:esx-1/a"])
    #expect(plan.steps[1].impact == .pathLoss)
    #expect(plan.steps[1].follows == [Step.Predecessor(0, until: .verified)])
  }

  @Test func aGuaranteeShrinksBeforeAnotherGrows() {
    var world = World(hardware: Texts.ground)
    world.apply(one("vio-1/1/1", ("esx-1", "srv-1", 3), ("esx-2", "srv-2", 7)))
    let plan = world.apply(one("vio-1/1/1", ("esx-1", "srv-1", 7), ("esx-2", "srv-2", 3)))
    #expect(names(plan) == ["update vio-1:esx-2/vnic0", "update vio-1:esx-1/vnic0"])
    #expect(plan.impact == .none)
  }

  @Test func aChainOfMovesOverFullPortsBeginsAtItsFreeEnd() {
    var world = World(hardware: Texts.ground)
    func text(_ ports: [String]) -> String {
      Texts.ground
        + ports.enumerated().map { index, port in
          document("AdapterPool", "lan-\(index)", "type: ethernet, select: {ports: [\(port)]}")
            + Texts.profile(
              "esx-\(index + 1)", on: "srv-\(index + 1)",
              "vnics: [{name: vnic0, network: prod, pool: lan-\(index), bandwidth: {min: 8Gbps}}]")
        }.joined()
    }
    world.apply(text(["vio-1/1/1", "vio-1/1/2", "vio-1/2/1"]))
    let plan = world.apply(text(["vio-1/1/2", "vio-1/2/1", "vio-1/2/2"]))
    #expect(names(plan) == ["update vio-1:esx-3/vnic0", "update vio-1:esx-2/vnic0", "update vio-1:esx-1/vnic0"])
    // Two swap their full ports, and no other is in their pools: one of them leaves its port for a moment.
    let swap = world.apply(text(["vio-1/2/1", "vio-1/1/2", "vio-1/2/2"]))
    #expect(names(swap) == ["update vio-1:esx-1/vnic0", "update vio-1:esx-2/vnic0", "update vio-1:esx-1/vnic0"])
    guard case .vport(let aside)? = swap.steps.first?.change.after else { return #expect(Bool(false), "no v-port") }
    #expect(aside.portField == SlotPort.none)
  }

  private func fixed(_ macs: [String: Int]) -> String {
    Texts.ground
      + macs.sorted { $0.key < $1.key }.map { name, mac in
        Texts.profile("esx-\(name)", on: "srv-\(name)", "vnics: [{name: vnic0, network: prod, mac: '02:00:00:00:ff:0\(mac)'}]")
      }.joined()
  }

  @Test func anIdentityIsTakenOverOnlyAfterItsRelease() {
    var world = World(hardware: Texts.ground)
    world.apply(fixed(["1": 1]))
    let plan = world.apply(fixed(["2": 1]))
    #expect(precedes("delete vio-1:esx-1/vnic0", "create vio-1:esx-2/vnic0", in: plan))
    let chain = world.apply(fixed(["1": 1, "2": 2]))
    #expect(precedes("update vio-1:esx-2/vnic0", "create vio-1:esx-1/vnic0", in: chain))
  }

  @Test func addressesAreSwappedOverADetour() {
    var world = World(hardware: Texts.ground)
    world.apply(fixed(["1": 1, "2": 2]))
    let plan = world.apply(fixed(["1": 2, "2": 1]))
    #expect(names(plan) == ["update vio-1:esx-1/vnic0", "update vio-1:esx-2/vnic0", "update vio-1:esx-1/vnic0"])
    #expect(plan.steps[1].follows == [Step.Predecessor(0, until: .verified)])
    #expect(plan.steps[2].follows.map(\.step) == [0, 1])
    #expect(world.plan(fixed(["1": 2, "2": 1])).isEmpty)
  }

  @Test func aUUIDIsTakenOverOnlyAfterItsRelease() {
    func text(_ number: Int) -> String {
      Texts.ground
        + Texts.profile(
          "esx-\(number)", on: "srv-\(number)", "uuid: '00000000-0000-4000-8000-000000000001', vnics: [{name: vnic0, network: prod}]")
    }
    var world = World(hardware: Texts.ground)
    world.apply(text(2))
    let plan = world.apply(text(1))
    #expect(precedes("delete vio-1:profile/esx-2", "create vio-1:profile/esx-1", in: plan))
  }

  @Test func aServerIsTakenOverOnlyAfterItsProfileLeft() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-2", on: "srv-1", ["vnic0"]))
    let plan = world.apply(Texts.ground + Texts.vnics("esx-1", on: "srv-1", ["vnic0"]) + Texts.vnics("esx-2", on: "srv-2", ["vnic0"]))
    #expect(precedes("update vio-1:profile/esx-2", "create vio-1:profile/esx-1", in: plan))
    let deleted = world.apply(Texts.ground + Texts.vnics("esx-3", on: "srv-1", ["vnic0"]))
    #expect(precedes("delete vio-1:profile/esx-1", "create vio-1:profile/esx-3", in: deleted))
  }

  @Test func stepsOfDifferentServersWaitForNothingOfEachOther() {
    var world = World(hardware: Texts.ground)
    let text = Texts.ground + Texts.vnics("esx-1", ["a", "b"]) + Texts.vnics("esx-2", on: "srv-2", ["a", "b"])
    let plan = world.apply(text)
    for (index, step) in plan.steps.enumerated() {
      #expect(step.id == "s\(index + 1)")
      for edge in step.follows {
        #expect(edge.step < index)
        let (mine, other) = (step.target.description, plan.steps[edge.step].target.description)
        #expect(!(mine.contains("esx-1") && other.contains("esx-2")) && !(mine.contains("esx-2") && other.contains("esx-1")))
      }
    }
  }
}
