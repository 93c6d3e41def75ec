internal import FabricModel

// Which ports are left for a v-port, and in what order they are tried.
extension PlacementSearch {
  /// The one with the fewest ports left, and these; nil where everybody has a port.
  ///
  /// Where very many are waiting, the first of them stand for all: looking at each every time would cost more than it saves.
  func mostConstrained(_ pending: [Int]) -> (seat: Int, options: [Int])? {
    var best: (seat: Int, options: [Int])?
    for seat in pending.prefix(64) {
      let options = options(of: seat)
      if let known = best, known.options.count <= options.count { continue }
      best = (seat, options)
      if options.isEmpty { break }
    }
    return best
  }

  /// The ports that would have room for it if everybody who may go went.
  func options(of seat: Int) -> [Int] {
    let it = seats[seat]
    return it.domain.filter { unit in
      if shunned[seat].contains(unit) { return false }
      if RoomLimits.kinds.contains(where: { $0 != .spread && limits.keeps($0) && firm.lacks($0, unit, it.request) }) { return false }
      guard limits.keeps(.spread) else { return true }
      return !it.rivals.contains { rival in
        isDecided[rival.seat] && seats[rival.seat].unit.map { all.shares(unit, $0, rival.spread) } ?? false
      }
    }
  }

  /// Its home first, then where nobody has to go, then as the pool places: the best score first.
  func inOrder(_ options: [Int], for seat: Int) -> [Int] {
    guard options.count > 1 else { return options }
    let it = seats[seat]
    let companions = it.companionUnits + it.companions.compactMap { seats[$0].unit }
    let ranked = options.map { unit in
      (rank: unit == it.home ? 0 : obstacle(to: seat, on: unit) == nil ? 1 : 2, score: all.score(unit, it.request, companions), unit: unit)
    }
    return ranked.sorted { ($0.rank, $0.score) < ($1.rank, $1.score) }.map(\.unit)
  }

  /// Whether two ports are the same to everybody, so that one that failed stands for the other: both empty, nobody's home, and alike in all
  /// that a limit asks for, their whole adapters where they are on two.
  func areAlike(_ one: Int, _ other: Int) -> Bool {
    let units = all.hardware.units
    guard units[one].appliance == units[other].appliance else { return false }
    if units[one].adapter == units[other].adapter { return isUntouched(one) && isUntouched(other) && isSamePort(one, other) }
    let (mine, theirs) = (portsOfAdapter(one), portsOfAdapter(other))
    guard mine.count == theirs.count, mine.firstIndex(of: one) == theirs.firstIndex(of: other) else { return false }
    return zip(mine, theirs).allSatisfy { isUntouched($0) && isUntouched($1) && isSamePort($0, $1) }
  }

  private func portsOfAdapter(_ unit: Int) -> [Int] {
    let units = all.hardware.units
    return all.hardware.appliances[units[unit].appliance].units.filter { units[$0].adapter == units[unit].adapter }
  }

  private func isUntouched(_ unit: Int) -> Bool {
    all.load[unit].functions == 0 && (evictions[unit] ?? 0) == 0 && !homes.contains(unit)
  }

  private func isSamePort(_ one: Int, _ other: Int) -> Bool {
    let (mine, theirs) = (all.hardware.units[one], all.hardware.units[other])
    var port = mine.port
    port.number = theirs.port.number
    return port == theirs.port && mine.kind == theirs.kind && mine.speed == theirs.speed && mine.functionLimit == theirs.functionLimit
      && mine.filterLimit == theirs.filterLimit && mine.driveLimit == theirs.driveLimit && mine.isShared == theirs.isShared
      && mine.inMaintenance == theirs.inMaintenance && all.reservable(one) == all.reservable(other)
      && all.pools.allSatisfy { $0.contains(one) == $0.contains(other) }
  }
}
