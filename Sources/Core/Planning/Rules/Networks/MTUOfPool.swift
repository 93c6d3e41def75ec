internal import Documents
internal import FabricModel

extension Rule {
  /// What a vNIC may send must not depend on the port that it happens to be given.
  static let mtuOfPool = Rule(
    "adapterPool.mtu", .warning, "the ports of a pool have one MTU", source: "placement may give any port of a pool to a v-port",
    .site { subject, findings in
      let units = subject.hardware.units
      guard units.contains(where: { $0.port.mtu != nil }) else { return }
      for (index, pool) in subject.manifest.adapterPools.enumerated() where pool.spec.type == .ethernet {
        guard subject.pools.indices.contains(index) else { continue }
        let members = units.indices.filter { subject.pools[index].contains($0) && units[$0].port.mtu != nil }
        guard let least = members.min(by: { (units[$0].port.mtu ?? 0) < (units[$1].port.mtu ?? 0) }),
          let most = members.max(by: { (units[$0].port.mtu ?? 0) < (units[$1].port.mtu ?? 0) }),
          let low = units[least].port.mtu, let high = units[most].port.mtu, low < high
        else { continue }
        findings.add(
          RuleObject(pool), at: .objectName,
          "pool '\(pool.name)' has ports of different MTUs: \(low) at \(subject.name(of: least)), \(high) at \(subject.name(of: most)); "
            + "a vNIC above \(low) fits only some of them",
          help: "give the ports one MTU, or make a pool for those that carry \(high)")
      }
    })
}
