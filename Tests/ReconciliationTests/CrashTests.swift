import DriverInterface
import FabricModel
import Ledger
import Planning
import Reconciliation
import Testing

@Suite("Dying at every place")
struct CrashTests {
  /// A build from nothing, then changes with a second look between, then a v-port that moves to the other appliance.
  static let moving: [Step] = [
    step("vio-1", vnic("vnic0", on: "vio-1", mac: 1), nil),
    step("vio-2", nil, vnic("vnic0", on: "vio-2", mac: 1), verified: [0]),
    step("vio-1", profile("esx-01"), nil, performed: [1]),
    step("vio-1", network("prod"), nil, performed: [2]),
  ]

  @Test(arguments: ["building", "changing", "moving"]) func theReportIsTrueAndASecondRunConverges(_ name: String) async throws {
    var place = 0
    var interrupted = 0
    while true {
      let stage = try Stage()
      if name != "building" { try await stage.run(stage.plan(building), as: "r0") }
      let steps = name == "building" ? building : name == "changing" ? changing : Self.moving
      let plan = stage.plan(steps)
      let died = try await stage.dies(at: place, running: plan)
      if try !stage.ledger.unfinishedRuns().isEmpty {
        interrupted += 1
        try expectTruth(stage, plan)
      }
      try stage.closeInterrupted()
      try expectOnlyWhatIsThere(stage)
      #expect(try await stage.run(plan, as: "again").result == .done, "\(name) at \(place)")
      try expectConverged(stage, name)
      if !died { break }
      place += 1
    }
    print("\(name): \(place) places to die at, \(interrupted) of them within the run")
    #expect(interrupted > 8)
  }

  private func expectTruth(_ stage: Stage, _ plan: Plan) throws {
    let reports = try Interruption.all(in: stage.ledger, fabric: stage.world.fabric)
    let report = try #require(reports.first)
    #expect(reports.count == 1)
    for (step, finding) in zip(plan.steps, report.findings) {
      let isThere = stage.world[step.appliance, step.target]?.bare == step.change.after?.bare
      #expect((finding.verdict == .done) == isThere, "\(step.id) \(finding.verdict)")
      #expect(finding.verdict != .unknown)
      #expect((finding.verdict == .notStarted) == (finding.journal == nil))
    }
  }

  /// I10: the ledger never has what is not on the fabric.
  private func expectOnlyWhatIsThere(_ stage: Stage) throws {
    for object in try stage.ledger.objects() {
      let (kind, name) = (object.kind, String(object.address.split(separator: "/")[1]))
      let address: ObjectAddress =
        kind == "network" ? .network(name) : kind == "profile" ? .profile(name) : .vport(VPortAddress(profile: "esx-01", name: name))
      #expect(stage.world[object.appliance, address] != nil, "\(object.appliance):\(object.address)")
    }
  }

  private func expectConverged(_ stage: Stage, _ name: String) throws {
    #expect(try stage.recorded.fabric.appliances.filter { !$0.isEmpty } == stage.world.fabric.appliances.filter { !$0.isEmpty })
    #expect(try stage.recorded.released.isEmpty)
    #expect(try stage.ledger.identities().map(\.owner) == ["profile/esx-01", "esx-01/vnic0", "esx-01/vnic1"])
    #expect(try stage.ledger.unfinishedRuns().isEmpty)
  }
}

extension ApplianceState {
  fileprivate var isEmpty: Bool { networks.isEmpty && profiles.isEmpty }
}
