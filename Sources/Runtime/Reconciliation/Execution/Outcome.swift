package import Ledger
package import Planning

/// What a run does about the rest of its plan when an appliance refuses a step, or does not do it.
package enum OnFailure: String, Sendable, CaseIterable {
  /// Steps that are under way are seen to their end; none begins.
  case stop
  /// Steps that do not follow the one that failed go on.
  case goOn = "continue"
  /// The run stops, and what it did is taken back.
  case rollback
}

/// How a run ended.
package struct Outcome: Hashable, Sendable {
  package enum Result: Hashable, Sendable {
    /// Every step is verified or was done already.
    case done
    case stopped(StopReason)
    /// What the run did was taken back, but for the residue.
    case rolledBack(StopReason, residue: [Rollback.Residue])
  }

  package let run: RunID
  package let result: Result
  /// One for each step of the plan, in its order.
  package let states: [StepState]
  /// Steps whose effect is not there on read-back.
  package let mismatches: [Mismatch]
  /// What the ledger was to remember or forget without a step, and what stands against that.
  package let unrecorded: [Unrecorded]

  package var performed: Int { count { $0 == .performed } }
  package var verified: Int { count { $0 == .verified } }
  package var noop: Int { count { $0 == .noop } }
  package var failed: Int { count { if case .failed = $0 { true } else { false } } }
  package var unknown: Int { count { if case .unknown = $0 { true } else { false } } }
  package var notStarted: Int { count { $0 == .notStarted } }

  private func count(_ matches: (StepState) -> Bool) -> Int { states.count(where: matches) }
}

/// Where a step stands.
package enum StepState: Hashable, Sendable {
  case notStarted
  /// Its effect was there before.
  case noop
  /// The driver said so; not read back yet.
  case performed
  case verified
  case failed(String)
  /// It was begun, and the appliance cannot be asked what became of it.
  case unknown(String)

  var isSettled: Bool { self == .verified || self == .noop }
}

/// Why a run ended before its plan did.
package enum StopReason: Hashable, Sendable, CustomStringConvertible {
  case asked
  /// An appliance refused, or did not do what it was to.
  case failed(appliance: String, reason: String)
  /// What became of steps, or whether they took effect, could not be found out: the run stays open until an observation tells.
  case unreadable(appliance: String, reason: String)
  /// Its process died.
  case interrupted
  /// Nobody said in time that it may stay, or somebody said that it must not.
  case unconfirmed

  package var description: String {
    switch self {
    case .asked: "stopped on request"
    case .failed(let appliance, let reason): "\(appliance): \(reason)"
    case .interrupted: "it was interrupted"
    case .unconfirmed: "it was not confirmed"
    case .unreadable(let appliance, let reason): "\(appliance) cannot be read: \(reason)"
    }
  }
}

/// Something that the ledger's memory was to change for, and does not.
package struct Unrecorded: Hashable, Sendable {
  package let appliance: String
  package let address: String
  package let reason: String
}
