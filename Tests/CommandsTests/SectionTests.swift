import FabricModel
import Foundation
import Planning
import Testing

@testable import Commands

/// What stands behind the changes.
@Suite struct SectionTests {
  private func plan(_ body: (inout Plan) -> Void) -> Plan {
    var maker = PlanMaker()
    maker.change("esx-01/vnic0", [.mtu(9000)], impact: .pathLoss)
    maker.edit(body)
    return maker.plan
  }

  private func cost(_ server: String, _ impact: Impact = .pathLoss, steps: Int = 2, lowest: Int = 1) -> ServerCost {
    func paths(_ name: String, _ lowest: Int) -> ServerCost.Paths {
      ServerCost.Paths(profile: server, name: name, before: 2, lowest: lowest, after: 2, minAvailable: 1)
    }
    return ServerCost(server: server, impact: impact, steps: steps, groups: [paths("vhbas", 2), paths("data", lowest)])
  }

  private func lines(_ plan: Plan, under title: String, _ extent: Extent = .brief) -> [String] {
    let lines = plan.text(extent).components(separatedBy: "\n")
    guard let start = lines.firstIndex(where: { $0.hasPrefix(title) }) else { return [] }
    return Array(lines[(start + 1)...].prefix { !$0.isEmpty })
  }

  // MARK: Servers

