internal import FabricModel

/// A proof by counting that some v-ports have no ports, however they are put: together they need more than all their ports have.
struct PortShortage {
  let kind: Placer.Refusal
  /// Who needs it, in the search that it was found in, and the units that they may sit on.
  let seats: [Int]
  let units: [Int]
  let need: Amount
  let room: Amount

  enum Amount {
    case count(Int)
    case rate(Bitrate)
    /// So many v-ports of at least this rate.
    case times(Int, Bitrate)
  }
}

extension PlacementSearch {
  /// Looks among those who may sit nowhere but on the ports of `seat`, then on these and the ports of those who sit there, and so on: who
  /// lacks a port because of others lacks it because of these.
  func shortage(around seat: Int) -> PortShortage? {
    var units = seats[seat].domain
    guard !units.isEmpty else { return nil }
    for _ in 0..<8 {
      let known = Set(units)
      let members = seats.indices.filter { !seats[$0].isFixed && !seats[$0].domain.isEmpty && seats[$0].domain.allSatisfy(known.contains) }
      if let found = shortage(of: members, on: units, because: seat) { return found }
      let wider = known.union(units.flatMap { sitting[$0] ?? [] }.filter { !seats[$0].isFixed }.flatMap { seats[$0].domain }).sorted()
      if wider.count == units.count { return nil }
      units = wider
    }
    return nil
  }

  private func shortage(of members: [Int], on units: [Int], because seat: Int) -> PortShortage? {
    spreadShortage(seat) ?? functionShortage(members, units) ?? driveShortage(members, units) ?? rateShortage(members, units)
      ?? cableShortage(members.filter { seats[$0].request.profile == seats[seat].request.profile }, units)
  }

  /// Rivals of one spread need as many places that share nothing as there are of them.
  private func spreadShortage(_ seat: Int) -> PortShortage? {
    for spread in Set(seats[seat].rivals.map(\.spread)).sorted(by: { $0.rawValue < $1.rawValue }) {
      let group = Set([seat] + seats[seat].rivals.filter { $0.spread == spread }.map(\.seat)).sorted()
      // Members of two groups of one spread aren't all apart from each other.
      guard group.allSatisfy({ one in group.allSatisfy { two in one == two || isRival(one, of: two, spread) } }) else {
        continue
      }
      let units = Set(group.flatMap { seats[$0].domain }).sorted()
      var places: [Int] = []
      for unit in units where !places.contains(where: { all.shares($0, unit, spread) }) { places.append(unit) }
      // What is near is near to all that are near only where sharing is one and the same for all.
      let isPartition = units.allSatisfy { unit in places.count(where: { all.shares($0, unit, spread) }) <= 1 } && spread != .switch
      guard isPartition, places.count < group.count else { continue }
      return PortShortage(kind: .spread, seats: group, units: units, need: .count(group.count), room: .count(places.count))
    }
    return nil
  }

  private func isRival(_ one: Int, of other: Int, _ spread: Spread) -> Bool {
    seats[one].rivals.contains { $0.seat == other && $0.spread == spread }
  }

  private func functionShortage(_ members: [Int], _ units: [Int]) -> PortShortage? {
    var room = 0
    for unit in units {
      guard let limit = all.hardware.units[unit].functionLimit else { return nil }
      room += max(0, limit - firm.load[unit].functions)
    }
    guard members.count > room else { return nil }
    return PortShortage(kind: .functions, seats: members, units: units, need: .count(members.count), room: .count(room))
  }

  private func driveShortage(_ members: [Int], _ units: [Int]) -> PortShortage? {
    let disks = members.filter { seats[$0].request.kind == .vdisk }
    guard !disks.isEmpty else { return nil }
    var room = 0
    var adapters: Set<Int> = []
    for unit in units where adapters.insert(all.hardware.units[unit].adapter).inserted {
      guard let limit = all.hardware.units[unit].driveLimit else { return nil }
      room += max(0, limit - firm.drives[all.hardware.units[unit].adapter])
    }
    guard disks.count > room else { return nil }
    return PortShortage(kind: .drives, seats: disks, units: units, need: .count(disks.count), room: .count(room))
  }

  private func rateShortage(_ members: [Int], _ units: [Int]) -> PortShortage? {
    var left: [Bitrate] = []
    for unit in units {
      guard let limit = all.reservable(unit) else { return nil }
      left.append(max(.zero, limit - firm.load[unit].guaranteed))
    }
    return shortage(.rate, members, units, left)
  }

  private func cableShortage(_ members: [Int], _ units: [Int]) -> PortShortage? {
    guard let profile = members.first.map({ seats[$0].request.profile }) else { return nil }
    var left: [Bitrate] = []
    for appliance in Set(units.map { all.hardware.units[$0].appliance }).sorted() {
      guard let rate = firm.cableLeft(appliance, profile: profile) else { return nil }
      left.append(max(.zero, rate))
    }
    return shortage(.cable, members, units, left)
  }

  /// The sum is more than all have together, or there are more of at least some rate than fit piece by piece.
  private func shortage(_ kind: Placer.Refusal, _ members: [Int], _ units: [Int], _ left: [Bitrate]) -> PortShortage? {
    let rated = members.filter { seats[$0].request.minimum > .zero }
    let need = rated.reduce(Bitrate.zero) { $0 + seats[$1].request.minimum }
    let room = left.reduce(Bitrate.zero, +)
    if need > room { return PortShortage(kind: kind, seats: rated, units: units, need: .rate(need), room: .rate(room)) }
    for rate in Set(rated.map { seats[$0].request.minimum }).sorted(by: >) {
      let large = rated.filter { seats[$0].request.minimum >= rate }
      let fitting = left.reduce(0) { $0 + Int($1.bitsPerSecond / rate.bitsPerSecond) }
      guard large.count > fitting else { continue }
      return PortShortage(kind: kind, seats: large, units: units, need: .times(large.count, rate), room: .count(fitting))
    }
    return nil
  }
}
