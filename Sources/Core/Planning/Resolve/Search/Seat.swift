internal import FabricModel

/// One v-port of a search: where it may sit, where it sits, and who must not be near.
struct Seat {
  /// Index in the wanted v-ports.
  let index: Int
  let request: Placer.Request
  /// The units that would serve if they were empty, in order.
  let domain: [Int]
  /// Of its domain, the unit it is on now: anywhere else it has moved.
  let home: Int?
  /// Nothing moves it: it holds data, or no step can reach it.
  let isFixed: Bool
  /// Where the search has it at the moment.
  var unit: Int?
  /// Other seats of the search that must not share something with it.
  var rivals: [(seat: Int, spread: Spread)] = []
  /// Units of v-ports outside the search that stand in for it, and seats of the search that do.
  var companionUnits: [Int] = []
  var companions: [Int] = []
  /// The same number for seats that could change places without a difference to any limit.
  var likeness = 0
}

/// The limits that a search keeps; fewer than all only to find out which of them collide.
struct RoomLimits: OptionSet, Hashable {
  let rawValue: Int

  static let all = RoomLimits(Self.kinds)
  /// In the order in which they are looked at.
  static let kinds: [Placer.Refusal] = [.spread, .drives, .functions, .filters, .rate, .cable]

  init(rawValue: Int) { self.rawValue = rawValue }

  init(_ kinds: [Placer.Refusal]) { self.init(rawValue: kinds.reduce(0) { $0 | 1 << $1.rawValue }) }

  func keeps(_ kind: Placer.Refusal) -> Bool { rawValue & (1 << kind.rawValue) != 0 }

  /// What it keeps, one by one.
  var members: [Placer.Refusal] { Self.kinds.filter(keeps) }
}
