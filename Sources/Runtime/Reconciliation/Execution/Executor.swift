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
  ///   - recheck: what the saved steps would break on the fabric as it is now, but for those whose effect is there already.
  package func carryOut(
    _ plan: Plan, text: String, drivers: [any FabricDriver], recheck: (Fabric, Set<Int>) -> [Violation]
  ) async throws -> Outcome {
    try requireDrivers(plan, drivers)
    let journal = try journal(of: context.run)
    defer { journal.release() }
    let memory = try prepareMemory(plan)
    return try await holding(plan, drivers) { sessions in
      let (fresh, finished) = try await confirm(plan, sessions, recheck)
      try journal.start(plan, text: text, context)
      return try await bringToEnd(
        Run(plan, Standing(plan, finished: finished), fresh: fresh, sessions, journal, memory, context, onFailure, mostCalls: mostCalls),
        sessions, journal)
    }
  }

  func journal(of run: RunID) throws -> RunJournal {
    try RunJournal(ledger, run: run, holder: context.user, host: context.host, pid: context.pid, now: context.now)
  }

  /// Holds the appliances that the plan writes.
  func holding(_ plan: Plan, _ drivers: [any FabricDriver], _ body: (Sessions) async throws -> Outcome) async throws -> Outcome {
    let sessions = try await Sessions.open(
      Set(plan.steps.map(\.appliance)).sorted(), drivers, run: context.run.text, ledger: ledger.basis().lineage, width: width)
    let result: Result<Outcome, any Error>
    do { result = .success(try await body(sessions)) } catch { result = .failure(error) }
    await sessions.end()
    return try result.get()
  }

  /// All that is left of a run that was begun: its steps, the wait for somebody's word, and the way back.
  func bringToEnd(_ run: Run, _ sessions: Sessions, _ journal: RunJournal) async throws -> Outcome {
    var (run, journal) = (run, journal)
    var outcome = try await run.carryOut()
    var why: StopReason?
    switch outcome.result {
    case .stopped(let reason) where onFailure == .rollback && reason != .asked: why = reason
    case .done: if try await !mayStay(sessions, &journal) { why = .unconfirmed }
    default: break
    }
    if let why {
      let touched = run.plan.steps.indices.filter { outcome.states[$0].mayHaveHadEffect }
      outcome = outcome.rolledBack(why, try await takeBack(run.plan, touched, sessions, journal))
    }
    try journal.end(outcome)
    context.report(.finished(outcome))
    return outcome
  }

  /// Waits for somebody's word where the run wants one.
  private func mayStay(_ sessions: Sessions, _ journal: inout RunJournal) async throws -> Bool {
    guard let seconds = try ledger.run(journal.run)?.confirmation?.withinSeconds else { return true }
    let deadline = context.now() + seconds
    try ledger.awaitConfirmation(of: journal.run, until: deadline, under: journal.lease)
    context.report(.waiting(journal.run, until: deadline))
    while true {
      if let made = try ledger.run(journal.run)?.confirmation?.decision { return made == .confirmed }
      var word = await context.answer()
      if word == nil, context.now() > deadline { word = .withdrawn }
      if let word { return try ledger.decide(journal.run, word, by: context.user, at: context.now()) == .confirmed }
      if journal.isDue {
        try journal.renewIfDue()
        await sessions.keep()
      }
    }
  }

  func requireDrivers(_ plan: Plan, _ drivers: [any FabricDriver]) throws(RunRefusal) {
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
  func confirm(_ plan: Plan, _ sessions: Sessions, _ recheck: (Fabric, Set<Int>) -> [Violation]) async throws(RunRefusal) -> (
    Fabric, Set<Int>
  ) {
    let fresh = try await sessions.observeAll()
    let staleness = Staleness(plan, fresh: fresh)
    guard staleness.stale.isEmpty else { throw .stale(staleness.stale) }
    let violations = recheck(fresh, staleness.finished)
    guard violations.isEmpty else { throw .unsafe(violations) }
    return (fresh, staleness.finished)
  }
}
