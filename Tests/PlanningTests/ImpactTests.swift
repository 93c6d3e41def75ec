import FabricModel
import Testing

@testable import Planning

/// What a step costs its server.
@Suite struct ImpactTests {
  private func world(_ text: String) -> World {
    var world = World(hardware: Texts.ground)
    world.apply(text)
    return world
  }

  private func pair(_ extra: String = "", more: String = "") -> String {
    Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod\(extra)}, {name: b, network: prod}]\(more)")
  }

  @Test func aPathThatGoesWhileAnotherStaysIsPathLoss() {
    let plan = world(pair()).plan(pair(", mtu: 9000"))
    #expect(plan.steps.map(\.impact) == [.pathLoss])
    #expect(plan.steps[0].server == "srv-1")
  }

  @Test func theLastPathIsAnOutage() {
    let text = Texts.ground + Texts.vnics("esx-1", ["a"])
    let plan = world(text).plan(text.replacing("network: prod", with: "network: prod, mtu: 9000"))
    #expect(plan.steps.map(\.impact) == [.outage])
    #expect(
      world(text).plan(text.replacing("network: prod", with: "network: prod, mtu: 9000"), policy: PlanPolicy()).blockers.map(\.id) == [
        "gate.outage"
      ])
  }

  @Test func aGroupKeepsItsMinimum() {
    let group = ", redundancy: [{name: bond, members: [a, b], minAvailable: 2}]"
    let plan = world(pair(more: group)).plan(pair(", mtu: 9000", more: group))
    #expect(plan.steps.map(\.impact) == [.outage])
    #expect(plan.steps[0].group == "bond")
  }

  @Test func aServerThatIsOffLosesNothing() {
    var world = world(Texts.ground + Texts.vnics("esx-1", ["a"]))
    world.observed.appliances[0].inventory.serverPorts = [ServerPort(number: 1, server: "srv-1", power: .off)]
    let text = Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, mtu: 9000}]")
    #expect(world.plan(text).steps.map(\.impact) == [.none])
    world.observed.appliances[0].inventory.serverPorts = [ServerPort(number: 1, server: "srv-1", power: .unknown)]
    #expect(world.plan(text).steps.map(\.impact) == [.outage])
  }

  @Test func aProfileThatLeavesItsServerApplianceByApplianceTakesTheLastPathInTheEnd() {
    var world = World(hardware: Texts.wideGround)
    let bound = Texts.wideGround + Texts.vnics("esx-1", ["a", "b"])
    world.apply(bound)
    let steps = world.plan(Texts.wideGround + Texts.vnics("esx-1", on: "none", ["a", "b"])).steps
    #expect(steps.map(\.appliance) == ["vio-1", "vio-2"])
    #expect(steps.map(\.impact) == [.pathLoss, .outage])
  }

  @Test func aProfileOnNoServerCostsNothing() {
    let bound = world(Texts.ground + Texts.vnics("esx-1", ["a"]))
    var unbound = bound
    unbound.apply(Texts.ground + Texts.vnics("esx-1", on: "none", ["a"]))
    #expect(bound.plan(Texts.ground + Texts.vnics("esx-1", on: "none", ["a"])).steps.map(\.impact) == [.outage])
    #expect(
      unbound.plan(Texts.ground + Texts.profile("esx-1", on: "none", "vnics: [{name: a, network: prod, mtu: 9000}]")).steps.map(\.impact)
        == [.none])
    #expect(unbound.plan(Texts.ground + Texts.vnics("esx-1", ["a"])).steps.map(\.impact) == [.hostRescan])
  }

  @Test(arguments: [("hot", Impact.none), ("rescan", .hostRescan), ("reboot", .hostReboot)])
  func hotplugSaysWhatANewVPortTakes(mode: String, impact: Impact) {
    let ground = Texts.ground.replacing(
      "connections: [{appliance: vio-1, port: 1}]", with: "connections: [{appliance: vio-1, port: 1}], hotplug: {add: \(mode)}")
    let plan = world(ground + Texts.vnics("esx-1", ["a"])).plan(ground + Texts.vnics("esx-1", ["a", "b"]))
    #expect(plan.steps.map(\.impact) == [impact])
  }

  @Test func ratesCostNothing() {
    #expect(world(pair()).plan(pair(", bandwidth: {min: 1Gbps}")).steps.map(\.impact) == [.none])
  }

  @Test func moreTrunkedNetworksCostNothingAndFewerAPath() {
    func text(_ a: String, _ b: String) -> String {
      Texts.ground
        + Texts.profile("esx-1", "vnics: [{name: a, network: prod, trunk: [\(a)]}, {name: b, network: prod, trunk: [\(b)]}]")
    }
    var world = world(text("", "backup"))
    #expect(world.apply(text("backup", "backup")).impact == .none)
    #expect(world.plan(text("", "backup")).impact == .pathLoss)
    #expect(world.plan(text("", "")).impact == .outage, "the last path to the network that goes")
  }

  @Test func orderTakesEffectAtTheNextBoot() {
    #expect(world(pair()).plan(pair(", order: 7")).steps.map(\.impact) == [.hostReboot])
  }

  @Test func aDualPortFunctionTakesItsSiblingAlong() {
    let pools =
      document("AdapterPool", "one", "type: ethernet, select: {ports: [vio-1/1/1]}")
      + document("AdapterPool", "two", "type: ethernet, select: {ports: [vio-1/1/2]}")
    func text(_ pool: String) -> String {
      Texts.ground + pools + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: \(pool)}, {name: b, network: prod, pool: two}]")
    }
    var world = world(text("one"))
    let moved = text("three") + document("AdapterPool", "three", "type: ethernet, select: {ports: [vio-1/2/1]}")
    #expect(world.plan(moved).steps.map(\.impact) == [.pathLoss])
    world.capabilities["vio-1"] = Capabilities()
    world.capabilities["vio-1"]?.writable = true
    world.capabilities["vio-1"]?.attachUnit = .adapter
    let plan = world.plan(moved)
    #expect(plan.steps.map(\.victims) == [["esx-1/b"]])
    #expect(plan.steps.map(\.impact) == [.outage])
  }

  @Test func theSecondOfAGroupWaitsUntilTheFirstWasSeenUp() {
    let plan = world(pair()).plan(
      Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, mtu: 9000}, {name: b, network: prod, mtu: 9000}]"))
    #expect(plan.steps.map(\.impact) == [.pathLoss, .pathLoss])
    #expect(plan.steps[1].follows == [Step.Predecessor(0, until: .verified)])
  }

  @Test func aWiderVLANChangeHitsEveryUser() {
    let text = Texts.ground + Texts.vnics("esx-1", ["a"])
    let plan = world(text).plan(text.replacing("vlan: 100", with: "vlan: 101"))
    #expect(plan.steps.map(\.impact) == [.outage])
  }
}
