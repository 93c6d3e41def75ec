import FabricModel
import TestSupport
import Testing

@testable import Planning

/// Small plans with all their orders: the checker finds an invariant broken if and only if brute force does.
@Suite struct ExhaustiveTests {
  @Test(arguments: 0..<8) func theCheckerFindsWhatBruteForceFinds(block: Int) {
    var tally: [String: Int] = [:]
    for seed in block * 15..<block * 15 + 15 {
      var random = SeededGenerator(seed: seed)
      let stage = Self.stage
      let steps = Self.plan(&random, count: block == 0 ? 7 : Int.random(in: 2...6, using: &random))
      let truth = BruteForce.invariants(steps, on: stage.fabric, port: .gbps(10), cable: .gbps(15))
      let found = Exploration.invariants(steps, on: stage.fabric, hardware: stage.hardware, terms: stage.terms)
      let place =
        "seed \(seed): \(steps.map { "\($0.change.operation) \($0.target) after \($0.follows.map { "\($0.step + 1) \($0.until)" })" })"
      #expect(found == truth, "\(place)")
      let played = PlanChecker.check(steps, on: stage.fabric, hardware: stage.hardware, terms: stage.terms)
      #expect(Set(played.broken.map(\.violation.invariant)) == truth, "\(place)")
      for invariant in truth.isEmpty ? ["none"] : truth { tally[invariant, default: 0] += 1 }
    }
    #expect(tally.count > 3, "seeds \(block * 15)…: \(tally)")
  }

  /// Profiles 1 to 3 on servers, with v-ports that the changes below collide over.
  private static var stage: CheckerStage {
    var stage = CheckerStage()
    for vport in observed { stage.fabric.put(.vport(vport), on: "vio-1") }
    stage.fabric.put(.network(CheckerStage.network("net-4", 4)), on: "vio-1")
    stage.terms.reservable = [:]
    return stage
  }

  private static let observed: [VPortRecord] = {
    var user = CheckerStage.vnic(1, "user", port: 1, mac: 21)
    user.native = "net-4"
    return [
      CheckerStage.vnic(1, "b", port: 1, mac: 22), CheckerStage.vnic(1, "c", port: 2, mac: 23), user,
      CheckerStage.vnic(2, "wide", port: 1, mac: 24, gigabits: 2), CheckerStage.vnic(3, "narrow", port: 1, mac: 25, gigabits: 8),
    ]
  }()

  /// A plan of changes that each may stand alone, with random edges.
  private static func plan(_ random: inout SeededGenerator, count: Int) -> [Step] {
    let changes = catalogue.shuffled(using: &random).prefix(count)
    let follows = changes.indices.map { position in
      (0..<position).filter { _ in random.oneIn(3) }.map {
        Step.Predecessor($0, until: Bool.random(using: &random) ? .performed : .verified)
      }
    }
    return Planned.steps(Array(changes), follows)
  }

  private static var catalogue: [Planned] {
    let stage = CheckerStage()
    func changed(_ vport: VPortRecord, _ body: (inout VPortRecord) -> Void) -> RecordChange {
      var after = vport
      body(&after)
      return RecordChange(before: .vport(vport), after: .vport(after))
    }
    func unbinding(_ number: Int) -> RecordChange {
      var after = CheckerStage.profile(number)
      (after.server, after.serverPort) = ("", 0)
      return RecordChange(before: .profile(CheckerStage.profile(number)), after: .profile(after))
    }
    var newcomer = CheckerStage.vnic(1, "d", port: 2, mac: 26)
    newcomer.native = "net-3"
    var port = PortRecord(slotPort: SlotPort(slot: 1, port: 2))
    port.mtu = stage.fabric.appliances[0].inventory[at: port.slotPort]?.mtu
    var taller = port
    taller.mtu = 9000
    var whole = Planned(RecordChange(before: .port(port), after: .port(taller)), .pathLoss)
    whole.victims = ["esx-1/c"]
    return [
      Planned(changed(CheckerStage.vnic(1, "vnic0", port: 1, mac: 1)) { $0.mac = MACAddress(rawValue: 0x02_00_00_00_00_77) }, .pathLoss),
      Planned(stage.create(CheckerStage.vnic(2, "thief", port: 1, mac: 1))),
      Planned(changed(observed[0]) { $0.mtu = 9000 }, .pathLoss),
      Planned(RecordChange(before: .vport(observed[1]), after: nil), .pathLoss),
      Planned(changed(observed[3]) { $0.minimum = .gbps(9) }),
      Planned(changed(observed[4]) { $0.minimum = .gbps(1) }),
      Planned(stage.create(.network(CheckerStage.network("net-3", 3)))),
      Planned(stage.create(newcomer)),
      Planned(RecordChange(before: .network(CheckerStage.network("net-4", 4)), after: nil)),
      Planned(changed(observed[2]) { $0.native = "net-2" }, .outage, server: "srv-1"),
      Planned(unbinding(2), .outage, server: "srv-2"),
      Planned(unbinding(3), .outage, server: "srv-3"),
      whole,
      Planned(stage.create(CheckerStage.vnic(2, "guest", port: 2, mac: 27))),
    ]
  }
}
