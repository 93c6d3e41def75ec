internal import FabricModel
package import Ledger
internal import Planning

extension Interruption {
  /// Journals what was found, tells the ledger of the objects whose steps are all done, and ends the run as interrupted.
  ///
  /// Takes the ledger's lease for that, so a run that is still alive is not closed.
  /// - Parameter abandoning: steps on appliances that cannot be read count as failed; else they are an error.
  package func close(in ledger: any LedgerStore, context: RunContext, abandoning: Bool = false) throws {
    guard abandoning || unread.isEmpty else { throw InterruptionError.unread(unread) }
    let journal = try RunJournal(
      ledger, run: run.id, holder: context.user, host: context.host, pid: context.pid, now: context.now)
    defer { journal.release() }
    try settle(under: journal)
    let isConfirmed = run.confirmation?.decision == .confirmed && findings.allSatisfy { $0.verdict == .done }
    try journal.end(isConfirmed ? .done : .interrupted)
  }

  /// Journals what was found, and tells the ledger of the objects whose steps are all done.
  func settle(under journal: RunJournal) throws {
    var journal = journal
    let ledger = journal.ledger
    guard try Set(ledger.steps(in: run.id)) == Set(findings.compactMap(\.journal)) else { throw InterruptionError.moved(run.id) }
    var memory = try RunMemory(plan, ledger.snapshot(), run: run.id, at: run.startedAt)
    var changes = memory.settle(finishedObjects(), at: journal.now())
    let reboots = reboots(at: journal.now())
    if !reboots.isEmpty {
      changes = changes ?? LedgerChanges()
      changes?.reboots = reboots
    }
    try journal.commit(ends(), releasing: [], recording: changes)
  }

  private func finishedObjects() -> [Place] {
    let places = findings.map { Place(appliance: $0.appliance, address: $0.address) }
    let unfinished = Set(zip(places, findings).filter { $1.verdict != .done }.map { $0.0 })
    return Set(places).subtracting(unfinished).sorted()
  }

  private func ends() -> [JournalEnd] {
    findings.compactMap { finding in
      guard let step = finding.openStep, let result = finding.result else { return nil }
      return JournalEnd(step.step, attempt: step.attempt, result)
    }
  }

  /// Of steps that took effect without anybody's saying so.
  private func reboots(at now: Int64) -> [PendingReboot] {
    zip(plan.steps, findings).filter { $1.verdict == .done && $1.openStep != nil }.flatMap { step, _ in step.reboots(run: run.id, at: now) }
  }
}

extension Interruption.Finding {
  /// What the journal has of it where it does not say how it ended.
  fileprivate var openStep: JournalStep? {
    guard let journal, journal.result == nil || journal.result == .performed else { return nil }
    return journal
  }

  fileprivate var result: StepResult? {
    switch verdict {
    case .done: .verified
    case .notDone: .failed(reason: "interrupted before it took effect")
    case .unknown: .failed(reason: "interrupted, and \(appliance):\(address) is neither as it was nor as it should be")
    case .unread: .failed(reason: "interrupted, and \(appliance) could not be read")
    case .notStarted: nil
    }
  }
}

extension Step {
  /// The boots that it waits for to take effect.
  func reboots(run: RunID, at now: Int64) -> [PendingReboot] {
    guard impact == .hostReboot else { return [] }
    return servers.map { PendingReboot(server: $0, appliance: appliance, address: target.description, run: run, at: now) }
  }
}
