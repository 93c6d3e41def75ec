internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning

extension Executor {
  /// Goes back from where things stand: a plan of its own, journaled as a run of its own, and compared with what was there before.
  ///
  /// There is no way back from it: where it stops, what is left is told.
  func takeBack(_ plan: Plan, _ touched: [Int], _ sessions: Sessions, _ journal: RunJournal) async throws -> [Rollback.Residue] {
    // An identity that somebody has where nobody can look must not be given to another.
    guard let fabric = await sessions.observeAll(retries: Run.retries, context.pause) else { return left(plan, touched, Self.unread) }
    let rollback = Rollback(of: plan, touched: touched, on: fabric)
    // How many servers may be down at once was agreed to with the plan that failed.
    let broken = Planner.recheck(rollback.plan, on: fabric).filter { $0.invariant != "I8" }
    if let first = broken.first {
      return left(plan, touched, "is left as it is: the way back would break \(first.invariant) (\(first.message))")
    }
    guard !rollback.plan.steps.isEmpty || !rollback.plan.remember.isEmpty || !rollback.plan.forget.isEmpty else { return rollback.residue }
    var context = context
    context.run = try nextRollback(of: journal.run)
    context.note = "rollback of \(journal.run)"
    context.rollsBack = journal.run
    context.confirmSeconds = nil
    // Who asked the run to stop asked for this.
    context.shouldStop = { false }
    let back = journal.continued(as: context.run)
    var saved = rollback.plan
    saved.id = saved.digest()
    try back.start(saved, text: String(decoding: saved.json(sources: SourceSet()), as: UTF8.self), context)
    let memory = try RunMemory(saved, ledger.snapshot(), run: context.run, at: context.now())
    var run = Run(
      saved, Standing(saved, finished: []), fresh: fabric, sessions, back, memory, context, .goOn, mostCalls: mostCalls)
    let outcome = try await run.carryOut()
    try back.end(outcome)
    guard let now = await sessions.observeAll(retries: Run.retries, context.pause) else { return left(plan, touched, Self.unread) }
    return residue(plan, touched, after: outcome, saved, on: now)
  }

  /// A name for the run that takes this one back; there may have been some that were interrupted.
  private func nextRollback(of run: RunID) throws -> RunID {
    var number = 1
    while true {
      let name = RunID("\(run)-rollback\(number == 1 ? "" : "-\(number)")")
      if try ledger.run(name) == nil { return name }
      number += 1
    }
  }

  private static let unread = "is not known to be as before: not all appliances can be read"

  private func left(_ plan: Plan, _ touched: [Int], _ reason: String) -> [Rollback.Residue] {
    var seen: Set<Place> = []
    return touched.map { plan.steps[$0] }.filter { seen.insert($0.place).inserted }.map { step in
      Rollback.Residue(appliance: step.appliance, address: step.target.description, reason: reason)
    }
  }

  /// What is not as it was before the run, and why.
  private func residue(_ plan: Plan, _ touched: [Int], after outcome: Outcome, _ back: Plan, on fabric: Fabric) -> [Rollback.Residue] {
    let left = Rollback(of: plan, touched: touched, on: fabric)
    var reasons: [String: String] = [:]
    for (step, state) in zip(back.steps, outcome.states) {
      if case .failed(let reason) = state { reasons["\(step.appliance):\(step.target)"] = reason }
    }
    for blocked in back.waiting { reasons[blocked.address] = blocked.reason }
    let undone = left.pending.map { place in
      let reason = reasons["\(place.appliance):\(place.address)"] ?? reasons[place.address] ?? "something before it failed"
      return Rollback.Residue(appliance: place.appliance, address: place.address, reason: "could not be taken back: \(reason)")
    }
    return left.residue + undone
  }
}

extension StepState {
  /// Whether the appliance may not be as it was.
  var mayHaveHadEffect: Bool {
    switch self {
    case .performed, .verified, .failed, .unknown: true
    case .notStarted, .noop: false
    }
  }
}

extension Outcome {
  func rolledBack(_ reason: StopReason, _ residue: [Rollback.Residue]) -> Outcome {
    Outcome(run: run, result: .rolledBack(reason, residue: residue), states: states, mismatches: mismatches, unrecorded: unrecorded)
  }
}

extension RunJournal {
  /// Ends the run as it went; one with steps of which nothing is known stays open, and so does one whose way back does.
  func end(_ outcome: Outcome) throws {
    switch outcome.result {
    case .done: try end(.done)
    case .rolledBack(_, let residue):
      if try ledger.unfinishedRuns().contains(where: { $0.rollsBack == run }) { return }
      try end(residue.isEmpty ? .rolledBack : .rolledBackWithResidue)
    case .stopped: if !outcome.states.contains(where: \.isOpen) { try end(.stopped) }
    }
  }
}
