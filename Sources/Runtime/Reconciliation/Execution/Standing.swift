internal import Ledger
internal import Planning

/// Where each step of a plan stands when a run takes it up.
struct Standing {
  var states: [StepState]
  /// The number of the next try of each step.
  var attempts: [Int]
  /// Steps whose state the journal does not have.
  var unjournaled: Set<Int>

  /// Of a run that begins.
  ///
  /// - Parameter finished: steps whose effect is there already.
  init(_ plan: Plan, finished: Set<Int>) {
    states = plan.steps.indices.map { finished.contains($0) ? .noop : .notStarted }
    attempts = plan.steps.map { _ in 1 }
    unjournaled = finished
  }

  /// Of a run that goes on after an interruption, whose findings the journal has.
  init(_ interruption: Interruption, finished: Set<Int>) {
    self.init(interruption.plan, finished: finished)
    for (step, finding) in interruption.findings.enumerated() {
      guard let journal = finding.journal else { continue }
      attempts[step] = journal.attempt + 1
      unjournaled.remove(step)
      if finished.contains(step), journal.result != .noop { states[step] = .verified }
    }
  }

  var finished: Set<Int> { Set(states.indices.filter { states[$0].isSettled }) }
}
