internal import Documents
internal import FabricModel

extension Rule {
  /// Members that carry different VLANs: after a failover some of the host's networks are gone.
  ///
  /// VLAN ids are compared, not names, since the two sides of a fabric may each have a network object of one VLAN. A group without a
  /// mode is no team: it only says what to keep apart.
  static let membersOfDifferentNetworks = Rule(
    "redundancy.differentNetworks", .error, "the vNICs of a team or bond carry the same VLANs, with the same one untagged",
    source: "the members of a team are in the same subnet (edc.intel.com teaming modes, AFT and ALB)",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where group.members.count > 1 && spec.mode != nil {
        let vnics = group.members.filter(subject.isVNIC)
        guard vnics.count == group.members.count, let first = vnics.first, let index = group.declared else { continue }
        guard !vnics.contains(where: { subject.wanted[$0].isBroken }) else { continue }
        guard let other = vnics.first(where: { subject.vlans($0) != subject.vlans(first) }) else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("members")),
          "'\(subject.wanted[first].record.name)' carries \(subject.describe(first)) and '\(subject.wanted[other].record.name)' carries "
            + "\(subject.describe(other)): in group '\(spec.name)' neither can take over all of the other",
          help: "give all members the same 'network' and 'trunk'")
      }
    })
}

extension RuleSubject {
  /// The VLAN that is untagged at the host, and the tagged ones, of each physical network.
  fileprivate func vlans(_ vport: Int) -> VLANs {
    let networks = manifest.networks
    let hasNative = !(wanted[vport].record.native ?? "").isEmpty
    let all = wanted[vport].networks.map { networks[$0].spec.vlan }
    return VLANs(native: hasNative ? all.first ?? nil : nil, tagged: Set(all.dropFirst(hasNative ? 1 : 0)))
  }

  fileprivate struct VLANs: Equatable {
    let native: VLANID?
    let tagged: Set<VLANID?>
  }

  /// `'prod', tagged 'backup' and 'storage'`.
  fileprivate func describe(_ vport: Int) -> String {
    let record = wanted[vport].record
    let native = record.native.flatMap { $0.isEmpty ? nil : "'\($0)'" }
    let tagged = record.tagged.flatMap { $0.isEmpty ? nil : "tagged \(quoted($0))" }
    return [native, tagged].compactMap { $0 }.joined(separator: ", ").ifEmpty("no network")
  }
}

extension String {
  fileprivate func ifEmpty(_ other: String) -> String { isEmpty ? other : self }
}
