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
    var journal = try RunJournal(
      ledger, run: run.id, holder: context.user, host: context.host, pid: context.pid, now: context.now)
    defer { journal.release() }
    guard try Set(ledger.steps(in: run.id)) == Set(findings.compactMap(\.journal)) else { throw InterruptionError.moved(run.id) }
    var memory = try RunMemory(plan, ledger.snapshot(), run: run.id, at: run.startedAt)
    let changes = memory.settle(finishedObjects(), at: context.now())
    try journal.commit(ends(), releasing: [], recording: changes)
    try journal.end(.interrupted)
  }

  private func finishedObjects() -> [Place] {
    let places = findings.map { Place(appliance: $0.appliance, address: $0.address) }
    let unfinished = Set(zip(places, findings).filter { $1.verdict != .done }.map { $0.0 })
    return Set(places).subtracting(unfinished).sorted()
  }

  private func ends() -> [JournalEnd] {
    findings.compactMap { finding in
      guard let step = finding.journal, step.result == nil || step.result == .performed, let result = finding.result else { return nil }
      return JournalEnd(step.step, attempt: step.attempt, result)
    }
  }
}

extension Interruption.Finding {
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
