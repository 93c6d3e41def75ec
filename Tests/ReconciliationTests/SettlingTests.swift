import FabricModel
import Planning
import Synchronization
import Testing

@testable import Reconciliation

/// Steps that wait until what they follow has settled, or has its links.
@Suite("Waiting for things to settle") struct SettlingTests {
  private let stage: Stage

  init() throws { stage = try Stage() }

  /// A network on the second appliance 30 s after one on the first; where `isHealthy`, a v-port on each, and the first has to have its link.
  private func plan(isHealthy: Bool = false) -> Plan {
    var follower = step("vio-2", nil, network("backup"))
    follower.follows = [Step.Predecessor(0, until: .verified, settleSeconds: isHealthy ? 0 : 30, isHealthy: isHealthy)]
    let first =
      isHealthy
      ? step("vio-1", vnic("vnic0", on: "vio-1", mac: 1, server: "srv"), vnic("vnic0", on: "vio-1", mac: 1, mtu: 9000, server: "srv"))
      : step("vio-1", nil, network("backup"))
    return stage.plan([first, follower])
  }

  @Test func aFollowerBeginsOnlyWhenTheTimeIsOver() async throws {
    let world = stage.world
    let outcome = try await stage.run(plan(), wait: { world.note("settled for \($0) s") })
    #expect(outcome.result == .done)
    let log = world.log.filter { $0.hasPrefix("perform") || $0.hasPrefix("settled") || $0 == "observe vio-1" }
    #expect(
      log == [
        "observe vio-1", "perform vio-1 r1/s1 network/backup", "observe vio-1", "settled for 30 s", "perform vio-2 r1/s2 network/backup",
      ])
  }

  @Test func theLeaseOutlastsALongWait() async throws {
    var plan = plan()
    plan.steps[1].follows = [Step.Predecessor(0, until: .verified, settleSeconds: 1000)]
    let stage = stage
    let waited = Mutex<Int64>(0)
    let outcome = try await stage.run(
      stage.plan(plan.steps),
      wait: { seconds in
        stage.clock.withLock { $0 += seconds }
        waited.withLock { $0 += seconds }
      })
    #expect(outcome.result == .done)
    #expect(waited.withLock { $0 } == 1000)
    #expect(stage.world.log.count { $0 == "renew" } >= 8)
  }

  @Test func whoIsAskedToStopWhileThingsSettleBeginsNothing() async throws {
    let isAsked = Flag()
    let outcome = try await stage.run(plan(), shouldStop: { isAsked.isUp }, wait: { _ in isAsked.raise() })
    #expect(outcome.result == .stopped(.asked))
    #expect(outcome.states == [.verified, .notStarted])
    #expect(stage.world.log.contains { $0.hasPrefix("perform vio-2") } == false)
  }

  @Test func whatSettlesTakesNoCallFromOthers() async throws {
    var steps = plan().steps
    steps.append(step("vio-2", nil, network("prod"), verified: [0]))
    let world = stage.world
    let outcome = try await stage.run(
      stage.plan(steps), mostCalls: 1,
      wait: { _ in
        // The one call at a time goes on meanwhile.
        while !world.log.contains(where: { $0.hasPrefix("perform vio-2 r1/s3") }) { await Task.yield() }
      })
    #expect(outcome.result == .done)
  }

  /// A v-port of a profile that a server has.
  private let served = [
    step("vio-1", nil, network("prod")), step("vio-1", nil, profile("esx-01", server: "srv")),
    step("vio-1", nil, vnic("vnic0", on: "vio-1", mac: 1, server: "srv"), performed: [0, 1]),
  ]

  /// The port of the v-port on `vio-1`, with its link or without.
  private func card(isLinkUp: Bool) -> Adapter {
    var adapter = Adapter(slot: 1)
    var port = Port(number: 1)
    port.isLinkUp = isLinkUp
    adapter.ports = [port]
    return adapter
  }

  @Test(arguments: [true, false]) func whatHasNoLinkLetsNobodyBegin(isLinkUp: Bool) async throws {
    try await stage.run(stage.plan(served))
    let card = card(isLinkUp: isLinkUp)
    stage.world.with { $0.appliances["vio-1"]?.inventory.adapters = [card] }
    let outcome = try await stage.run(plan(isHealthy: true), as: "r2")
    #expect(outcome.states == [.verified, isLinkUp ? .verified : .notStarted])
    #expect(
      isLinkUp || outcome.result == .stopped(.failed(appliance: "vio-1", reason: "esx-01/vnic0 has no link, and others are to wait for it"))
    )
  }

  @Test func aLinkThatComesLateIsWaitedFor() async throws {
    try await stage.run(stage.plan(served))
    let (dark, lit) = (card(isLinkUp: false), card(isLinkUp: true))
    let world = stage.world
    world.with { $0.appliances["vio-1"]?.inventory.adapters = [dark] }
    var context = stage.context("r2")
    context.pause = { _ in world.with { $0.appliances["vio-1"]?.inventory.adapters = [lit] } }
    let plan = plan(isHealthy: true)
    let outcome = try await Executor(ledger: stage.ledger, context: context)
      .carryOut(plan, text: "", drivers: world.drivers) { _, _ in [] }
    #expect(outcome.result == .done)
  }
}

private final class Flag: Sendable {
  private let state = Mutex(false)
  var isUp: Bool { state.withLock { $0 } }
  func raise() { state.withLock { $0 = true } }
}
