internal import Documents
internal import FabricModel

extension Rule {
  /// The switch has to let a network through on each port that carries it: work for another team, which the plan lists once more as it comes.
  static let vlansLetThrough = Rule(
    "network.notOnSwitch", .note, "the switch lets the networks of a port through",
    source: "a switch trunk drops VLANs that it doesn't allow",
    .site { subject, findings in
      let units = subject.hardware.units
      guard units.contains(where: { $0.port.vlans != nil }) else { return }
      let networks = subject.manifest.networks
      var seen = [Int](repeating: -1, count: networks.count)
      var missing: [(first: Int, ports: Int)] = Array(repeating: (-1, 0), count: networks.count)
      for unit in units.indices {
        guard let vlans = units[unit].port.vlans else { continue }
        for vport in subject.use[unit] {
          for network in subject.wanted[vport].networks where seen[network] != unit {
            seen[network] = unit
            guard let vlan = networks[network].spec.vlan, !vlans.contains(vlan) else { continue }
            missing[network] = missing[network].ports == 0 ? (unit, 1) : (missing[network].first, missing[network].ports + 1)
          }
        }
      }
      for (network, missing) in zip(networks, missing) where missing.ports > 0 {
        let port = units[missing.first].port
        let others = missing.ports == 1 ? "" : " and \(counted(missing.ports - 1, "other port"))"
        let end = port.uplink.map { "'\($0)' (\(subject.name(of: missing.first)))" } ?? subject.name(of: missing.first)
        findings.add(
          RuleObject(network), at: .spec(.key("vlan")),
          "the switch doesn't let VLAN \(network.spec.vlan?.description ?? "") of '\(network.name)' through to \(end)\(others): "
            + "it has \(port.vlans?.description ?? "")",
          help: "ask for the VLAN on the switch before the vNICs come, and add it to the 'vlans' of the port")
      }
    })
}
