/// What the journal says before a driver is called.
package struct JournalBegin: Hashable, Sendable {
  package let step: String
  /// From 1, and higher with each try.
  package let attempt: Int

  package init(_ step: String, attempt: Int = 1) {
    self.step = step
    self.attempt = attempt
  }
}

/// What became of a step that was begun. A step found done before it was begun may end as `noop` without a begin.
package struct JournalEnd: Hashable, Sendable {
  package let step: String
  package let attempt: Int
  package let result: StepResult

  package init(_ step: String, attempt: Int = 1, _ result: StepResult) {
    self.step = step
    self.attempt = attempt
    self.result = result
  }
}

/// `performed` is what a driver said; a read-back may make it `verified` or `failed` by a second end.
package enum StepResult: Hashable, Sendable {
  case performed, verified, noop
  case failed(reason: String)
}

/// Where a step stands.
package struct JournalStep: Hashable, Sendable {
  package let run: RunID
  package let step: String
  package let attempt: Int
  /// Absent while it is open.
  package let result: StepResult?
  /// Of the last event.
  package let at: Int64

  package init(run: RunID, step: String, attempt: Int, result: StepResult?, at: Int64) {
    self.run = run
    self.step = step
    self.attempt = attempt
    self.result = result
    self.at = at
  }

  /// What the driver is given, so that an operation that arrives twice is done once.
  package var idempotencyKey: String { "\(run)/\(step)" }
}

/// One line of the journal.
package struct JournalEvent: Hashable, Sendable {
  /// From 1 in each run, without gaps.
  package let sequence: Int64
  package let run: RunID
  package let step: String
  package let attempt: Int
  /// Absent for a begin.
  package let result: StepResult?
  package let at: Int64

  package init(sequence: Int64, run: RunID, step: String, attempt: Int, result: StepResult?, at: Int64) {
    self.sequence = sequence
    self.run = run
    self.step = step
    self.attempt = attempt
    self.result = result
    self.at = at
  }

  package var idempotencyKey: String { "\(run)/\(step)" }
}
