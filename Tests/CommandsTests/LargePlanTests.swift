import FabricModel
import Foundation
import Planning
import Testing

@testable import Commands

/// However large a plan is, what is alike fits a screen.
@Suite struct LargePlanTests {
  private static let screen = 40

  private func costs(_ servers: Int, _ impact: Impact) -> [ServerCost] {
    (1...servers).map { number in
      let name = PlanMaker.esx(number)
      return ServerCost(
        server: name, impact: impact, steps: 4,
        groups: ["lan", "san"].map { ServerCost.Paths(profile: name, name: $0, before: 0, lowest: 0, after: 2, minAvailable: 1) })
    }
  }

  private func ports(_ count: Int) -> [PortCapacity] {
    (1...count).map {
      PortCapacity(
        port: PortAddress(appliance: "vio-\($0)", slot: 1, port: 1), speed: .gbps(10), reservable: .gbps(10), guaranteed: (.zero, .gbps(4)),
        functionLimit: 63, functions: (0, 16))
    }
  }

  @Test func tenThousandChangesOfTwoThousandNewProfilesFitAScreen() {
    var maker = PlanMaker()
    for number in 1...2000 { maker.addProfile(PlanMaker.esx(number), number: number) }
    maker.edit { plan in
      plan.servers = costs(2000, .hostRescan)
      plan.capacity = ports(500)
      plan.external = (1...4000).map {
        ExternalWork(
          id: "zone:\($0)", kind: .zoning, task: "zone in VSAN san-\($0 % 2 == 0 ? "a" : "b"), and give LUNs to", object: "\($0)",
          precedes: ["s\($0)"])
      }
    }
    #expect(maker.plan.changes.count == 10_000)
    let text = maker.plan.text()
    #expect(text.count { $0 == "\n" } <= Self.screen, "\(text)")
    #expect(text.contains("×1999 profiles like this one"), "\(text)")
  }

  @Test func tenThousandAlikeUpdatesFitAScreenAndSomeDiffer() {
    var maker = PlanMaker()
    for number in 1...10_000 {
      maker.change("\(PlanMaker.esx(number))/vnic0", [.mtu(number % 1000 == 0 ? Int64(number) * 10 : 9000)], impact: .pathLoss)
    }
    maker.edit { $0.servers = costs(10_000, .pathLoss) }
    let text = maker.plan.text()
    #expect(text.count { $0 == "\n" } <= Self.screen, "\(text)")
    #expect(text.contains("10 of them differ:"), "\(text)")
    #expect(text.contains("… and 5 more (--verbose shows all)"), "\(text)")
  }

  @Test func evenTenThousandDifferentChangesAreBounded() {
    var maker = PlanMaker()
    for number in 1...10_000 {
      maker.change("\(PlanMaker.esx(number))/vnic\(number)", [FieldChange("f\(number)", before: .null, after: .integer(Int64(number)))])
    }
    maker.edit { plan in
      plan.drift = (1...1000).map { Difference(address: "d\($0)", fields: [.mtu(Int64($0))]) }
      plan.preexisting = (1...1000).map { Violation("I2", "x\($0)", "y") }
      plan.unmanaged = (1...1000).map { "u\($0)" }
      plan.servers = (1...1000).map { ServerCost(server: "s\($0)", impact: .pathLoss, steps: $0, groups: []) }
      plan.external = (1...1000).map { ExternalWork(id: "e\($0)", kind: .trunk, task: "t\($0)", object: "o", precedes: []) }
      plan.waiting = (1...1000).map { Waiting(address: "a\($0)", reason: "r\($0)") }
      plan.blockers = (1...1000).map { Blocker("gate.outage", "m\($0)") }
    }
    let lines = maker.plan.text().components(separatedBy: "\n")
    #expect(lines.count < 200)
    #expect(lines.allSatisfy { $0.count < 300 })
  }
}
