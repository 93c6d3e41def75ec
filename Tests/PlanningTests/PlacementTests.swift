import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct PlacementTests {
  private func port(_ world: World, _ address: String) -> String? { world[vport: address]?.port?.description }

  @Test func vPortsOfANetworkAreSpreadOverAdaptersAndAppliances() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-1", ["a", "b", "c"]))
    #expect(["a", "b", "c"].map { port(world, "esx-1/\($0)") } == ["vio-1/1/1", "vio-1/2/1", "vio-1/1/2"])
    world = World(hardware: Texts.wideGround)
    world.apply(Texts.wideGround + Texts.vnics("esx-1", ["a", "b", "c", "d"]))
    #expect(["a", "b", "c", "d"].map { port(world, "esx-1/\($0)") } == ["vio-1/1/1", "vio-2/1/1", "vio-1/2/1", "vio-2/2/1"])
  }

  @Test func serversShareThePortsEvenly() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + (1...3).map { Texts.vnics("esx-\($0)", on: "srv-\($0)", ["a"]) }.joined())
    #expect((1...3).map { port(world, "esx-\($0)/a") } == ["vio-1/1/1", "vio-1/1/2", "vio-1/2/1"])
  }

  @Test func aPackingPoolFillsOnePortFirst() {
    let pool = document("AdapterPool", "lan", "type: ethernet, placement: pack, select: {ports: [vio-1/2/1, vio-1/2/2]}")
    let profiles = (1...3).map { Texts.profile("esx-\($0)", on: "srv-\($0)", "vnics: [{name: a, network: prod, pool: lan}]") }.joined()
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + pool + profiles)
    #expect((1...3).map { port(world, "esx-\($0)/a") } == ["vio-1/2/1", "vio-1/2/1", "vio-1/2/1"])
  }

  @Test func whatSitsValidlyStays() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-2", on: "srv-2", ["a"]))
    world.apply(Texts.ground + Texts.vnics("esx-1", ["a", "b"]) + Texts.vnics("esx-2", on: "srv-2", ["a"]))
    #expect(port(world, "esx-2/a") == "vio-1/1/1")
    let plan = world.plan(Texts.ground + Texts.vnics("esx-2", on: "srv-2", ["a"]))
    #expect(plan.changes.allSatisfy { $0.action == .delete })
  }

  @Test func whatNoLongerSitsValidlyMoves() {
    var world = World(hardware: Texts.ground)
    let profile = Texts.vnics("esx-1", ["a", "b"])
    world.apply(Texts.ground + profile)
    let text = Texts.ground.replacing("{slot: 1, model: x520-SR2}", with: "{slot: 1, model: x520-SR2, maintenance: true}") + profile
    let plan = world.apply(text)
    #expect(port(world, "esx-1/a") == "vio-1/2/2")
    #expect(port(world, "esx-1/b") == "vio-1/2/1")
    #expect(plan.changes.first { $0.address == "esx-1/a" }?.action == .rebind)
    #expect(plan.steps.last?.target == .adapter(1), "drained before it is in maintenance")
  }

  @Test func aVHBAGoesWhereItsVSANIs() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.profile("esx-1", "vhbas: [{name: a, vsan: san-b}, {name: b, vsan: san-a}]"))
    #expect(["a", "b"].map { port(world, "esx-1/\($0)") } == ["vio-1/3/2", "vio-1/3/1"])
  }

  @Test func aSpreadOverAppliancesIsKept() {
    let group = ", redundancy: [{name: bond, members: [a, b], spread: appliance}]"
    var world = World(hardware: Texts.wideGround)
    world.apply(Texts.wideGround + Texts.vnics("esx-1", ["a", "b"], more: group))
    #expect(Set(["a", "b"].compactMap { world[vport: "esx-1/\($0)"]?.appliance }) == ["vio-1", "vio-2"])
  }

  struct Refusal: Sendable, CustomTestStringConvertible {
    let says: String
    let help: String
    let text: String
    var testDescription: String { says }
  }

  @Test(arguments: refusals)
  func whereNothingFitsTheLimitsAreNamed(_ it: Refusal) {
    let found = World(hardware: it.text).resolve(it.text).diagnostics
    #expect(found.map(\.id) == ["placement.none"], "\(found.map(\.message))")
    #expect(found.first?.message.contains(it.says) == true, "\(found.map(\.message))")
    #expect(found.first?.help?.contains(it.help) == true, "\(found.map(\.help))")
  }

  private static func vnic(_ spec: String, count: Int = 1) -> String {
    Texts.profile("esx-1", "vnics: [\((1...count).map { "{name: v\($0), network: prod\(spec)}" }.joined(separator: ", "))]")
  }

  private static let rest = Texts.server(1) + Texts.macs + Texts.wwns + Texts.networks + Texts.sans

  private static func card(_ spec: String, more: String = "") -> String {
    document("Appliance", "vio-1", "driver: 'file:a.xml', model: VIO-4001\(more), adapters: [\(spec)]") + rest
  }

  static let refusals = [
    Refusal(
      says: "of 4 ports, 4 with no function left", help: "another adapter",
      text: card("{slot: 1, model: x520-SR2}, {slot: 2, model: x520-SR2}") + vnic("", count: 4 * 63 + 1)),
    Refusal(
      says: "2 without 6Gbps to guarantee (the most left is 4Gbps)", help: "bandwidth.min",
      text: card("{slot: 1, model: x520-SR2}") + vnic(", bandwidth: {min: 6Gbps}", count: 3)),
    Refusal(
      says: "without 6Gbps to guarantee (the most left is 5Gbps)", help: "reservable",
      text: card("{slot: 1, model: x520-SR2}") + document("AdapterPool", "lan", "type: ethernet, reservable: 50%")
        + vnic(", pool: lan, bandwidth: {min: 6Gbps}")),
    Refusal(
      says: "1 whose cable to the server has less than 6Gbps left", help: "share its cable",
      text: card("{slot: 1, model: x520-SR2}", more: ", hostLink: 10Gbps") + vnic(", bandwidth: {min: 6Gbps}", count: 2)),
    Refusal(
      says: "2 with an MTU below 9000", help: "raise the port's 'mtu'",
      text: card("{slot: 1, model: x520-SR2, ports: [{port: 1, mtu: 1500}, {port: 2, mtu: 4000}]}") + vnic(", mtu: 9000")),
    Refusal(
      says: "2 that the network does not reach", help: "physicalNetwork",
      text: card("{slot: 1, model: x520-SR2, ports: [{port: 1, physicalNetwork: dmz}, {port: 2, physicalNetwork: dmz}]}") + vnic("")),
    Refusal(
      says: "2 that the network does not reach", help: "physicalNetwork",
      text: card("{slot: 1, model: x520-SR2}", more: ", reservedVLANs: 90-110") + vnic("")),
    Refusal(
      says: "2 on exclusive adapters", help: "sharing: shared", text: card("{slot: 1, model: x520-SR2, sharing: exclusive}") + vnic("")),
    Refusal(says: "2 in maintenance", help: "end the maintenance", text: card("{slot: 1, model: x520-SR2, maintenance: true}") + vnic("")),
    Refusal(
      says: "of 4 ports, 3 not in the pool, 1 without 2Gbps", help: "reservable",
      text: card("{slot: 1, model: x520-SR2}, {slot: 2, model: x520-SR2}")
        + document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1]}, reservable: 10%")
        + vnic(", pool: lan, bandwidth: {min: 2Gbps}")),
    Refusal(
      says: "2 too close to another member", help: "spread",
      text: card("{slot: 1, model: x520-SR2}")
        + Texts.vnics("esx-1", ["a", "b"], more: ", redundancy: [{name: g, members: [a, b], spread: adapter}]")),
    Refusal(
      says: "1 in another VSAN", help: "VSAN",
      text: card("{slot: 3, model: QLE2562, ports: [{port: 1, vsan: 30}]}") + Texts.profile("esx-1", "vhbas: [{name: a, vsan: san-a}]")),
    Refusal(
      says: "its server is cabled to no appliance", help: "connections",
      text: Texts.appliance("vio-1") + document("Server", "srv-1", "model: x") + Texts.macs + Texts.networks + vnic("")),
  ]
}
