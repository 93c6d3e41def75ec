import FabricModel
import Testing

@testable import Planning

/// What a plan costs each server, and which paths remain.
@Suite struct ServerCostTests {
  private func world(_ text: String) -> World {
    var world = World(hardware: Texts.wideGround)
    world.apply(text)
    return world
  }

  private func pair(_ a: String = "", _ b: String = "", more: String = "") -> String {
    Texts.wideGround + Texts.profile("esx-1", "vnics: [{name: a, network: prod\(a)}, {name: b, network: prod\(b)}]\(more)")
  }

  private func paths(_ plan: Plan, of server: String = "srv-1") -> [String] {
    (plan.servers.first { $0.server == server }?.groups ?? []).map {
      "\($0.profile)/\($0.name) \($0.before) \($0.lowest) \($0.after) of \($0.minAvailable)"
    }
  }

  @Test func aPathThatComesBackIsMissingInBetweenOnly() {
    let plan = world(pair()).plan(pair(", mtu: 9000", ", mtu: 9000"))
    #expect(plan.servers.map(\.server) == ["srv-1"])
    #expect(plan.servers.map(\.impact) == [.pathLoss])
    #expect(plan.servers.map(\.steps) == [2])
    #expect(paths(plan) == ["esx-1/prod 2 1 2 of 1"])
  }

  @Test func aPathThatIsTakenAwayStaysAway() {
    let plan = world(pair()).plan(Texts.wideGround + Texts.profile("esx-1", "vnics: [{name: a, network: prod}]"))
    #expect(paths(plan) == ["esx-1/prod 2 1 1 of 1"])
  }

  @Test func newPathsWereNotThereBefore() {
    let plan = World(hardware: Texts.wideGround).plan(pair())
    #expect(plan.servers.map(\.impact) == [.hostRescan])
    #expect(paths(plan) == ["esx-1/prod 0 0 2 of 1"])
  }

  @Test func aDeclaredGroupTakesThePlaceOfTheImplicitOnes() {
    let group = ", redundancy: [{name: bond, members: [a, b], minAvailable: 2}]"
    let plan = world(pair(more: group)).plan(pair(", mtu: 9000", more: group))
    #expect(paths(plan) == ["esx-1/bond 2 1 2 of 2"])
    #expect(plan.servers.map(\.impact) == [.outage])
  }

  @Test func eachNetworkOfATrunkIsAGroup() {
    let trunk = ", trunk: [backup]"
    let plan = world(pair(trunk, trunk)).plan(pair(trunk + ", mtu: 9000", trunk))
    #expect(paths(plan) == ["esx-1/backup 2 1 2 of 1", "esx-1/prod 2 1 2 of 1"])
  }

  @Test func aNetworkThatAVNICOnlyJoinsCountsItsOtherMembers() {
    func text(_ network: String) -> String {
      Texts.wideGround
        + Texts.profile("esx-1", "vnics: [{name: a, network: \(network)}, {name: b, network: backup}, {name: c, network: prod}]")
    }
    let plan = world(text("prod")).plan(text("backup"))
    #expect(paths(plan) == ["esx-1/backup 1 1 2 of 1", "esx-1/prod 2 1 1 of 1"])
  }

  @Test func vHBAsAreOneGroupAndWhatIsBootedFromAnother() {
    func text(_ vsan: String) -> String {
      Texts.wideGround
        + Texts.profile("esx-1", "vhbas: [{name: h0, vsan: san-a}, {name: h1, vsan: \(vsan)}], boot: [h1]")
    }
    let plan = world(text("san-a")).plan(text("san-b"))
    #expect(paths(plan) == ["esx-1/boot list 1 0 1 of 1", "esx-1/vhbas 2 1 2 of 1"])
  }

  @Test func whatIsSharedCostsEveryServerThatUsesIt() {
    let text = Texts.wideGround + Texts.vnics("esx-1", ["a"]) + Texts.vnics("esx-2", on: "srv-2", ["a"])
    let plan = world(text).plan(text.replacing("vlan: 100", with: "vlan: 101"))
    #expect(plan.servers.map(\.server) == ["srv-1", "srv-2"])
    #expect(plan.servers.map(\.impact) == [.outage, .outage])
    #expect(paths(plan, of: "srv-2") == ["esx-2/prod 1 0 1 of 1"])
  }

  @Test func aProfileThatGoesToAnotherServerIsMissingOnTheOne() {
    let plan = world(Texts.wideGround + Texts.vnics("esx-1", ["a", "b"])).plan(
      Texts.wideGround + Texts.vnics("esx-1", on: "srv-2", ["a", "b"]))
    #expect(paths(plan, of: "srv-1") == ["esx-1/prod 2 0 0 of 1"])
  }

  @Test func aServerThatIsOffBearsNothing() {
    var world = world(Texts.wideGround + Texts.vnics("esx-1", ["a"]) + Texts.vnics("esx-2", on: "srv-2", ["a"]))
    for index in world.observed.appliances.indices {
      world.observed.appliances[index].inventory.serverPorts = [ServerPort(number: 1, server: "srv-1", power: .off)]
    }
    let text = Texts.wideGround + Texts.vnics("esx-1", ["a"]) + Texts.vnics("esx-2", on: "srv-2", ["a"])
    #expect(world.plan(text.replacing("vlan: 100", with: "vlan: 101")).servers.map(\.server) == ["srv-2"])
  }

  @Test func aStepWithoutImpactIsNotCounted() {
    let plan = world(pair()).plan(pair(", bandwidth: {min: 1Gbps}"))
    #expect(plan.steps.count == 1)
    #expect(plan.servers == [])
  }
}
