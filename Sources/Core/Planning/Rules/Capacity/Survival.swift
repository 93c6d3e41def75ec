internal import FabricModel

/// What becomes of guaranteed rates when something fails: a v-port's partner carries its traffic too, and one without a partner needs a
/// new place.
struct Survival {
  /// What fails.
  enum Failure {
    case port, appliance
  }

  /// What can't be carried after one failure.
  struct Shortage {
    /// The position of the port or appliance that fails.
    let failed: Int
    /// What was guaranteed there, and how much of it finds no room.
    let guaranteed: Bitrate
    let missing: Bitrate
    /// The port that lacks the most, with what it would have to guarantee and what it may.
    let tightest: (unit: Int, needed: Bitrate, limit: Bitrate)
  }

  private let subject: RuleSubject
  private let failure: Failure

  init(_ failure: Failure, _ subject: RuleSubject) {
    self.subject = subject
    self.failure = failure
  }

  /// In the order of what fails.
  func shortages() -> [Shortage] {
    var moves = moves()
    guard !moves.isEmpty else { return [] }
    moves.sort { ($0.failed, $0.vport) < ($1.failed, $1.vport) }
    var shortages: [Shortage] = []
    var extra = [Bitrate](repeating: .zero, count: subject.hardware.units.count)
    var start = 0
    while start < moves.count {
      var end = start
      while end < moves.count, moves[end].failed == moves[start].failed { end += 1 }
      if let shortage = shortage(moves[start..<end], &extra) { shortages.append(shortage) }
      start = end
    }
    return shortages
  }

  /// A v-port with a guarantee, and the ports that its traffic can go to.
  private struct Move {
    let failed: Int
    let vport: Int
    let refuges: [Int]
  }

  private func failed(_ unit: Int) -> Int { failure == .port ? unit : subject.hardware.units[unit].appliance }

  private func moves() -> [Move] {
    var moves: [Move] = []
    for profile in subject.vports.indices {
      guard subject.vports[profile].contains(where: { subject.wanted[$0].minimum > .zero }) else { continue }
      let groups = subject.groups(of: profile)
      for index in subject.vports[profile] where subject.wanted[index].minimum > .zero {
        guard let unit = subject.wanted[index].unit else { continue }
        let refuges = refuges(of: index, on: unit, groups)
        if !refuges.isEmpty { moves.append(Move(failed: failed(unit), vport: index, refuges: refuges)) }
      }
    }
    return moves
  }

  /// The ports of its partners that stay; where it has none, those it could be placed on.
  private func refuges(of index: Int, on unit: Int, _ groups: [VPortGroup]) -> [Int] {
    var partners: [Int] = []
    for group in groups where group.members.contains(index) {
      for member in group.members where member != index {
        if let other = subject.wanted[member].unit, failed(other) != failed(unit), !partners.contains(other) { partners.append(other) }
      }
    }
    if !partners.isEmpty { return partners }
    guard let cables = subject.cables(of: subject.wanted[index].profile) else { return [] }
    return Set(cables.map(\.appliance)).sorted().flatMap { subject.hardware.appliances[$0].units }
      .filter { failed($0) != failed(unit) && subject.mayHold($0, index) }
  }

  private func shortage(_ moves: ArraySlice<Move>, _ extra: inout [Bitrate]) -> Shortage? {
    var touched: [Int] = []
    defer { for unit in touched { extra[unit] = .zero } }
    var guaranteed = Bitrate.zero
    for move in moves {
      // The refuge with the most room, as a placement would choose it.
      guard let refuge = move.refuges.max(by: { left(on: $0, extra) < left(on: $1, extra) }) else { continue }
      extra[refuge] += subject.wanted[move.vport].minimum
      guaranteed += subject.wanted[move.vport].minimum
      touched.append(refuge)
    }
    var missing = Bitrate.zero
    var tightest: (unit: Int, needed: Bitrate, limit: Bitrate)?
    for unit in Set(touched).sorted() {
      guard let limit = subject.reservable(unit) else { continue }
      let needed = subject.use.guaranteed[unit] + extra[unit]
      guard needed > limit else { continue }
      missing += needed - limit
      if tightest.map({ needed - limit > $0.needed - $0.limit }) ?? true { tightest = (unit, needed, limit) }
    }
    guard let tightest, let failed = moves.first?.failed else { return nil }
    return Shortage(failed: failed, guaranteed: guaranteed, missing: missing, tightest: tightest)
  }

  private func left(on unit: Int, _ extra: [Bitrate]) -> Bitrate {
    (subject.reservable(unit) ?? Bitrate(bitsPerSecond: .max)) - subject.use.guaranteed[unit] - extra[unit]
  }
}

extension RuleSubject {
  /// How much may be guaranteed on a port: the most that a pool with the port in it allows; nil where its speed is not known.
  func reservable(_ unit: Int) -> Bitrate? {
    guard let speed = hardware.units[unit].speed else { return nil }
    var most: Percent?
    for pool in pools.indices where pools[pool].contains(unit) {
      guard let reservable = pools[pool].reservable else { return speed }
      most = max(most ?? .zero, reservable)
    }
    return most.map { speed * $0 } ?? speed
  }

  /// Whether a v-port may sit on a port, room aside.
  func mayHold(_ unit: Int, _ vport: Int) -> Bool {
    let port = hardware.units[unit]
    guard port.kind == (wanted[vport].record.kind == .vnic ? .ethernet : .fibreChannel), port.isShared, !port.inMaintenance else {
      return false
    }
    if let pool = wanted[vport].pool, !pools[pool].contains(unit) { return false }
    if let mtu = port.port.mtu, wanted[vport].mtu > mtu { return false }
    for network in wanted[vport].networks {
      let spec = manifest.networks[network].spec
      guard hardware.physicalNetworks[spec.physicalNetwork ?? "default"] == port.physicalNetwork else { return false }
      guard agree(spec.fabric, port.port.fabric) else { return false }
    }
    guard let vsan = wanted[vport].vsan.map({ manifest.vsans[$0].spec }) else { return true }
    return port.port.vsan.map { $0 == vsan.vsan } ?? agree(vsan.fabric, port.port.fabric)
  }
}
