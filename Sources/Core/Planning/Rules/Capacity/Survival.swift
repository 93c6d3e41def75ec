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
    /// The ports that fail.
    let failed: Range<Int>
    /// What was guaranteed there, and how much of it finds no room.
    let guaranteed: Bitrate
    let missing: Bitrate
    /// The port that lacks the most, with what it would have to guarantee and what it may.
    let tightest: (unit: Int, needed: Bitrate, limit: Bitrate)
  }

  private let subject: RuleSubject
  private let failure: Failure
  /// How much may be guaranteed on each port; nil where its speed is not known.
  private let limits: [Bitrate?]

  init(_ failure: Failure, _ subject: RuleSubject) {
    self.subject = subject
    self.failure = failure
    limits = subject.hardware.units.indices.map { subject.reservable($0) }
  }

  /// In the order of what fails.
  func shortages() -> [Shortage] {
    let units = subject.hardware.units
    var extra = [Bitrate](repeating: .zero, count: units.count)
    // What fits even on the fullest port needs no closer look.
    let room = units.indices.filter { units[$0].kind == .ethernet }.compactMap { left(on: $0, extra) }.min() ?? .zero
    return failures.compactMap { failed in
      let guaranteed = failed.reduce(Bitrate.zero) { $0 + subject.use.guaranteed[$1] }
      return guaranteed > room ? shortage(failed, &extra) : nil
    }
  }

  /// The ports that fail together.
  private var failures: [Range<Int>] {
    switch failure {
    case .port: subject.hardware.units.indices.map { $0..<$0 + 1 }
    case .appliance: subject.hardware.appliances.map(\.units)
    }
  }

  private func shortage(_ failed: Range<Int>, _ extra: inout [Bitrate]) -> Shortage? {
    var touched: Set<Int> = []
    defer { for unit in touched { extra[unit] = .zero } }
    var guaranteed = Bitrate.zero
    for unit in failed {
      for vport in subject.use[unit] where subject.wanted[vport].minimum > .zero {
        guard let refuge = refuge(of: vport, without: failed, extra) else { continue }
        extra[refuge] += subject.wanted[vport].minimum
        guaranteed += subject.wanted[vport].minimum
        touched.insert(refuge)
      }
    }
    var missing = Bitrate.zero
    var tightest: (unit: Int, needed: Bitrate, limit: Bitrate)?
    for unit in touched.sorted() {
      guard let limit = limits[unit] else { continue }
      let needed = subject.use.guaranteed[unit] + extra[unit]
      guard needed > limit else { continue }
      missing += needed - limit
      if tightest.map({ needed - limit > $0.needed - $0.limit }) ?? true { tightest = (unit, needed, limit) }
    }
    return tightest.map { Shortage(failed: failed, guaranteed: guaranteed, missing: missing, tightest: $0) }
  }

  /// The port that takes over from a v-port: the roomiest of its partners', else of those it could be placed on; nil where there is none.
  private func refuge(of vport: Int, without failed: Range<Int>, _ extra: [Bitrate]) -> Int? {
    var best: (unit: Int, left: Bitrate)?
    func offer(_ unit: Int) {
      let left = left(on: unit, extra) ?? Bitrate(bitsPerSecond: .max)
      if best.map({ left > $0.left }) ?? true { best = (unit, left) }
    }
    let profile = subject.wanted[vport].profile
    for other in subject.vports[profile] where other != vport {
      if let unit = subject.wanted[other].unit, !failed.contains(unit), subject.arePartners(vport, other) { offer(unit) }
    }
    if best != nil { return best?.unit }
    for cable in subject.cables(of: profile) ?? [] {
      for unit in subject.hardware.appliances[cable.appliance].units where !failed.contains(unit) {
        if subject.mayHold(unit, vport) { offer(unit) }
      }
    }
    return best?.unit
  }

  private func left(on unit: Int, _ extra: [Bitrate]) -> Bitrate? {
    limits[unit].map { $0 - subject.use.guaranteed[unit] - extra[unit] }
  }
}

extension RuleSubject {
  /// Whether two v-ports of a profile stand in for each other: by a group that it declares, else because they lead to the same place.
  func arePartners(_ one: Int, _ other: Int) -> Bool {
    let declared = manifest.profiles[wanted[one].profile].spec.redundancy
    if declared.isEmpty {
      guard wanted[one].record.kind == wanted[other].record.kind else { return false }
      if wanted[one].record.kind == .vhba { return true }
      for network in wanted[one].networks where wanted[other].networks.contains(network) { return true }
      return false
    }
    let groups = declared.filter { $0.members.contains(wanted[one].record.name) }
    if !groups.isEmpty { return groups.contains { $0.members.contains(wanted[other].record.name) } }
    guard wanted[one].record.kind == wanted[other].record.kind else { return false }
    if declared.contains(where: { $0.members.contains(wanted[other].record.name) }) { return false }
    return wanted[one].record.kind == .vhba || wanted[one].networks.contains { wanted[other].networks.contains($0) }
  }

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
    guard port.kind == wanted[vport].record.kind.poolType, port.isShared, !port.inMaintenance else {
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
