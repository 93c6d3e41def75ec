internal import FabricModel

/// Boot lists as boot policies: one for each content, and none where the base has one that comes to the same.
extension UCSExporter {
  /// The name of the policy that makes a profile boot so.
  ///
  /// - Parameters:
  ///   - entries: nil where the manifests leave it as it is.
  ///   - template: the policy of the profile's template.
  mutating func bootPolicy(_ entries: [UCSState.BootEntry]?, of profile: UCSProfile, template: String, _ object: String) -> String {
    guard let entries else { return template }
    let vports = (vnics: Set(profile.vnics.map(\.name)), vhbas: Set(profile.vhbas.map(\.name)))
    if let base {
      func comesToThat(_ name: String) -> Bool {
        let policy = base.lookup.bootPolicy(name, from: profile.org).map { base.domain.bootPolicies[$0] }
        return UCSState.bootOrder(policy, vnics: vports.vnics, vhbas: vports.vhbas) == entries
      }
      let isKnown = base.domain.orgs.indices.contains(profile.org)
      let same = baseProfiles[.init(org: profile.org, name: profile.name)]
      if isKnown, let same, comesToThat(same.bootPolicy) { return same.bootPolicy }
      if isKnown, comesToThat(template) { return template }
      let others = isKnown ? base.domain.bootPolicies.filter { $0.org == 0 || $0.org == profile.org }.map(\.name).sorted() : []
      if let found = others.first(where: comesToThat) { return found }
    }
    if entries.isEmpty, base == nil { return "" }
    return generatedBoot(entries, object)
  }

  private mutating func generatedBoot(_ entries: [UCSState.BootEntry], _ object: String) -> String {
    var policy = UCSBootPolicy()
    policy.devices = devices(entries, object)
    let content = entries.map { "\($0.kind) \($0.vport) \($0.targets.joined(separator: " "))" }.joined(separator: ", ")
    var kinds: [String] = []
    for entry in entries {
      let kind = entry.kind == .network ? "lan" : "san"
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    let words = kinds.isEmpty ? "none" : kinds.count == 2 ? "\(kinds[0].prefix(1))\(kinds[1].prefix(1))" : kinds[0]
    let mark = UCSExportNames.mark(of: content, 6)
    policy.name = generated("boot-", kinds.isEmpty ? words : "\(words)-\(mark)", content) { name in
      base?.domain.bootPolicies.contains { $0.name == name } ?? false
    }
    if !domain.bootPolicies.contains(where: { $0.name == policy.name }) { domain.bootPolicies.append(policy) }
    return policy.name
  }

  /// A policy has one place for the network and one for the SAN, each with a primary and a secondary way.
  private mutating func devices(_ entries: [UCSState.BootEntry], _ object: String) -> [UCSBootPolicy.Device] {
    var devices: [UCSBootPolicy.Device] = []
    var ranks: [UCSState.BootEntry.Kind: Int] = [:]
    var orders: [UCSState.BootEntry.Kind: Int] = [:]
    for entry in entries {
      let rank = ranks[entry.kind, default: 0]
      guard rank < 2 else {
        losses.add("ServerProfile/boot", object)
        continue
      }
      let order = orders[entry.kind] ?? orders.count + 1
      // Between two ways of one kind there is no place for another.
      if let last = devices.last, rank > 0, last.order != order { losses.add("ServerProfile/boot", object) }
      (ranks[entry.kind], orders[entry.kind]) = (rank + 1, order)
      devices.append(UCSBootPolicy.Device(kind: kind(of: entry, object), vport: entry.vport, order: order, rank: rank))
    }
    return devices
  }

  private mutating func kind(of entry: UCSState.BootEntry, _ object: String) -> UCSBootPolicy.Device.Kind {
    if entry.kind == .network { return .network }
    if entry.targets.count > 2 { losses.add("VHBA/targets", object) }
    return .storage(
      entry.targets.prefix(2).enumerated().compactMap { index, text in
        VHBA.Target(text: text).map { UCSBootPolicy.Target(wwpn: $0.wwpn, lun: $0.lun, rank: index) }
      })
  }

  /// What a profile or template boots from, in the words of its v-ports here.
  ///
  /// - Parameters:
  ///   - boot: names of manifests or of records.
  ///   - vnics: each with its own name and the one it has here, and whether it can boot over the network.
  ///   - vhbas: each with its targets.
  mutating func bootEntries(_ boot: [String], _ vnics: [BootVNIC], _ vhbas: [BootVHBA], _ object: String) -> [UCSState.BootEntry] {
    var entries: [UCSState.BootEntry] = []
    for name in boot {
      if let vnic = vnics.first(where: { $0.names.contains(name) }) {
        if vnic.isBootable {
          entries.append(.init(kind: .network, vport: vnic.name, targets: []))
        } else {
          losses.add("ServerProfile/boot", object)
        }
      } else if let vhba = vhbas.first(where: { $0.names.contains(name) }) {
        entries.append(.init(kind: .storage, vport: vhba.name, targets: vhba.targets))
      } else {
        losses.add("ServerProfile/boot", object)
      }
    }
    for vnic in vnics where vnic.isBootable && !entries.contains(where: { $0.kind == .network && $0.vport == vnic.name }) {
      losses.add("VNIC/pxe", object)
    }
    for vhba in vhbas where !vhba.targets.isEmpty && !entries.contains(where: { $0.kind == .storage && $0.vport == vhba.name }) {
      losses.add("VHBA/targets", object)
    }
    return entries
  }

  struct BootVNIC {
    var names: Set<String>
    var name: String
    var isBootable: Bool
  }

  struct BootVHBA {
    var names: Set<String>
    var name: String
    var targets: [String]
  }
}
