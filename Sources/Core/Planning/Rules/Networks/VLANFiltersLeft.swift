internal import Documents
internal import FabricModel

extension Rule {
  /// All functions of a port share its VLAN filters; once they are used up, no v-port with one more network finds a place.
  static let vlanFiltersLeft = Rule(
    "port.vlanFilters", .warning, "a port has VLAN filters left",
    source: "Linux ixgbe: 64 entries a port (IXGBE_VLVF_ENTRIES), one for VLAN 0",
    .site { subject, findings in
      let units = subject.hardware.units
      // As many networks as that are needed before a port can be near its end.
      guard let least = units.lazy.compactMap(\.filterLimit).min(), subject.manifest.networks.count * 10 > least * 9 else { return }
      var seen = [Int](repeating: -1, count: subject.manifest.networks.count)
      var near = PortFindings()
      var filters: [Int: Int] = [:]
      for unit in units.indices {
        guard let limit = units[unit].filterLimit else { continue }
        var count = 0
        for vport in subject.use[unit] {
          for network in subject.wanted[vport].networks where seen[network] != unit {
            seen[network] = unit
            count += 1
          }
        }
        guard count * 10 > limit * 9 else { continue }
        filters[unit] = count
        near.add(unit, subject.hardware)
      }
      near.forEach(subject.hardware) { unit, others in
        guard let place = subject.place(of: unit), let limit = units[unit].filterLimit else { return }
        findings.add(
          place.object, at: place.path,
          "\(subject.name(of: unit)) carries \(filters[unit] ?? 0) networks and has \(limit) VLAN filters\(others): "
            + "a v-port with a new network hardly finds a place there",
          help: "bring networks that few servers need to ports of their own, by a pool")
      }
    })
}
