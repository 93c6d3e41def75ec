internal import Documents
internal import FabricModel

extension Rule {
  /// The only way to a network or to the SAN, on a server that has cables for two.
  ///
  /// Backup and migration can wait until a path is back.
  static let onlyPath = Rule(
    "redundancy.onlyPath", .note, "a server with cables to two appliances has two paths to each network and to the SAN",
    source: "DESIGN section 6: losing the last path to a network or SAN is an outage, losing one of two is not",
    .eachProfile { subject, profile, findings in
      guard subject.hasTwoAppliances(profile) else { return }
      let vports = subject.vports[profile]
      let vhbas = vports.filter(subject.isVHBA)
      if let vhba = vhbas.first, vhbas.count == 1 {
        findings.add(
          subject.profile(profile), at: subject.path(to: vhba, .key("name")),
          "'\(subject.wanted[vhba].record.name)' is the only path to the SAN, though the server has cables to two appliances",
          help: "add a second vHBA: otherwise each firmware update of its adapter is an outage of the disks")
      }
      for vnic in vports where subject.isVNIC(vnic) && !subject.wanted[vnic].isBroken {
        let alone = subject.wanted[vnic].networks.filter { network in
          let isOnlyOne = !vports.contains { $0 != vnic && subject.wanted[$0].networks.contains(network) }
          return isOnlyOne && !subject.canWait(network)
        }
        guard !alone.isEmpty, subject.spec(profile).vnics[subject.wanted[vnic].item].failover != true else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(to: vnic, .key("name")),
          "'\(subject.wanted[vnic].record.name)' is the only path to \(quoted(alone.map { subject.manifest.networks[$0].name })), though the "
            + "server has cables to two appliances",
          help: "add a second vNIC there: otherwise each firmware update of its adapter is an outage of the network")
      }
    })
}

extension RuleSubject {
  fileprivate func canWait(_ network: Int) -> Bool {
    let purpose = manifest.networks[network].spec.purpose
    return purpose == .backup || purpose == .migration
  }
}
