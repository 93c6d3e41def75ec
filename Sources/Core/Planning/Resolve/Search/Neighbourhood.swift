internal import FabricModel

/// The v-ports that a v-port without a port could push around, and whom those could, until nobody else comes into it: what shares no
/// port, cable or redundancy group with them is searched apart or not at all.
struct Neighbourhood {
  /// Indices of wanted v-ports, in order.
  private(set) var members: [Int] = []
  private var domains: [Int: [Int]] = [:]

  init(of first: Int, in resolver: Resolver, occupants: [[Int]], lacking: Set<Int>, vacant: Placer) {
    var found: Set<Int> = [first]
    var units: Set<Int> = []
    var waiting = [first]
    while let index = waiting.popLast() {
      members.append(index)
      if resolver.isFixed(index) {
        domains[index] = resolver.wanted[index].unit.map { [$0] } ?? []
        continue
      }
      let domain = resolver.domain(of: index, vacant)
      domains[index] = domain
      for other in resolver.coupled(to: index, lacking) where found.insert(other).inserted { waiting.append(other) }
      for unit in domain.flatMap({ resolver.sharedWith($0) }) where units.insert(unit).inserted {
        for other in occupants[unit] where found.insert(other).inserted { waiting.append(other) }
      }
    }
    members.sort()
  }

  /// Its seats: `searched` begin without a port, and `hopeless` are left out.
  func seats(in resolver: Resolver, searched: Set<Int>, hopeless: Set<Int>) -> [Seat] {
    let taking = members.filter { !hopeless.contains($0) }
    let positions = Dictionary(uniqueKeysWithValues: taking.enumerated().map { ($1, $0) })
    var likenesses: [Likeness: Int] = [:]
    return taking.map { index in
      let wanted = resolver.wanted[index]
      let domain = domains[index] ?? []
      var seat = Seat(
        index: index, request: resolver.request(for: index, resolver.cabledAppliances(of: wanted.profile), apart: []), domain: domain,
        home: wanted.current.flatMap { domain.contains($0) ? $0 : nil }, isFixed: resolver.isFixed(index))
      seat.unit = searched.contains(index) ? nil : wanted.unit
      seat.rivals = resolver.rivals(of: index).compactMap { rival in positions[rival.index].map { (seat: $0, spread: rival.spread) } }
      for companion in resolver.companions(of: index) {
        if let position = positions[companion] {
          seat.companions.append(position)
        } else if let unit = resolver.wanted[companion].unit {
          seat.companionUnits.append(unit)
        }
      }
      let key = Likeness(
        kind: wanted.record.kind, domain: domain, networks: wanted.networks.sorted(), minimum: wanted.minimum,
        profile: wanted.minimum > .zero ? wanted.profile : -1, only: seat.rivals.isEmpty && !seat.isFixed ? -1 : index)
      seat.likeness = likenesses[key] ?? likenesses.count
      likenesses[key] = seat.likeness
      return seat
    }
  }

  /// What makes two v-ports the same to every limit.
  private struct Likeness: Hashable {
    let kind: VPortRecord.Kind
    let domain: [Int]
    let networks: [Int]
    let minimum: Bitrate
    /// Whose cable it takes room on.
    let profile: Int
    /// Itself, where it is like nobody else.
    let only: Int
  }
}

extension Resolver {
  /// The units that would serve it if they were empty.
  func domain(of index: Int, _ vacant: Placer) -> [Int] {
    let request = request(for: index, cabledAppliances(of: wanted[index].profile), apart: [])
    var domain: [Int] = []
    for unit in vacant.candidates(for: request) where vacant.refusal(of: unit, for: request) == nil {
      // A server with two cables to an appliance has its ports twice.
      if !domain.contains(unit) { domain.append(unit) }
    }
    return domain
  }

  /// Nothing moves a vdisk with data on it, what could not be looked up, and what is on an appliance that was not read.
  func isFixed(_ index: Int) -> Bool {
    guard let unit = wanted[index].unit, unit == wanted[index].current else { return false }
    if wanted[index].record.kind == .vdisk || wanted[index].isBroken { return true }
    let appliance = hardware.appliances[hardware.units[unit].appliance].name
    return site.unread.contains(appliance) || site.observed.map { $0[appliance] == nil } ?? false
  }

  /// The v-ports of its profile that a limit beside those of ports ties it to: a redundancy group's spread, or the cable.
  fileprivate func coupled(to index: Int, _ lacking: Set<Int>) -> [Int] {
    func takesPart(_ other: Int) -> Bool { wanted[other].unit != nil || lacking.contains(other) }
    let others = rivals(of: index).map(\.index).filter(takesPart)
    let profile = wanted[index].profile
    let links = cabledAppliances(of: profile)?.contains { hardware.appliances[$0].inventory.hostLink != nil } ?? false
    guard links, wanted[index].minimum > .zero else { return others }
    return others + vports[profile].filter { $0 != index && wanted[$0].minimum > .zero && takesPart($0) }
  }

  /// The unit, and those that hold the same logical drives.
  fileprivate func sharedWith(_ unit: Int) -> [Int] {
    guard hardware.units[unit].driveLimit != nil else { return [unit] }
    return hardware.appliances[hardware.units[unit].appliance].units.filter { hardware.units[$0].adapter == hardware.units[unit].adapter }
  }
}
