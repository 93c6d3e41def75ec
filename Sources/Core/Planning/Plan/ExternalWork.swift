internal import FabricModel

extension Plan {
  /// What switch and SAN teams have to do before the steps that need it: VLANs missing from a trunk, zones for new WWPNs, iSCSI disks for those who boot from them.
  mutating func addExternalWork(site: Site, hardware: Hardware) {
    let vlans = Dictionary(site.manifest.networks.map { ($0.name, $0.spec.vlan) }, uniquingKeysWith: { first, _ in first })
    var trunks: [String: ExternalWork] = [:]
    // A WWPN that a step takes away from a v-port of the same address only moves: its zones are there.
    let moving = Set(
      (steps.map(\.change.before) + burials.map(\.record)).compactMap { record -> Zoned? in
        if case .vport(let was)? = record, let wwpn = was.wwpn { Zoned(wwpn: wwpn, address: was.address) } else { nil }
      })
    for step in steps {
      guard case .vport(let it)? = step.change.after, let port = it.port else { continue }
      switch it.kind {
      case .vnic:
        addTrunks(for: it, on: port, step, hardware, vlans, &trunks)
        addDisk(of: it, step)
      case .vdisk: break
      case .vhba:
        var previous: WWN?
        if case .vport(let was)? = step.change.before { previous = was.wwpn }
        guard let wwpn = it.wwpn, wwpn != previous, !moving.contains(Zoned(wwpn: wwpn, address: it.address)) else { continue }
        external.append(
          ExternalWork(
            id: "zone:\(wwpn)", kind: .zoning,
            text: "zone \(wwpn) (\(it.address)) in VSAN \(it.vsan ?? "") and give it its LUNs", precedes: [step.id]))
      }
    }
    external += trunks.keys.sorted().compactMap { trunks[$0] }
  }

  private mutating func addDisk(of vport: VPortRecord, _ step: Step) {
    guard let iscsi = vport.iscsi, let disk = ISCSIBoot(text: iscsi.description) else { return }
    if case .vport(let was)? = step.change.before, was.iscsi == iscsi { return }
    let initiator = disk.initiator.map { "\($0) (\(vport.address))" } ?? "\(vport.address)"
    external.append(
      ExternalWork(
        id: "iscsi:\(vport.address)", kind: .masking,
        text: "let \(initiator) log in to \(disk.target) at \(disk.portal), and give it LUN \(disk.lun ?? 0)", precedes: [step.id]))
  }

  private func addTrunks(
    for vport: VPortRecord, on port: PortAddress, _ step: Step, _ hardware: Hardware, _ vlans: [String: VLANID?],
    _ trunks: inout [String: ExternalWork]
  ) {
    guard let unit = hardware.unit(at: port), let allowed = hardware.units[unit].port.vlans else { return }
    for network in vport.networks {
      guard let vlan = vlans[network] ?? nil, !allowed.contains(vlan) else { continue }
      let place = hardware.units[unit].port.uplink.map { "switch port \($0)" } ?? "the switch port of \(port)"
      let id = "trunk:\(port):\(vlan.rawValue)"
      trunks[
        id, default: ExternalWork(id: id, kind: .trunk, text: "let VLAN \(vlan.rawValue) (\(network)) through on \(place)", precedes: [])
      ]
      .precedes.append(step.id)
    }
  }
}

/// A WWPN in the hands of one v-port.
private struct Zoned: Hashable {
  let wwpn: WWN
  let address: VPortAddress
}
