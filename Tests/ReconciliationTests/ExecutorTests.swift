import FabricModel
import Glibc
import Ledger
import Planning
import Reconciliation
import SyncCounter
import Synchronization
import Testing

@Suite("Carrying out")
struct ExecutorTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  @Test func aPlanIsCarriedOutAndRemembered() async throws {
    let outcome = try await stage.run(stage.plan(building))
    #expect(outcome.result == .done)
    #expect(outcome.states == Array(repeating: .verified, count: 6))
    #expect(stage.world["vio-2", .vport(VPortAddress(profile: "esx-01", name: "vnic1"))] == vnic("vnic1", on: "vio-2", mac: 2))
    #expect(try stage.recorded.fabric == stage.world.fabric)
    #expect(try stage.ledger.runs(last: 1).first?.outcome == .done)
    #expect(try stage.ledger.currentLease() == nil)
    #expect(stage.world.with { $0.held }.isEmpty)
  }

  @Test func beginsAreDurableBeforeTheDriverIsCalledAndEndsGoWithTheNextBegins() async throws {
    try await stage.run(stage.plan(building))
    let log = stage.world.log.filter { !$0.hasPrefix("observe") }
    #expect(
      log == [
        "lease", "start r1", "commit: begin s1#1, begin s2#1, begin s3#1",
        "perform vio-1 r1/s1 network/prod profile/esx-01 esx-01/vnic0",
        "commit: performed s1, performed s2, performed s3, begin s4#1, begin s5#1, begin s6#1",
        "perform vio-2 r1/s4 network/prod profile/esx-01 esx-01/vnic1",
        "commit: verified s1, verified s2, verified s3, verified s4, verified s5, verified s6, remember esx-01/vnic0, "
          + "remember network/prod, remember profile/esx-01, remember esx-01/vnic1, remember network/prod, remember profile/esx-01",
        "finish done", "release",
      ])
    #expect(stage.world.log.count { $0 == "observe vio-1" } == 2)
    #expect(stage.world.log.count { $0 == "observe vio-2" } == 2)
  }

  @Test func aFollowerThatWaitsForVerificationBeginsAfterTheSecondLook() async throws {
    try await stage.run(stage.plan(building))
    let start = stage.world.log.count
    try await stage.run(stage.plan(changing), as: "r2")
    let log = stage.world.log[start...].drop { !$0.hasPrefix("commit") }
    #expect(
      Array(log) == [
        "commit: begin s1#1", "perform vio-1 r2/s1 esx-01/vnic0", "observe vio-1",
        "commit: verified s1, begin s2#1, begin s3#1, remember esx-01/vnic0",
        "perform vio-2 r2/s2 esx-01/vnic1 network/prod", "observe vio-2",
        "commit: verified s2, verified s3, remember esx-01/vnic1, remember network/prod", "finish done", "release",
      ])
  }

  @Test func eachBoundaryBetweenBatchesCostsOneSync() async throws {
    func syncs(_ steps: [Step], _ run: String) async throws -> Int {
      let watch = sync_watch_begin(stage.ledger.base.path + "-wal")
      defer { sync_watch_end(watch) }
      try await stage.run(stage.plan(steps), as: run)
      return sync_watch_count(watch)
    }
    var networks = (0..<10).map { step($0.isMultiple(of: 2) ? "vio-1" : "vio-2", nil, network("net-\($0)")) }
    for index in networks.indices.dropFirst() { networks[index].follows = [Step.Predecessor(index - 1, until: .performed)] }
    // Lease, start, one for each of ten begins, the last ends, finish, release.
    #expect(try await syncs(networks, "r1") == 15)
    #expect(try await syncs([step("vio-1", nil, network("net-x"))], "r2") == 6)
  }

  @Test func whatIsDoneAlreadyIsLeftAlone() async throws {
    let plan = stage.plan(building)
    try await stage.run(plan)
    let performs = stage.world.with { $0.performs }
    let again = try await stage.run(plan, as: "r2")
    #expect(again.result == .done)
    #expect(again.noop == 6)
    #expect(stage.world.with { $0.performs } == performs)
    #expect(try stage.ledger.steps(in: RunID("r2")).allSatisfy { $0.result == .noop })
  }

  @Test func aPlanWithoutStepsOnlyRemembersWhatAgrees() async throws {
    stage.world.edit("vio-1", RecordChange(before: nil, after: network("prod")))
    stage.world.edit("vio-1", RecordChange(before: nil, after: network("test", mtu: 9000)))
    let plan = stage.plan(
      [], remember: [Remembered(appliance: "vio-1", record: network("prod")), Remembered(appliance: "vio-1", record: network("test"))],
      forget: [Forgotten(appliance: "vio-2", address: "esx-09/vnic0"), Forgotten(appliance: "vio-9", address: "profile/a")])
    let outcome = try await stage.run(plan)
    #expect(outcome.result == .done)
    #expect(try stage.remembered == ["vio-1:network/prod"])
    #expect(outcome.unrecorded.map(\.address) == ["network/test", "profile/a"])
    #expect(outcome.unrecorded.map(\.reason) == ["mtu is 9000 instead of 1500", "its appliance was not read"])
    #expect(stage.world.log.count == 7)
  }

  @Test func theLeaseIsRenewedWhileTheRunGoesOn() async throws {
    let networks = (0..<4).map { step($0.isMultiple(of: 2) ? "vio-1" : "vio-2", nil, network("net-\($0)")) }
    let stage = stage
    try await stage.run(
      stage.plan(networks),
      shouldStop: {
        stage.clock.withLock { $0 += 60 }
        return false
      })
    #expect(stage.world.log.count { $0 == "renew" } == 2)
  }

  @Test func eventsTellHowItGoes() async throws {
    let outcome = try await stage.run(stage.plan([step("vio-1", nil, network("prod"))]))
    #expect(
      stage.events.withLock { $0 } == [
        .started(RunID("r1"), steps: 1, noops: 0), .batchBegun(appliance: "vio-1", steps: ["s1"]),
        .batchDone(appliance: "vio-1", steps: ["s1"]), .verified(appliance: "vio-1", steps: ["s1"]), .finished(outcome),
      ])
  }

  @Test func aRunStopsBetweenBatchesWhenAsked() async throws {
    let world = stage.world
    let outcome = try await stage.run(stage.plan(building), shouldStop: { world.with { $0.performs } == 1 })
    #expect(outcome.result == .stopped(.asked))
    #expect((outcome.verified, outcome.notStarted) == (3, 3))
    #expect(try stage.remembered == ["vio-1:esx-01/vnic0", "vio-1:network/prod", "vio-1:profile/esx-01"])
    #expect(try stage.ledger.runs(last: 1).first?.outcome == .stopped)
  }
}
