internal import Documents
internal import FabricModel

extension Rule {
  /// Other servers have functions of it.
  static let leaseOfSharedAdapter = Rule(
    "lease.shared", .error, "a lent adapter is exclusive",
    source: "the I/O-virtualization report, option 2: the whole device is assigned to one server; a card is either shared or lent",
    .site { subject, findings in
      for (lease, unit) in subject.lentAdapters() where unit.isShared {
        findings.add(
          RuleObject(lease), at: [.key("spec"), .key("adapter")],
          "adapter \(subject.name(of: unit)) is shared by servers, so that '\(lease.name)' can't lend it whole to '\(lease.spec.server ?? "")'",
          help: "lend an exclusive adapter, or write 'sharing: exclusive' on this one once nothing sits on it")
      }
    })

  /// Somebody is about to pull it.
  static let leaseOfAdapterInMaintenance = Rule(
    "lease.maintenance", .error, "a lent adapter is not in maintenance", source: "DESIGN section 5: placement respects maintenance",
    .site { subject, findings in
      for (lease, unit) in subject.lentAdapters() where unit.inMaintenance {
        findings.add(
          RuleObject(lease), at: [.key("spec"), .key("adapter")],
          "adapter \(subject.name(of: unit)) is in maintenance, so that '\(lease.spec.server ?? "")' can't have it",
          help: "end the maintenance, or lend another adapter")
      }
    })

  /// There is no cable between the two.
  static let leaseWithoutCable = Rule(
    "lease.notCabled", .error, "the server of a lease is cabled to the adapter's appliance",
    source: "VIO-4001: a server reaches the adapters through its PCIe extender card and cable",
    .site { subject, findings in
      for (lease, unit) in subject.lentAdapters() {
        guard let server = lease.spec.server.flatMap({ subject.names.servers[$0] }), !subject.cabling.broken.contains(server) else {
          continue
        }
        let cables = subject.cabling.cables[server]
        guard !cables.isEmpty || subject.isHardwareKnown, !cables.contains(where: { $0.appliance == unit.appliance }) else { continue }
        let there = Set(cables.map { subject.hardware.appliances[$0.appliance].name }).sorted()
        let declared = subject.manifest.servers[server]
        findings.add(
          RuleObject(lease), at: [.key("spec"), .key("server")],
          "server '\(declared.name)' has no cable to '\(subject.host(of: unit).name)', where adapter \(subject.name(of: unit)) is",
          related: [("the server", RuleObject(declared), [.key("spec")])],
          help: there.isEmpty ? "cable the server" : "it is cabled to \(quoted(there)): lend an adapter there")
      }
    })

  /// No adapter of the pool can be lent to the server.
  static let leaseFromEmptyPool = Rule(
    "lease.noAdapter", .error, "the pool of a lease has an exclusive adapter that the server is cabled to",
    source: "DESIGN section 1: the adapter decides whether it is shared or exclusive; a pool filters on it",
    .site { subject, findings in
      for lease in subject.manifest.leases where lease.spec.adapter == nil {
        guard let name = lease.spec.pool, let pool = subject.names.adapterPools[name],
          let server = lease.spec.server.flatMap({ subject.names.servers[$0] }), !subject.cabling.broken.contains(server)
        else { continue }
        let cables = subject.cabling.cables[server]
        guard !cables.isEmpty, cables.allSatisfy({ !subject.hardware.appliances[$0.appliance].units.isEmpty }) else { continue }
        let units = cables.flatMap { Array(subject.hardware.appliances[$0.appliance].units) }.filter { subject.pools[pool].contains($0) }
        // That it has none at all is told once it is to be lent.
        let hasNone = !subject.hardware.units.indices.contains { subject.pools[pool].contains($0) && !subject.hardware.units[$0].isShared }
        if hasNone, lease.spec.phase(at: subject.site.now) == .running { continue }
        let inMaintenance = units.filter { !subject.hardware.units[$0].isShared && subject.hardware.units[$0].inMaintenance }
        guard !units.contains(where: { !subject.hardware.units[$0].isShared && !subject.hardware.units[$0].inMaintenance }) else {
          continue
        }
        findings.add(
          RuleObject(lease), at: [.key("spec"), .key("pool")],
          "pool '\(name)' has \(counted(units.count, "port")) on appliances that '\(lease.spec.server ?? "")' is cabled to: "
            + "\(units.count - inMaintenance.count) of shared adapters and \(inMaintenance.count) in maintenance, so there is none to lend",
          help: "add 'sharing: exclusive' to an adapter of the pool, or widen its 'select'")
      }
    })
}

extension RuleSubject {
  /// The leases that name an adapter which is known, each with a port of it.
  fileprivate func lentAdapters() -> [(lease: Declared<AdapterLease>, unit: Hardware.Unit)] {
    manifest.leases.compactMap { lease in
      guard let adapter = lease.spec.adapter, lease.spec.pool == nil, let host = hardware.position(of: adapter.appliance) else {
        return nil
      }
      let unit = hardware.appliances[host].units.first { hardware.units[$0].slotPort.slot == adapter.slot }
      return unit.map { (lease, hardware.units[$0]) }
    }
  }

  fileprivate func name(of unit: Hardware.Unit) -> String { "\(host(of: unit).name)/\(unit.slotPort.slot)" }
}
