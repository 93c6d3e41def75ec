import Documents
import FabricModel
import Ledger
import Planning
import Reconciliation
import Synchronization
import Workloads

/// Carries plans out by the production executor, with a ledger on the disk, over appliances that take five milliseconds for a call.
enum ApplyBench {
  private static let appliances = 100

  /// Chains that cannot be sped up by calls for several steps, chains that can, and what the planner makes of a site with an adapter of each
  /// appliance drained.
  static func measure(in parent: String) async throws -> [Makespan] {
    var all: [Makespan] = []
    for (chains, steps) in [(16, 1_000), (16, 10_000), (100, 10_000)] {
      let plan = ChainedPlan.plan(chains: chains, appliances: appliances, steps: steps, lineage: StepCommits.lineage)
      all.append(try await carryOut(plan, "\(chains) chains", on: ChainedPlan.fabric(appliances: appliances), in: parent))
    }
    let fixture = try await Fixture(bindings: appliances * 160, .drained)
    let plan = await Pipeline.plan(fixture, lineage: StepCommits.lineage) { _ in }
    all.append(try await carryOut(plan, "an adapter of each drained", on: await Pipeline.observe(fixture.appliances), in: parent))
    return all
  }

  private static func carryOut(_ plan: Plan, _ name: String, on fabric: Fabric, in parent: String) async throws -> Makespan {
    let folder = try ScratchFolder(in: parent)
    let ledger = try SQLiteLedger.open("\(folder.path)/ledger.db", createIfMissing: StepCommits.lineage)
    let before = try JournalBench.commitSeconds(ledger, block: 1)
    let slow = SlowFabric(fabric)
    let text = String(decoding: plan.json(sources: SourceSet()), as: UTF8.self)
    let times = Times()
    var context = RunContext(run: RunID("bench"), host: "bench", user: "bench", pid: 1, toolVersion: "weft-bench") { StepCommits.now }
    context.report = { times.take($0) }
    let executor = Executor(ledger: ledger, context: context)
    let start = Elapsed.now
    let outcome = try await executor.carryOut(plan, text: text, drivers: slow.drivers) { _, _ in [] }
    let whole = Elapsed.since(start).wallSeconds
    guard outcome.result == .done, outcome.unrecorded.isEmpty else {
      throw Fixture.Unsound(description: "\(name): the plan did not go through: \(outcome.result)")
    }
    var makespan = Makespan(
      plan: name, appliances: Set(plan.steps.map(\.appliance)).count, steps: plan.steps.count, calls: slow.calls,
      criticalSteps: plan.criticalSteps, concurrency: executor.mostCalls)
    makespan.seconds = times.seconds
    makespan.wholeSeconds = whole
    makespan.callSeconds = await callSeconds()
    let after = try JournalBench.commitSeconds(ledger, block: 2)
    makespan.commitSeconds = (before + after) / 2
    return makespan
  }

  /// The median of lone calls, which wake up a little later than they asked for.
  private static func callSeconds() async -> Double {
    let fabric = SlowFabric(Fabric(appliances: [ApplianceState(name: "lone")]))
    var times: [Double] = []
    for _ in 0..<20 {
      let start = Elapsed.now
      try? await fabric.perform([], on: "lone")
      times.append(Elapsed.since(start).wallSeconds)
    }
    return Elapsed.middle(times)
  }
}

/// When the steps of a run began and when it was over.
private final class Times: Sendable {
  private let span = Mutex<(start: Double, end: Double)>((0, 0))

  var seconds: Double { span.withLock { $0.end - $0.start } }

  func take(_ event: RunEvent) {
    let now = Elapsed.now.wallSeconds
    span.withLock { span in
      switch event {
      case .started: span.start = now
      case .finished: span.end = now
      default: break
      }
    }
  }
}
