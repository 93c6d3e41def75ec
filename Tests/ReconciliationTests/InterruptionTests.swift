import FabricModel
import Ledger
import Planning
import Reconciliation
import Synchronization
import Testing

@Suite("After an interruption")
struct InterruptionTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  func examine(_ fabric: Fabric? = nil) throws -> Interruption {
    try #require(Interruption.all(in: stage.ledger, fabric: fabric ?? stage.world.fabric).first)
  }

  @Test func nothingIsReportedWhereNothingWasInterrupted() async throws {
    try await stage.run(stage.plan(building))
    #expect(try Interruption.all(in: stage.ledger, fabric: stage.world.fabric).isEmpty)
  }

  @Test func closingRemembersWhatIsDoneAndJournalsTheRest() async throws {
    try await stage.die(after: "perform vio-1", running: stage.plan(building))
    let report = try examine()
    #expect(report.findings.map(\.verdict) == [.done, .done, .done, .notStarted, .notStarted, .notStarted])
    #expect(report.findings[0].now == network("prod"))
    #expect(try stage.remembered == [])
    try stage.closeInterrupted()
    #expect(try stage.remembered == ["vio-1:esx-01/vnic0", "vio-1:network/prod", "vio-1:profile/esx-01"])
    #expect(try stage.ledger.steps(in: RunID("crash")).allSatisfy { $0.result == .verified })
    #expect(try stage.ledger.run(RunID("crash"))?.outcome == .interrupted)
    #expect(try stage.ledger.currentLease() == nil)
  }

  @Test func whatNeverArrivedIsNotDone() async throws {
    try await stage.die(after: "commit: begin s1", running: stage.plan(building))
    #expect(try examine().findings.prefix(3).allSatisfy { $0.verdict == .notDone && $0.journal?.result == nil && $0.now == nil })
    try stage.closeInterrupted()
    let reason = try stage.ledger.steps(in: RunID("crash")).first?.result
    #expect(reason == .failed(reason: "interrupted before it took effect"))
  }

  @Test func whatSomebodyElseChangedSinceIsUnknown() async throws {
    try await stage.die(after: "perform vio-1", running: stage.plan(building))
    stage.world.edit("vio-1", RecordChange(before: network("prod"), after: network("prod", mtu: 4000)))
    let report = try examine()
    #expect((report.count(.unknown), report.count(.done)) == (1, 2))
    #expect(report.findings[0].now == network("prod", mtu: 4000))
    try stage.closeInterrupted()
    #expect(try stage.remembered == ["vio-1:esx-01/vnic0", "vio-1:profile/esx-01"])
  }

  @Test func anUnreadApplianceIsNotTakenForEmpty() async throws {
    try await stage.die(after: "perform vio-1", running: stage.plan(building))
    let report = try examine(Fabric())
    #expect(report.findings.prefix(3).allSatisfy { $0.verdict == .unread })
    #expect(throws: InterruptionError.self) { try report.close(in: stage.ledger, context: stage.context("c")) }
    #expect(try stage.ledger.unfinishedRuns().count == 1)
    try report.close(in: stage.ledger, context: stage.context("c"), abandoning: true)
    #expect(try stage.ledger.unfinishedRuns().isEmpty)
    #expect(try stage.remembered == [])
  }

  @Test func aRunThatIsStillAliveIsNotClosed() async throws {
    try await stage.die(after: "perform vio-1", running: stage.plan(building))
    _ = try stage.ledger.acquireLease(holder: "bob", host: "there", pid: 1, ttlSeconds: 60, at: stage.clock.withLock { $0 })
    #expect(throws: LedgerError.self) { try stage.closeInterrupted() }
  }

  @Test func aRunThatWentOnAfterItWasExaminedIsNotClosed() async throws {
    try await stage.die(after: "perform vio-1", running: stage.plan(building))
    let report = try examine()
    let lease = try stage.ledger.acquireLease(holder: "ann", host: "here", pid: 1, ttlSeconds: 9, at: stage.clock.withLock { $0 })
    try stage.ledger.end([JournalEnd("s1", .performed)], in: RunID("crash"), under: lease, at: 0)
    try stage.ledger.release(lease)
    #expect(throws: InterruptionError.self) { try report.close(in: stage.ledger, context: stage.context("c")) }
    try stage.closeInterrupted()
  }

  @Test func stepsThatWaitForEachOtherOnOneApplianceGoInTwoCalls() async throws {
    try await stage.run(
      stage.plan([step("vio-1", nil, network("a")), step("vio-1", nil, network("b"), verified: [0]), step("vio-1", nil, network("c"))]))
    #expect(
      stage.world.log.filter { !$0.hasPrefix("commit") }.dropFirst(4) == [
        "perform vio-1 r1/s1 network/a network/c", "observe vio-1", "perform vio-1 r1/s2 network/b", "observe vio-1", "finish done",
        "release",
      ])
  }
}
