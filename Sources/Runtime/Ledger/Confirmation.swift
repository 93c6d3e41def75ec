/// What a run waits for that is taken back unless somebody says in time that it may stay.
package struct Confirmation: Hashable, Sendable {
  /// Made once; whoever comes first makes it.
  package enum Decision: String, Hashable, Sendable {
    case confirmed
    /// Somebody did not want it, or nobody said anything in time.
    case withdrawn
  }

  /// How long there is to say so, from the time that every step was verified.
  package let withinSeconds: Int64
  /// When that time ends; absent until it began.
  package var deadline: Int64?
  package var decision: Decision?
  /// Who made the decision, and when.
  package var decidedBy: String?
  package var decidedAt: Int64?

  package init(withinSeconds: Int64) { self.withinSeconds = withinSeconds }

  /// The decision that counts once somebody wants this one: the first, and nothing is confirmed that had no time to be looked at or too much.
  package mutating func decide(_ wanted: Decision, by user: String, at now: Int64) -> Decision {
    if let decision { return decision }
    let isInTime = deadline.map { now <= $0 } ?? false
    let made = wanted == .confirmed && !isInTime ? .withdrawn : wanted
    (decision, decidedBy, decidedAt) = (made, user, now)
    return made
  }
}

extension Confirmation {
  /// Where it stands once nobody waits any more.
  package enum State: Hashable, Sendable {
    /// There is still time to say that the run may stay.
    case open(until: Int64)
    case confirmed
    /// The run is to be taken back.
    case overdue
  }

  package func state(at now: Int64) -> State {
    switch (decision, deadline) {
    case (.confirmed, _): .confirmed
    case (nil, let deadline?) where now <= deadline: .open(until: deadline)
    default: .overdue
    }
  }
}
