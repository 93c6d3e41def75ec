import Documents
import FabricModel
import Foundation
import Testing

@testable import Planning

/// How full pools become, and that a plan file keeps what a plan costs.
@Suite struct PlanCostTests {
  private let ground =
    Texts.ground + document("AdapterPool", "lan", "type: ethernet, reservable: 50%")
    + document("AdapterPool", "san", "type: fibreChannel")

  private func text(_ minimum: String) -> String {
    ground
      + Texts.profile(
        "esx-1", "vnics: [{name: a, network: prod, pool: lan, bandwidth: {min: \(minimum)}}, {name: b, network: prod, pool: lan}]")
  }

  @Test func aPoolIsTheSumOfItsPorts() throws {
    var world = World(hardware: ground)
    world.apply(text("1Gbps"))
    let pools = world.plan(text("3Gbps")).pools
    #expect(pools.map(\.pool) == ["lan"], "no port of the pool 'san' is touched")
    let lan = try #require(pools.first)
    #expect(lan.ports == 4)
    #expect(lan.reservable == .gbps(20))
    #expect(lan.guaranteedBefore == .gbps(1) && lan.guaranteedAfter == .gbps(3))
    #expect(lan.functionsBefore == 2 && lan.functionsAfter == 2)
    #expect(lan.functionLimit == 252)
  }

  @Test func aPlanFileKeepsWhatThePlanCosts() throws {
    var world = World(hardware: ground)
    world.apply(text("1Gbps") + Texts.profile("esx-2", on: "srv-2", "vhbas: [{name: h, vsan: san-a}]"))
    var plan = world.plan(text("3Gbps").replacing("network: prod, pool", with: "network: prod, mtu: 9000, pool"))
    // They point into the manifests.
    plan.diagnostics = []
    #expect(!plan.servers.isEmpty && !plan.pools.isEmpty && plan.external.contains { !$0.succeeds.isEmpty })
    let read = try JSONDecoder().decode(Plan.self, from: Data(plan.json(sources: SourceSet())))
    #expect(read.servers == plan.servers)
    #expect(read.pools == plan.pools)
    #expect(read.capacity == plan.capacity)
    #expect(read.external == plan.external)
    #expect(read.digest() == plan.digest())
  }

  @Test func textThatDoesNotSayWhatItsPartsSayIsDamaged() throws {
    var plan = World(hardware: ground).plan(ground + Texts.profile("esx-2", on: "srv-2", "vhbas: [{name: h, vsan: san-a}]"))
    plan.diagnostics = []
    let json = String(decoding: plan.json(sources: SourceSet()), as: UTF8.self)
    let altered = json.replacing("\"task\": \"zone in", with: "\"task\": \"do not zone in")
    #expect(altered != json)
    #expect(throws: PlanReadError.self) { try JSONDecoder().decode(Plan.self, from: Data(altered.utf8)) }
  }
}
