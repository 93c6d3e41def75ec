internal import FabricModel

/// The fewest limits that leave somebody without a port, and v-ports of which none can be left out: found by searching with fewer of them.
struct Collision {
  let kinds: [Placer.Refusal]
  /// Indices in the wanted v-ports, and the units that these may sit on.
  let vports: [Int]
  let units: [Int]
  /// What it took to find out.
  private(set) var steps = 0

  /// Steps that one of its many searches may take; what it can't settle in these it leaves in.
  private static let bound = 2_000

  /// - Parameter search: one that is at its start and proven to find nothing.
  init?(of search: PlacementSearch) {
    var steps = 0
    guard let limits = Self.subsets.first(where: { Self.fails(search.seats, search.all, $0, &steps) }) else { return nil }
    kinds = limits.members
    var seats = search.seats
    var placer = search.all
    if seats.count <= 24 {
      for seat in seats.indices.reversed() where !seats[seat].isFixed {
        let fewer = Self.without(seat, seats, placer)
        if Self.fails(fewer.seats, fewer.placer, limits, &steps) { (seats, placer) = fewer }
      }
    }
    let movable = seats.filter { !$0.isFixed }
    vports = movable.map(\.index)
    units = Set(movable.flatMap(\.domain)).sorted()
    self.steps = steps
  }

  /// All sets of limits, the small ones first.
  private static let subsets: [RoomLimits] = (1..<(1 << RoomLimits.kinds.count))
    .map { mask in RoomLimits(RoomLimits.kinds.indices.filter { mask & (1 << $0) != 0 }.map { RoomLimits.kinds[$0] }) }
    .sorted { ($0.members.count, $0.rawValue) < ($1.members.count, $1.rawValue) }

  private static func fails(_ seats: [Seat], _ placer: Placer, _ limits: RoomLimits, _ steps: inout Int) -> Bool {
    guard seats.contains(where: { $0.unit == nil }) else { return false }
    var search = PlacementSearch(seats, placer, limits: limits, bound: bound)
    defer { steps += search.steps }
    return search.run() == .none
  }

  private static func without(_ seat: Int, _ seats: [Seat], _ placer: Placer) -> (seats: [Seat], placer: Placer) {
    var placer = placer
    if let unit = seats[seat].unit { placer.lift(unit, seats[seat].request) }
    func moved(_ other: Int) -> Int { other > seat ? other - 1 : other }
    var fewer = seats
    fewer.remove(at: seat)
    for index in fewer.indices {
      fewer[index].rivals = fewer[index].rivals.filter { $0.seat != seat }.map { (seat: moved($0.seat), spread: $0.spread) }
      fewer[index].companions = fewer[index].companions.filter { $0 != seat }.map(moved)
    }
    return (fewer, placer)
  }

  /// `esx-1/a (6Gbps), esx-1/b (3Gbps) and esx-1/c (3Gbps) can't share ports vio-1/1/1 and vio-1/1/2: guaranteed rates collide with …`.
  func words(_ resolver: Resolver) -> String {
    let showsRates = kinds.contains(.rate) || kinds.contains(.cable)
    let names = vports.map { index in
      let it = resolver.wanted[index]
      return "\(it.record.address)" + (showsRates && it.minimum > .zero ? " (\(it.minimum))" : "")
    }
    let ports = listed(units.map { resolver.hardware.address(of: $0).description }, most: 6)
    let reasons = listed(kinds.map(Self.words(for:)))
    let who = listed(names, most: 6)
    return "\(who) can't all sit on port\(units.count == 1 ? "" : "s") \(ports), because of \(reasons)"
  }

  private static func words(for kind: Placer.Refusal) -> String {
    switch kind {
    case .spread: "the spread of redundancy groups"
    case .drives: "the logical drives of controllers"
    case .functions: "the functions of ports"
    case .filters: "the VLAN filters of ports"
    case .rate: "the rates that ports can guarantee"
    case .cable: "the rates that cables can guarantee"
    default: "what serves them"
    }
  }
}
