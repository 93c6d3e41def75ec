package import FabricModel
internal import Ledger
package import Planning
internal import Reconciliation
internal import Synchronization

/// A plan as it would go on appliances that take their time and do not fail: the executor itself carries it out, under a clock that waits for nobody.
package struct Rehearsal: Sendable {
  /// How fast appliances answer, and how many are asked at the same time.
  package struct Pace: Hashable, Sendable {
    /// Of each call, there and back.
    package var callMilliseconds: Int64 = 500
    package var mostCalls = 16

    package init() {}
  }

  /// Steps that went to one appliance in one call.
  package struct Call: Hashable, Sendable {
    package let appliance: String
    /// Indices in the plan.
    package let steps: [Int]
    /// Milliseconds since the start.
    package let begin: Int64
    package let end: Int64
  }

  package let pace: Pace
  /// From the first look until the last step is seen to be done.
  package let milliseconds: Int64
  /// In the order in which they began.
  package let calls: [Call]
  /// The steps that the next call waited for, one for each call on the longest way through the plan; the last one ends the run.
  package let criticalPath: [Int]
  /// When a server has the fewest paths, the worst first.
  package let moments: [Moment]

  /// Nil where the plan does not go through on this fabric, which is then no longer the one that it was made for.
  ///
  /// - Parameter observed: what the plan was made from.
  package init?(of plan: Plan, on observed: Fabric, pace: Pace = Pace()) {
    let timeline = Timeline()
    let clock = SeededExecutor(seed: 0)
    var faults = Faults.none
    faults.travel = pace.callMilliseconds / 2...pace.callMilliseconds / 2
    let fabric = SimulatedFabric(observed, seed: 0, faults: faults, executor: clock)
    let ledger = MemoryLedger(lineage: plan.basis.ledgerLineage ?? "rehearsal")
    let isDone = clock.run {
      var context = RunContext(run: RunID("rehearsal"), host: "", user: "", pid: 0, toolVersion: "") { clock.now / 1000 }
      context.report = { timeline.take($0, at: clock.now) }
      var executor = Executor(ledger: ledger, context: context)
      executor.mostCalls = pace.mostCalls
      executor.width = pace.mostCalls
      let outcome = try? await executor.carryOut(plan, text: "", drivers: fabric.drivers) { _, _ in [] }
      return outcome?.result == .done
    }
    guard isDone == true else { return nil }
    let times = StepTimes(plan, timeline.events)
    self.pace = pace
    milliseconds = clock.now
    calls = times.calls
    criticalPath = times.criticalPath(plan)
    moments = Moment.all(in: plan, times)
  }

  /// How many calls change something on each appliance, sorted by name.
  package var waves: [(appliance: String, calls: Int)] {
    let counts = Dictionary(grouping: calls, by: \.appliance).mapValues(\.count)
    return counts.keys.sorted().map { ($0, counts[$0] ?? 0) }
  }
}

/// What the run tells, with the time.
private final class Timeline: Sendable {
  private let noted = Mutex<[(at: Int64, event: RunEvent)]>([])

  var events: [(at: Int64, event: RunEvent)] { noted.withLock { $0 } }
  func take(_ event: RunEvent, at: Int64) { noted.withLock { $0.append((at, event)) } }
}
