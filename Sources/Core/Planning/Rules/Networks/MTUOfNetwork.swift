internal import Documents
internal import FabricModel

extension Rule {
  /// Frames that are larger than what the others of a network take are dropped without a word.
  ///
  /// Where networks have no MTU of their own, one that no manifest gives is not 1,500 but unknown.
  static let mtuOfNetwork = Rule(
    "vnic.mtuOfNetwork", .warning, "a vNIC has the MTU of its network", source: "IEEE 802.3: there is no fragmentation within a network",
    .eachProfile { subject, profile, findings in
      guard !subject.vports[profile].isEmpty else { return }
      let declared = subject.manifest.profiles
      for index in subject.vports[profile] where !subject.wanted[index].networks.isEmpty {
        guard let mtu = declared[profile].spec.vnics[subject.wanted[index].item].mtu else { continue }
        let networks = subject.wanted[index].networks.map { subject.manifest.networks[$0] }
        let hasNative = subject.wanted[index].record.native?.isEmpty == false
        let network = hasNative ? networks[0] : networks.max { ($0.spec.mtu ?? 1500) < ($1.spec.mtu ?? 1500) } ?? networks[0]
        if network.spec.mtu == nil, let unit = subject.unit(of: index), subject.model(of: unit.appliance)?.networksHaveMTU == false {
          continue
        }
        let theirs = network.spec.mtu ?? 1500
        guard mtu != theirs else { continue }
        let name = subject.wanted[index].record.name
        findings.add(
          subject.profile(profile), at: subject.path(to: index, .key("mtu")),
          mtu > theirs
            ? "'\(name)' sends frames of \(mtu) bytes into '\(network.name)', where \(theirs) is the most: larger ones are lost"
            : "'\(name)' takes frames of \(mtu) bytes in '\(network.name)', where others send \(theirs): it loses the larger ones",
          related: [("its network", RuleObject(network), network.spec.mtu == nil ? .objectName : .spec(.key("mtu")))],
          help: network.spec.mtu == nil
            ? "give the network 'mtu: \(mtu)' if all of it takes such frames, or take the vNIC's 'mtu' away"
            : "take the vNIC's 'mtu' away: it has the network's then")
      }
    })
}
