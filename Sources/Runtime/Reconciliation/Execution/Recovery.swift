package import DriverInterface
package import FabricModel
package import Ledger
package import Planning

/// How a run that did not end is brought to an end.
package enum Recovery: String, Hashable, Sendable, CaseIterable {
  /// It goes on with its plan.
  case resume
  /// What it did is taken back.
  case rollBack
}

extension Executor {
  /// Takes up a run that did not end, under its own name and with its own plan.
  ///
  /// It is examined anew with the ledger and the appliances in hand, so that nothing changes between the look and what follows from it. Throws
  /// `RunRefusal` and `InterruptionError` where nothing was begun.
  /// - Parameter recheck: what the rest of the plan would break on the fabric as it is now; only a run that goes on asks.
  package func recover(
    _ run: RunID, _ way: Recovery, drivers: [any FabricDriver], recheck: (Plan, Fabric, Set<Int>) -> [Violation]
  ) async throws -> Outcome {
    let journal = try journal(of: run)
    defer { journal.release() }
    guard let entry = try ledger.run(run), entry.endedAt == nil else { throw InterruptionError.ended(run) }
    let plan = try Interruption.plan(of: run, in: ledger)
    try requireDrivers(plan, drivers)
    return try await holding(plan, drivers) { sessions in
      switch way {
      case .resume:
        let (fresh, finished) = try await confirm(plan, sessions) { recheck(plan, $0, $1) }
        return try await resume(Interruption(of: entry, in: ledger, fabric: fresh), finished, fresh, sessions, journal)
      case .rollBack:
        return try await rollBack(entry, on: sessions.observeAll(), sessions, journal)
      }
    }
  }

  private func resume(
    _ interruption: Interruption, _ finished: Set<Int>, _ fresh: Fabric, _ sessions: Sessions, _ journal: RunJournal
  ) async throws -> Outcome {
    if interruption.hasTurnedBack { throw InterruptionError.turnedBack(journal.run) }
    let plan = interruption.plan
    try interruption.settle(under: journal)
    let memory = try RunMemory(plan, ledger.snapshot(), run: journal.run, at: interruption.run.startedAt)
    var context = context
    context.run = journal.run
    let standing = Standing(interruption, finished: finished)
    return try await bringToEnd(
      Run(plan, standing, fresh: fresh, sessions, journal, memory, context, onFailure, mostCalls: mostCalls), sessions, journal)
  }

  private func rollBack(_ entry: LedgerRun, on fabric: Fabric, _ sessions: Sessions, _ journal: RunJournal) async throws -> Outcome {
    let run = entry.id
    let interruption = try Interruption(of: entry, in: ledger, fabric: fabric)
    // The first word counts: somebody may have confirmed it since it was looked at.
    if entry.confirmation != nil, try ledger.decide(run, .withdrawn, by: context.user, at: context.now()) == .confirmed {
      throw InterruptionError.confirmed(run)
    }
    // Where an earlier way back was cut short, this one begins from where that came to.
    for earlier in try ledger.unfinishedRuns() where earlier.rollsBack == run {
      let known = try Interruption(of: earlier, in: ledger, fabric: fabric)
      try known.settle(under: journal.continued(as: earlier.id))
      try journal.continued(as: earlier.id).end(.interrupted)
    }
    try interruption.settle(under: journal)
    let residue = try await takeBack(interruption.plan, interruption.touched, sessions, journal)
    let why: StopReason = entry.confirmation == nil ? .interrupted : .unconfirmed
    let outcome = Outcome(
      run: run, result: .rolledBack(why, residue: residue), states: interruption.states, mismatches: [], unrecorded: [])
    try journal.end(outcome)
    context.report(.finished(outcome))
    return outcome
  }
}

extension Interruption {
  /// The steps that may have had an effect through this run.
  var touched: [Int] { findings.indices.filter { findings[$0].journal.map { $0.result != .noop } ?? false } }

  /// What is known of each step.
  var states: [StepState] {
    findings.map { finding in
      guard let journal = finding.journal else { return .notStarted }
      switch finding.verdict {
      case .done: return journal.result == .noop ? .noop : .verified
      case .notStarted: return .notStarted
      case .notDone: return .failed("it was interrupted before it took effect")
      case .unknown, .unread: return .failed("nobody knows what became of it")
      }
    }
  }
}
