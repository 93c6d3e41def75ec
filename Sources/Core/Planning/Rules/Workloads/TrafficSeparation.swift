internal import Documents
internal import FabricModel

extension Rule {
  /// Production and backup or management on one vNIC.
  static let trafficOnOneVNIC = Rule(
    "traffic.oneVNIC", .warning, "production traffic shares no vNIC with backup or management",
    source: "the Virtuozzo and Intel adapters paper: separate adapters for production, management and backup",
    .eachProfile { subject, profile, findings in
      guard subject.hasPurposes else { return }
      for vnic in subject.vports[profile] where subject.isVNIC(vnic) && subject.wanted[vnic].networks.count > 1 {
        guard let production = subject.network(of: vnic, for: [.production]),
          let other = subject.network(of: vnic, for: [.backup, .management])
        else { continue }
        let networks = subject.manifest.networks
        let isBackup = networks[other].spec.purpose == .backup
        findings.add(
          subject.profile(profile), at: subject.path(to: vnic, .key("name")),
          "'\(subject.wanted[vnic].record.name)' carries production ('\(networks[production].name)') and "
            + "\(isBackup ? "backup" : "management") ('\(networks[other].name)') in one queue: "
            + (isBackup ? "each backup slows production down" : "when production fills it, the server can't be managed"),
          help: "give '\(networks[other].name)' a vNIC of its own")
      }
    })

  /// Production and backup on vNICs of their own that meet on one port, with nothing to keep them apart.
  static let trafficOnOnePort = Rule(
    "traffic.onePort", .warning, "production is guaranteed a rate on a port that it shares with an uncapped backup",
    source: "the Virtuozzo and Intel adapters paper: separate adapters for production, management and backup",
    .eachProfile { subject, profile, findings in
      guard subject.hasPurposes else { return }
      let vports = subject.vports[profile]
      for vnic in vports where subject.isVNIC(vnic) && subject.wanted[vnic].minimum == .zero {
        guard let unit = subject.wanted[vnic].unit, let production = subject.network(of: vnic, for: [.production]) else { continue }
        let other = vports.first { other in
          other != vnic && subject.wanted[other].unit == unit && subject.network(of: other, for: [.backup]) != nil
            && subject.network(of: other, for: [.production]) == nil && subject.fills(unit, other)
        }
        guard let other, let backup = subject.network(of: other, for: [.backup]) else { continue }
        let networks = subject.manifest.networks
        findings.add(
          subject.profile(profile), at: subject.path(to: vnic, .key("name")),
          "'\(subject.wanted[vnic].record.name)' ('\(networks[production].name)') is guaranteed nothing on port "
            + "\(subject.hardware.address(of: unit)), and backup over '\(subject.wanted[other].record.name)' ('\(networks[backup].name)') may fill "
            + "all of it",
          help: "give the one a 'bandwidth.min' or the other a 'bandwidth.max', or use another port")
      }
    })
}

extension RuleSubject {
  fileprivate var hasPurposes: Bool { purposes.contains(.production) }

  private func purpose(_ network: Int) -> TrafficPurpose? { purposes[network] }

  /// The first network of a vNIC that is for one of these.
  fileprivate func network(of vnic: Int, for purposes: [TrafficPurpose]) -> Int? {
    wanted[vnic].networks.first { network in purpose(network).map { purposes.contains($0) } ?? false }
  }

  /// Whether a v-port may use all of a port's speed.
  fileprivate func fills(_ unit: Int, _ vport: Int) -> Bool {
    guard let cap = wanted[vport].record.maximum, cap != .zero, let speed = hardware.units[unit].speed else { return true }
    return cap >= speed
  }
}
