internal import Documents
internal import DriverInterface
package import FabricModel
package import Ledger
package import Planning

/// What the ledger holds and planning cannot use.
package enum RecordedError: Error, Sendable, CustomStringConvertible {
  case record(LedgerObject.Key, cause: String)
  case identity(String, type: String)

  package var description: String {
    switch self {
    case .record(let key, let cause):
      "the ledger's record of \(key.kind) '\(key.address)' on '\(key.appliance)' cannot be read: \(cause)"
    case .identity(let value, let type): "the ledger's identity '\(value)' is no \(type)"
    }
  }
}

/// Why a plan was not begun: nothing was changed.
package enum RunRefusal: Error, Sendable {
  /// The plan was made with another ledger, or without the one that is there.
  case otherLedger(plan: String?, ledger: String)
  /// Runs that did not end, which have to be closed first.
  case unfinished([RunID])
  /// Appliances of the plan that no driver speaks with.
  case noDriver([String])
  /// Appliances that could not be read or are held by another run.
  case unavailable([ApplianceFailure])
  /// What is no longer as the plan found it.
  case stale([StaleObject])
  /// What the saved steps would break on the fabric as it is now.
  case unsafe([Violation])
}

/// An object that somebody changed after the plan was made.
package struct StaleObject: Hashable, Sendable, CustomStringConvertible {
  /// What the plan knows of it.
  package enum Planned: Hashable, Sendable {
    /// Nil where it was absent.
    case record(Record?)
    /// No step changes it, so the plan has only its fingerprint.
    case fingerprint(String)
  }

  package let appliance: String
  package let address: String
  package let planned: Planned
  /// Nil where it is absent.
  package let now: Record?

  package var description: String {
    "\(appliance):\(address) \(change)"
  }

  private var change: String {
    switch (planned, now) {
    case (.record(let before?), let now?):
      Self.words(before.changes(to: now))
    case (.record(.some), nil), (.fingerprint, nil): "was there and is gone"
    case (.record(nil), .some), (.fingerprint("absent"), .some): "was absent and is there"
    case (.record(nil), nil): "was absent"
    case (.fingerprint(let fingerprint), let now?): "had the fingerprint \(fingerprint) and has \(Record.fingerprint(now))"
    }
  }
}

extension StaleObject {
  fileprivate static func words(_ changes: [FieldChange]) -> String {
    if changes.isEmpty { return "differs in what follows from its profile" }
    return changes.map { "\($0.name) was \($0.beforeText) and is \($0.afterText)" }.joined(separator: ", ")
  }
}

extension RunRefusal: CustomStringConvertible {
  package var description: String {
    switch self {
    case .otherLedger(let plan?, let ledger): "the plan was made with the ledger \(plan), and this one is \(ledger)"
    case .otherLedger(nil, let ledger): "the plan was made without a ledger, and the ledger \(ledger) has a history"
    case .unfinished(let runs): "not finished: run \(runs.map(\.text).joined(separator: ", "))"
    case .noDriver(let names): "no driver for \(names.joined(separator: ", "))"
    case .unavailable(let failures): failures.map(\.description).joined(separator: "; ")
    case .stale(let objects): "changed since the plan was made: " + objects.map(\.description).joined(separator: "; ")
    case .unsafe(let violations): violations.map { "\($0.invariant): \($0.message)" }.joined(separator: "; ")
    }
  }
}
