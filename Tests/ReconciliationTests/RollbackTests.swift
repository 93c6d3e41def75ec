import DriverInterface
import FabricModel
import Ledger
import Planning
import Testing

@testable import Reconciliation

@Suite("Taking back") struct RollbackTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  @Test func whatWasDoneBeforeAFailureIsTakenBack() async throws {
    let before = stage.world.fabric
    stage.world.fail(2, .error(.rejected))
    let outcome = try await stage.run(stage.plan(building), onFailure: .rollback)
    #expect(outcome.result == .rolledBack(.failed(appliance: "vio-2", reason: "injected"), residue: []))
    #expect(stage.world.fabric == before)
    #expect(try stage.remembered == [])
    #expect(try stage.ledger.runs(last: 2).map(\.outcome) == [.done, .rolledBack])
    #expect(try stage.ledger.runs(last: 2).map(\.note).contains("rollback of r1"))
  }

  @Test func anUpdateGoesBackToWhatWasThere() async throws {
    try await stage.run(stage.plan(building))
    let before = stage.world.fabric
    let remembered = try stage.recorded.fabric
    stage.world.fail(4, .error(.rejected))
    let outcome = try await stage.run(stage.plan(changing), as: "r2", onFailure: .rollback)
    guard case .rolledBack(_, let residue) = outcome.result else { return #expect(Bool(false), "\(outcome.result)") }
    #expect(residue.isEmpty)
    #expect(stage.world.fabric == before)
    #expect(try stage.recorded.fabric == remembered)
  }

  @Test func whatSomebodyElseChangedMeanwhileIsResidue() async throws {
    stage.world.fail(2, .error(.rejected))
    let stage = stage
    let plan = stage.plan(building)
    let outcome = try await stage.run(
      plan,
      shouldStop: {
        // After the first call, somebody edits what it made.
        if stage.world["vio-1", .network("prod")] == network("prod") {
          stage.world.edit("vio-1", RecordChange(before: network("prod"), after: network("prod", mtu: 9000)))
        }
        return false
      }, onFailure: .rollback)
    guard case .rolledBack(_, let residue) = outcome.result else { return #expect(Bool(false), "\(outcome.result)") }
    #expect(residue.map(\.address) == ["network/prod"])
    #expect(residue.map(\.reason) == ["was changed by somebody else meanwhile"])
    #expect(try stage.ledger.runs(last: 2).map(\.outcome).contains(.rolledBackWithResidue))
  }

  @Test func whatCannotBeTakenBackIsResidue() async throws {
    stage.world.fail(2, .error(.rejected))
    stage.world.fail(3, .error(.rejected))
    let outcome = try await stage.run(stage.plan(building), onFailure: .rollback)
    guard case .rolledBack(_, let residue) = outcome.result else { return #expect(Bool(false), "\(outcome.result)") }
    #expect(Set(residue.map(\.address)).isSubset(of: ["network/prod", "profile/esx-01", "esx-01/vnic0"]))
    #expect(!residue.isEmpty)
    #expect(residue.allSatisfy { $0.reason.hasPrefix("could not be taken back") })
  }

  @Test func stepsThatHaveNothingToDoWithAFailureGoOn() async throws {
    stage.world.fail(1, .error(.rejected))
    let plan = stage.plan([
      step("vio-1", nil, network("a")), step("vio-2", nil, network("b")), step("vio-2", nil, network("c"), verified: [0]),
    ])
    let outcome = try await stage.run(plan, onFailure: .goOn)
    #expect(outcome.states.count { $0 == .verified } == 1)
    #expect(outcome.notStarted == 1 || outcome.failed == 2)
    #expect(outcome.result != .done)
  }
}
