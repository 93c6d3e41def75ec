internal import FabricModel

// Who sits where while a search goes on.
extension PlacementSearch {
  mutating func sit(_ seat: Int, _ unit: Int) {
    seats[seat].unit = unit
    sitting[unit, default: []].append(seat)
    all.sit(unit, seats[seat].request)
  }

  mutating func rise(_ seat: Int) {
    guard let unit = seats[seat].unit else { return }
    seats[seat].unit = nil
    sitting[unit]?.removeAll { $0 == seat }
    all.lift(unit, seats[seat].request)
  }

  /// From here on down it stays where it sits.
  mutating func decide(_ seat: Int) {
    guard let unit = seats[seat].unit else { return }
    isDecided[seat] = true
    firm.sit(unit, seats[seat].request)
  }

  mutating func undecide(_ seat: Int) {
    guard let unit = seats[seat].unit else { return }
    isDecided[seat] = false
    firm.lift(unit, seats[seat].request)
  }

  /// Leaves it without a port, and gives back the one it had.
  mutating func evict(_ seat: Int) -> Int? {
    guard let unit = seats[seat].unit else { return nil }
    rise(seat)
    shunned[seat].append(unit)
    evictions[unit, default: 0] += 1
    return unit
  }

  mutating func takeBack(_ seat: Int, to unit: Int?) {
    guard let unit else { return }
    shunned[seat].removeLast()
    evictions[unit, default: 0] -= 1
    sit(seat, unit)
  }

  /// Who keeps a v-port off a port: one of them has to go, and if there is none, it can't come there. Nil where nobody does.
  func obstacle(to seat: Int, on unit: Int) -> [Int]? {
    for kind in RoomLimits.kinds where limits.keeps(kind) {
      if kind == .spread {
        for (rival, spread) in seats[seat].rivals {
          if let other = seats[rival].unit, all.shares(unit, other, spread) { return isDecided[rival] ? [] : [rival] }
        }
      } else if all.lacks(kind, unit, seats[seat].request) {
        return inOrder(holders(of: kind, on: unit, against: seats[seat].request).filter { !isDecided[$0] })
      }
    }
    return nil
  }

  /// The seats that take of a limit's room what the v-port would need.
  private func holders(of kind: Placer.Refusal, on unit: Int, against request: Placer.Request) -> [Int] {
    let units = all.hardware.units
    let here = sitting[unit] ?? []
    switch kind {
    case .filters: return here.filter { seat in seats[seat].request.networks.contains { !request.networks.contains($0) } }
    case .rate: return here.filter { seats[$0].request.minimum > .zero }
    case .drives:
      return all.hardware.appliances[units[unit].appliance].units.filter { units[$0].adapter == units[unit].adapter }
        .flatMap { sitting[$0] ?? [] }.filter { seats[$0].request.kind == .vdisk }
    case .cable:
      return all.hardware.appliances[units[unit].appliance].units.flatMap { sitting[$0] ?? [] }
        .filter { seats[$0].request.profile == request.profile && seats[$0].request.minimum > .zero }
    default: return here
    }
  }

  /// Those whose going costs nothing come first, then those who have the most ports to go to.
  private func inOrder(_ seated: [Int]) -> [Int] {
    func rank(_ seat: Int) -> (Int, Int, Int) {
      (seats[seat].unit == seats[seat].home ? 1 : 0, -seats[seat].domain.count, seats[seat].index)
    }
    return seated.sorted { rank($0) < rank($1) }
  }

  /// Two that change places change nothing: what the one finds elsewhere the other could have found.
  func isPointless(evicting other: Int, for seat: Int, on unit: Int) -> Bool {
    seats[other].likeness == seats[seat].likeness && seats[other].unit == unit && seats[seat].home != unit
  }

  /// Evicting the one or the other comes to the same.
  func isSameCase(_ one: Int, _ other: Int) -> Bool {
    one == other || (seats[one].unit == seats[other].unit && seats[one].home == seats[other].home)
  }
}