  @Test func serversThatBearTheSameAreOneRow() {
    let plan = plan { plan in plan.servers = (1...39).map { cost(PlanMaker.esx($0)) } }
    #expect(
      lines(plan, under: "What it costs") == [
        "  esx-01  pathLoss  2 steps: data 2 → 1 → 2 (at least 1), vhbas 2 → 2 → 2 (at least 1)",
        "    ×38 servers like this: esx-02, esx-03 … esx-39",
      ])
  }

  @Test func theWorstComesFirst() {
    let plan = plan { plan in plan.servers = [cost("a"), cost("b", .outage, steps: 1, lowest: 0)] }
    #expect(lines(plan, under: "What it costs").map { $0.prefix(3) } == ["  b", "  a"])
  }

  @Test func theRowsAreBounded() {
    let plan = plan { plan in plan.servers = (1...15).map { cost(PlanMaker.esx($0), steps: $0) } }
    #expect(lines(plan, under: "What it costs").last == "  … and 5 more servers (--verbose shows all)")
    #expect(lines(plan, under: "What it costs", .whole).count == 15)
  }

  // MARK: Capacity

  private func port(_ number: UInt8, functions: (before: Int, after: Int) = (0, 1), gigabits: Int64 = 0) -> PortCapacity {
    PortCapacity(
      port: PortAddress(appliance: "vio-1", slot: 1, port: number), speed: .gbps(10), reservable: .gbps(10),
      guaranteed: (.zero, .gbps(gigabits)), functionLimit: 63, functions: functions)
  }

  @Test func theFullestComesFirstAndWhatDoesNotChangeNotAtAll() {
    let plan = plan { plan in plan.capacity = [port(1), port(2, gigabits: 9), port(3, functions: (2, 2))] }
    #expect(
      lines(plan, under: "Capacity") == [
        "  vio-1/1/2: functions 0 → 1 of 63, guaranteed 0 → 9Gbps of 10Gbps", "  vio-1/1/1: functions 0 → 1 of 63",
      ])
  }

  @Test func poolsComeBeforePorts() {
    let plan = plan { plan in
      plan.pools = [
        PoolCapacity(
          pool: "lan", ports: 4, reservable: .gbps(40), guaranteed: (.gbps(1), .gbps(3)), functionLimit: 252, functions: (4, 4))
      ]
      plan.capacity = [port(1)]
    }
    #expect(lines(plan, under: "Capacity").first == "  pool lan of 4 ports: functions 4 → 4 of 252, guaranteed 1Gbps → 3Gbps of 40Gbps")
  }

  @Test func portsThatFillAlikeAreOneLine() {
    let plan = plan { plan in plan.capacity = (1...40).map { port($0) } }
    #expect(lines(plan, under: "Capacity") == ["  vio-1/1/1, vio-1/1/2 … vio-1/1/40 (40): functions 0 → 1 of 63"])
  }

  // MARK: External work

  private func zones(_ count: Int, after: Bool = false) -> [ExternalWork] {
    (1...count).map {
      ExternalWork(
        id: "zone:\($0)", kind: .zoning, task: "zone", object: "wwpn-\($0)", precedes: after ? [] : ["s1"], succeeds: after ? ["s1"] : [])
    }
  }

  @Test func oneTaskForManyIsToldOnce() {
    #expect(lines(plan { $0.external = zones(2) }, under: "For other teams, before") == ["  zone:", "    wwpn-1", "    wwpn-2"])
    #expect(lines(plan { $0.external = zones(1) }, under: "For other teams, before") == ["  zone wwpn-1"])
  }

  @Test func ofManyObjectsOnlySomeAreShown() {
    let plan = plan { $0.external = zones(100) }
    #expect(lines(plan, under: "For other teams, before").last == "    … and 98 more (--verbose shows all)")
    #expect(lines(plan, under: "For other teams, before", .whole).count == 101)
  }

  @Test func whatCanBeTakenAwayStandsApart() {
    let plan = plan { $0.external = zones(1, after: true) }
    #expect(lines(plan, under: "For other teams, before") == [])
    #expect(lines(plan, under: "For other teams, afterwards") == ["  zone wwpn-1"])
  }

  // MARK: What was found

  @Test func whatDriftedAlikeIsOneLine() {
    let plan = plan { plan in
      plan.drift = (1...6).map { Difference(address: "e\($0)", fields: [.mtu(9000)]) } + [Difference(address: "g", fields: [])]
    }
    #expect(lines(plan, under: "Drift") == ["  g is gone", "  e1, e2 … e6 (6): mtu was 1500, is 9000"])
  }

  // MARK: What stands in the way

  @Test func whatWaitsForTheSameIsToldOnce() {
    let plan = plan { $0.waiting = (1...6).map { Waiting(address: "esx-\($0)/vnic0", reason: "vio-1/1/1 is full") } }
    #expect(lines(plan, under: "Not done yet") == ["  esx-1/vnic0, esx-2/vnic0 … esx-6/vnic0 (6): vio-1/1/1 is full"])
  }

  @Test func aBlockerSaysWhatLiftsIt() {
    let plan = plan { $0.blockers = [Blocker("gate.outage", "1 step would cost a path", acknowledge: "--allow outage=a")] }
    #expect(
      lines(plan, under: "It can't be applied") == [
        "  1 step would cost a path [gate.outage]", "      to go on all the same: --allow outage=a",
      ])
  }

  @Test func theWordsThatLiftABlockerAreBounded() {
    let words = "--allow outage=" + (1...1000).map(PlanMaker.esx).joined(separator: ",")
    let plan = plan { $0.blockers = [Blocker("gate.outage", "many", acknowledge: words)] }
    #expect(lines(plan, under: "It can't be applied")[1].hasSuffix("esx-09,esx-10, … and 990 more (--verbose shows all)"))
    #expect(lines(plan, under: "It can't be applied", .whole)[1].hasSuffix(words))
  }

  @Test func blockersThatFlagsLiftedAreNotShown() {
    let plan = plan { $0.blockers = [Blocker("gate.outage", "m")] }
    #expect(!PlanView(plan, blockers: []).text(color: false).contains("It can't be applied"))
  }

  @Test func theSectionsComeInTheOrderOfTheirUse() {
    let plan = plan { plan in
      plan.drift = [Difference(address: "esx-01/vnic0", fields: [])]
      plan.preexisting = [Violation("I2", "x", "y")]
      plan.unmanaged = ["hand"]
      plan.servers = [cost("esx-01")]
      plan.capacity = [port(1)]
      plan.external = zones(1) + zones(1, after: true)
      plan.waiting = [Waiting(address: "a", reason: "b")]
      plan.blockers = [Blocker("gate.outage", "m")]
    }
    let titles = plan.text().components(separatedBy: "\n").filter { $0.hasSuffix(":") && !$0.hasPrefix(" ") }
    #expect(
      titles.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
        "Drift: the", "Broken already,", "On the", "What it", "Capacity that", "For other", "For other", "Not done", "It can't",
      ])
    #expect(plan.text().hasSuffix("\nPlan: 1 to update; 1 step, impact at most pathLoss.\n"))
  }

  @Test func colourIsOnlyWhereItIsAskedFor() {
    let plan = plan { $0.blockers = [Blocker("gate.outage", "m")] }
    #expect(!plan.text().contains("\u{1B}"))
    #expect(PlanView(plan).text(color: true).contains("\u{1B}[31mm [gate.outage]\u{1B}[0m"))
  }

  @Test func namesFromAFabricDoNotReachTheTerminalRaw() {
    let plan = plan { $0.waiting = [Waiting(address: "a\u{1B}[2J", reason: "b")] }
    #expect(!PlanView(plan).text(color: false).contains("\u{1B}"))
  }
}
