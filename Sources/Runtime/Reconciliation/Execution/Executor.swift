package import DriverInterface
package import FabricModel
package import Ledger
package import Planning

/// Carries plans out: it runs the saved steps and decides nothing anew.
package struct Executor: Sendable {
  let ledger: any LedgerStore
  let context: RunContext
  /// How many appliances are opened and read at the same time.
  package var width = Observer.twicePerCore
  /// How many calls are under way at the same time; on each appliance it is one.
  package var mostCalls = 16
  package var onFailure = OnFailure.stop

  package init(ledger: any LedgerStore, context: RunContext) {
    self.ledger = ledger
    self.context = context
  }

  /// Takes the ledger and the appliances, makes sure that the plan still holds, and carries it out.
  ///
  /// Throws `RunRefusal` where nothing was begun, and the ledger's own errors: then the run is found by `Interruption`.
  /// - Parameters:
  ///   - text: the plan as JSON, kept with the run.
  ///   - drivers: of all appliances; those without steps are only read.
  ///   - recheck: what the saved steps would break on the fabric as it is now.
  package func carryOut(
    _ plan: Plan, text: String, drivers: [any FabricDriver], recheck: (Fabric) -> [Violation]
  ) async throws -> Outcome {
    try requireDrivers(plan, drivers)
    let journal = try RunJournal(
      ledger, run: context.run, holder: context.user, host: context.host, pid: context.pid, now: context.now)
    defer { journal.release() }
    let memory = try prepareMemory(plan)
    let sessions = try await Sessions.open(
      Set(plan.steps.map(\.appliance)).sorted(), drivers, run: context.run.text, width: width)
    let result: Result<Outcome, any Error>
    do {
      let (fresh, finished) = try await confirm(plan, sessions, recheck)
      try journal.start(plan, text: text, context)
      var run = Run(plan, finished: finished, fresh: fresh, sessions, journal, memory, context, onFailure: onFailure, mostCalls: mostCalls)
      var outcome = try await run.carryOut()
      if onFailure == .rollback, case .stopped(let reason) = outcome.result, reason != .asked {
        let touched = plan.steps.indices.filter { outcome.states[$0].mayHaveHadEffect }
        outcome = outcome.rolledBack(try await takeBack(plan, touched, sessions, journal))
      }
      try journal.end(outcome)
      context.report(.finished(outcome))
      result = .success(outcome)
    } catch {
      result = .failure(error)
    }
    await sessions.end()
    return try result.get()
  }

  private func requireDrivers(_ plan: Plan, _ drivers: [any FabricDriver]) throws(RunRefusal) {
    let there = Set(drivers.map(\.appliance))
    let missing = Set(plan.steps.map(\.appliance)).union(plan.basis.reads.map(\.appliance)).subtracting(there)
    guard missing.isEmpty else { throw .noDriver(missing.sorted()) }
  }

  /// A later state of the same ledger is fine: what the plan depends on is compared with the fabric itself.
  private func prepareMemory(_ plan: Plan) throws -> RunMemory {
    let snapshot = try ledger.snapshot()
    let isSame = plan.basis.ledgerLineage.map { $0 == snapshot.basis.lineage } ?? (snapshot.basis.serial == 0)
    guard isSame else { throw RunRefusal.otherLedger(plan: plan.basis.ledgerLineage, ledger: snapshot.basis.lineage) }
    let unfinished = try ledger.unfinishedRuns()
    guard unfinished.isEmpty else { throw RunRefusal.unfinished(unfinished.map(\.id)) }
    return try RunMemory(plan, snapshot, run: context.run, at: context.now())
  }

  /// The fabric as it is now, and the steps whose effect is there already.
  private func confirm(
    _ plan: Plan, _ sessions: Sessions, _ recheck: (Fabric) -> [Violation]
  ) async throws(RunRefusal) -> (Fabric, Set<Int>) {
    let fresh = try await sessions.observeAll()
    let staleness = Staleness(plan, fresh: fresh)
    guard staleness.stale.isEmpty else { throw .stale(staleness.stale) }
    let violations = recheck(fresh)
    guard violations.isEmpty else { throw .unsafe(violations) }
    return (fresh, staleness.finished)
  }
}
