import DriverInterface
import FabricModel
import Ledger
import Planning
import Reconciliation
import Synchronization
import Testing

@Suite("When calls fail")
struct FailureTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  @Test func aTransientErrorIsTriedAgainUnderTheSameKey() async throws {
    stage.world.fail(1, .error(.transient))
    stage.world.fail(2, .errorAfterEffect(.transient))
    let outcome = try await stage.run(stage.plan(building))
    #expect(outcome.result == .done)
    #expect(stage.pauses.withLock { $0 } == [1, 2])
    #expect(stage.world.log.count { $0.hasPrefix("perform vio-1 r1/s1 ") } == 3)
    #expect(try stage.ledger.steps(in: RunID("r1")).map(\.attempt) == [3, 3, 3, 1, 1, 1])
  }

  @Test func afterThreeRetriesItIsFoundOutWhatHappened() async throws {
    for call in 1...4 { stage.world.fail(call, .error(.transient)) }
    let outcome = try await stage.run(stage.plan(building))
    #expect(outcome.result == .stopped(.failed(appliance: "vio-1", reason: "injected")))
    #expect((outcome.failed, outcome.notStarted) == (3, 3))
    #expect(stage.world.with { $0.performs } == 4)
  }

  @Test func aRejectedBatchHadNoEffectAndEndsTheRun() async throws {
    stage.world.fail(2, .error(.rejected))
    let outcome = try await stage.run(stage.plan(building))
    #expect(outcome.result == .stopped(.failed(appliance: "vio-2", reason: "injected")))
    #expect(outcome.states.prefix(3).allSatisfy { $0 == .verified })
    #expect(outcome.states.suffix(3).allSatisfy { $0 == .failed("injected") })
    #expect(try stage.remembered == ["vio-1:esx-01/vnic0", "vio-1:network/prod", "vio-1:profile/esx-01"])
    #expect(stage.world.log.count { $0 == "observe vio-2" } == 1)
    #expect(try stage.ledger.runs(last: 1).first?.outcome == .stopped)
  }

  @Test func aLostReplyIsFoundOutAndTheRunGoesOn() async throws {
    stage.world.fail(1, .errorAfterEffect(.unknown))
    let outcome = try await stage.run(stage.plan(building))
    #expect(outcome.result == .done)
    #expect(stage.world.log.contains { $0.hasPrefix("commit: verified s1, verified s2, verified s3, begin s4#1") })
  }

  @Test func aLostCallIsFoundOutAndTheRunStops() async throws {
    stage.world.fail(1, .error(.unknown))
    let outcome = try await stage.run(stage.plan(building))
    #expect(outcome.result == .stopped(.failed(appliance: "vio-1", reason: "injected")))
    #expect(try stage.remembered == [])
    #expect(try stage.ledger.openSteps(in: RunID("r1")).isEmpty)
  }

  @Test func whatIsNeitherBeforeNorAfterIsNamed() async throws {
    try await stage.run(stage.plan(building))
    stage.world.fail(3, .error(.unknown))
    let world = stage.world
    let outcome = try await stage.run(
      stage.plan([step("vio-1", network("prod"), network("prod", mtu: 9000))]), as: "r2",
      shouldStop: {
        world.edit("vio-1", RecordChange(before: network("prod"), after: network("prod", mtu: 4000)))
        return false
      })
    #expect(
      outcome.result
        == .stopped(.failed(appliance: "vio-1", reason: "injected; vio-1:network/prod mtu is 4000 instead of 9000")))
    #expect(outcome.mismatches.map(\.difference) == [.fields([FieldChange("mtu", before: .integer(4000), after: .integer(9000))])])
  }

  @Test func anApplianceThatGoesAwayLeavesTheRunOpen() async throws {
    stage.world.fail(2, .error(.unknown))
    let world = stage.world
    let plan = stage.plan(building)
    let outcome = try await stage.run(
      plan,
      shouldStop: {
        if world.with({ $0.performs }) == 1 { world.with { _ = $0.unreadable.insert("vio-2") } }
        return false
      })
    #expect(outcome.result == .stopped(.unreadable(appliance: "vio-2", reason: "injected, then vio-2 is down")))
    #expect((outcome.verified, outcome.unknown) == (3, 3))
    #expect(try stage.ledger.openSteps(in: RunID("r1")).map(\.step) == ["s4", "s5", "s6"])
    #expect(try stage.ledger.unfinishedRuns().count == 1)
    await #expect(throws: RunRefusal.self) { try await stage.run(plan, as: "r2") }
    world.with { $0.unreadable = [] }
    try stage.closeInterrupted()
    #expect(try await stage.run(plan, as: "r3").result == .done)
  }

  @Test func aReadBackThatDiffersIsReportedWithBothValues() async throws {
    stage.world.fail(1, .lie)
    let outcome = try await stage.run(stage.plan(building))
    #expect(outcome.mismatches.map(\.description).first == "vio-1:network/prod is not there")
    #expect(outcome.mismatches.map(\.step) == ["s1", "s2", "s3"])
    #expect(try stage.remembered == ["vio-2:esx-01/vnic1", "vio-2:network/prod", "vio-2:profile/esx-01"])
    guard case .failed? = try stage.ledger.steps(in: RunID("r1")).first?.result else { return #expect(Bool(false)) }
  }

  @Test func aFollowerNeverBeginsWhenTheReadBackDiffers() async throws {
    try await stage.run(stage.plan(building))
    stage.world.fail(3, .lie)
    let outcome = try await stage.run(stage.plan(changing), as: "r2")
    #expect(outcome.result == .stopped(.failed(appliance: "vio-1", reason: "vio-1:esx-01/vnic0 mtu is 1500 instead of 9000")))
    #expect(outcome.notStarted == 2)
    #expect(stage.world.with { $0.performs } == 3)
  }

  @Test func anOutsideEditBetweenBatchesIsRejectedByTheDriver() async throws {
    try await stage.run(stage.plan(building))
    let edit = RecordChange(before: network("prod"), after: network("prod", mtu: 4000))
    stage.world.fail(3, .edit("vio-2", edit))
    let outcome = try await stage.run(stage.plan(changing), as: "r2")
    #expect(outcome.states.first == .verified)
    #expect(outcome.result == .stopped(.failed(appliance: "vio-2", reason: "network/prod has changed")))
  }

  @Test func aHeldApplianceIsNamedAndNothingIsKept() async throws {
    stage.world.with { _ = $0.held.insert("vio-2") }
    let refusal = await #expect(throws: RunRefusal.self) { try await stage.run(stage.plan(building)) }
    #expect(refusal?.description == "vio-2: another run holds it")
    #expect(stage.world.with { $0.held } == ["vio-2"])
    #expect(try stage.ledger.currentLease() == nil)
    #expect(try stage.ledger.runs(last: 1).isEmpty)
  }

  @Test func aDriverThatHoldsNoMarksIsVerifiedByItsFields() async throws {
    stage.world.with { $0.holdsMarks = false }
    let plan = stage.plan(building)
    #expect(try await stage.run(plan).result == .done)
    #expect(try await stage.run(plan, as: "r2").noop == 6)
  }
}
