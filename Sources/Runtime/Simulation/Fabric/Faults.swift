/// How often what goes wrong, in thousandths of the calls to an appliance, and how long calls take.
package struct Faults: Hashable, Sendable {
  /// Milliseconds from a call to its effect, and again from the effect to the reply.
  package var travel: ClosedRange<Int64> = 1...20

  // MARK: Before the effect, which does not come
  package var transient = 0
  package var rejected = 0
  package var unknown = 0

  // MARK: After the effect
  package var transientAfter = 0
  /// The reply gets lost, and the call ends as `unknown` after `patience`.
  package var lost = 0
  /// Milliseconds.
  package var patience: Int64 = 30_000
  /// The batch arrives a second time, under the same key.
  package var doubled = 0
  /// The effect is not shown to the next looks of the session, up to `mostLooks`.
  package var late = 0
  package var mostLooks = 5

  // MARK: Otherwise
  /// A look or a log-in that does not succeed.
  package var blind = 0
  /// Somebody changes something by hand, before or after the effect.
  package var edits = 0
  /// The appliance stops, and comes back with what it had.
  package var stops = 0
  /// Milliseconds.
  package var standstill: ClosedRange<Int64> = 100...200_000

  package init() {}

  /// Nothing goes wrong.
  package static let none = Faults()

  /// Calls that fail and replies that get lost, as on a bad day.
  package static let lossy: Faults = {
    var faults = Faults()
    (faults.transient, faults.rejected, faults.unknown) = (80, 30, 40)
    (faults.transientAfter, faults.lost, faults.doubled, faults.late, faults.blind) = (60, 60, 60, 100, 40)
    return faults
  }()

  /// Besides, people work by hand, and appliances stop.
  package static let hostile: Faults = {
    var faults = lossy
    (faults.edits, faults.stops) = (60, 25)
    return faults
  }()

  /// What becomes of one call that is to change something.
  package enum Fate: Hashable, Sendable {
    case none, transient, rejected, unknown, transientAfter, lost
  }

  package func fate(_ chance: inout Chance) -> Fate {
    let table: [(Int, Fate)] = [
      (transient, .transient), (rejected, .rejected), (unknown, .unknown), (transientAfter, .transientAfter), (lost, .lost),
    ]
    var number = Int.random(in: 0..<1000, using: &chance)
    for (share, fate) in table {
      if number < share { return fate }
      number -= share
    }
    return .none
  }
}
