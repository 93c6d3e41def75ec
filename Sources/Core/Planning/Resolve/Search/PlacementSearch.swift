internal import FabricModel

/// Finds ports for v-ports that found none, by moving others out of their way: as few as possible of those that sit validly.
///
/// Every v-port starts where it sits. One without a port is put where it may be, which evicts somebody where there is no room, and so on
/// until nobody is without a port. A v-port that was put somewhere stays there, so each is looked at once on the way down; going over the
/// ways to choose completely, first with no moves, then with one and so on, proves that there is none where none is found.
struct PlacementSearch {
  /// How many times a component's v-ports are put on a port before the search is given up.
  static let bound = 20_000
  /// The same for all components together, and what each has when that is used up: enough for what is found at once.
  static let boundOfAll = 400_000
  static let leastBound = 200
  /// How deep it may go: each level is one v-port that was put somewhere or evicted.
  private static let deepest = 300

  enum Verdict: Equatable {
    case found(moves: Int)
    /// Proven: every way was tried.
    case none
    /// The bound was hit.
    case cut
  }

  enum Outcome { case found, none, cut }

  var seats: [Seat]
  /// What is on the ports, with all who sit at the moment.
  var all: Placer
  /// What is on the ports for good: what nobody moves, and what this branch of the search has decided.
  var firm: Placer
  let limits: RoomLimits
  let bound: Int
  /// The units that are somebody's home.
  let homes: Set<Int>
  /// Seats by unit.
  var sitting: [Int: [Int]] = [:]
  var isDecided: [Bool]
  /// The units that a seat was evicted from, which it doesn't come back to.
  var shunned: [[Int]]
  /// Evictions from each unit that are in force.
  var evictions: [Int: Int] = [:]
  var steps = 0
  var stepLimit = 0
  /// A way was not tried because it takes more moves than this pass allows.
  var isShortOfMoves = false

  /// - Parameter placer: what is on the ports with all of `seats` that sit.
  init(_ seats: [Seat], _ placer: Placer, limits: RoomLimits = .all, bound: Int = PlacementSearch.bound) {
    self.seats = seats
    self.limits = limits
    self.bound = bound
    homes = Set(seats.compactMap(\.home))
    all = placer
    firm = placer
    isDecided = seats.map(\.isFixed)
    shunned = Array(repeating: [], count: seats.count)
    for (seat, it) in seats.enumerated() {
      guard let unit = it.unit else { continue }
      sitting[unit, default: []].append(seat)
      if !it.isFixed { firm.lift(unit, it.request) }
    }
  }

  /// Seats those who have no port; where it fails, everybody is where they were.
  mutating func run() -> Verdict {
    let pending = seats.indices.filter { seats[$0].unit == nil }
    let most = seats.count(where: { !$0.isFixed && $0.home != nil })
    var wasCut = false
    for moves in 0...most {
      isShortOfMoves = false
      stepLimit = min(bound, steps + max(1, bound / 4))
      switch extend(pending, moves, 0) {
      case .found: return .found(moves: moves)
      case .cut: wasCut = true
      case .none: if !isShortOfMoves { return .none }
      }
      if steps >= bound { return .cut }
    }
    return wasCut ? .cut : .none
  }

  /// Takes the v-port with the fewest ports left, and tries them one by one.
  private mutating func extend(_ pending: [Int], _ moves: Int, _ depth: Int) -> Outcome {
    guard let (seat, options) = mostConstrained(pending) else { return .found }
    if options.isEmpty { return .none }
    if depth > Self.deepest { return .cut }
    let rest = pending.filter { $0 != seat }
    var tried: [Int] = []
    var outcome = Outcome.none
    for unit in inOrder(options, for: seat) where !tried.contains(where: { areAlike($0, unit) }) {
      let cost = isMove(seat, to: unit) ? 1 : 0
      if cost > moves {
        isShortOfMoves = true
        continue
      }
      switch settle(seat, unit, rest, moves - cost, depth + 1) {
      case .found: return .found
      case .cut:
        outcome = .cut
        if steps >= stepLimit { return .cut }
      case .none: break
      }
      tried.append(unit)
    }
    return outcome
  }

  /// Puts a v-port on a port, evicting whoever has to go; each who could go is tried in turn, and then held to stay.
  private mutating func settle(_ seat: Int, _ unit: Int, _ rest: [Int], _ moves: Int, _ depth: Int) -> Outcome {
    steps += 1
    if steps > stepLimit || depth > Self.deepest { return .cut }
    guard let inTheWay = obstacle(to: seat, on: unit) else {
      sit(seat, unit)
      decide(seat)
      let outcome = extend(rest, moves, depth)
      if outcome == .found { return .found }
      undecide(seat)
      rise(seat)
      return outcome
    }
    var held: [Int] = []
    var outcome = Outcome.none
    for other in inTheWay where !held.contains(other) {
      if isPointless(evicting: other, for: seat, on: unit) {
        hold(other, &held)
        continue
      }
      let cost = seats[other].unit == seats[other].home ? 1 : 0
      if cost > moves {
        isShortOfMoves = true
        continue
      }
      let left = evict(other)
      let next = settle(seat, unit, rest + [other], moves - cost, depth + 1)
      if next == .found { return .found }
      takeBack(other, to: left)
      if next == .cut {
        outcome = .cut
        if steps >= stepLimit { break }
      }
      for alike in inTheWay where seats[alike].likeness == seats[other].likeness && isSameCase(alike, other) && !held.contains(alike) {
        hold(alike, &held)
      }
    }
    for other in held { undecide(other) }
    return outcome
  }

  private mutating func hold(_ other: Int, _ held: inout [Int]) {
    decide(other)
    held.append(other)
  }

  /// Whether being there is a move of something that could stay.
  private func isMove(_ seat: Int, to unit: Int) -> Bool {
    guard let home = seats[seat].home, home != unit else { return false }
    // Its eviction was counted already.
    return !shunned[seat].contains(home)
  }
}
