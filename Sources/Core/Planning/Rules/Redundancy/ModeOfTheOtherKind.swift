internal import Documents
internal import FabricModel

extension Rule {
  /// vHBAs in a team, or vNICs in multipath.
  static let modeOfTheOtherKind = Rule(
    "redundancy.wrongMode", .error, "vNICs are teamed or bonded, vHBAs are multipathed",
    source: "UCS: vHBAs have no fabric failover and must use multipath on A and B; bonding and ANS join Ethernet interfaces only",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        guard let index = group.declared, let mode = spec.mode, let first = group.members.first else { continue }
        guard group.members.allSatisfy({ subject.wanted[$0].record.kind == subject.wanted[first].record.kind }) else { continue }
        let isVNIC = subject.isVNIC(first)
        guard isVNIC == (mode == .multipath) else { continue }
        let right = isVNIC ? "active-backup" : "multipath"
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("mode")),
          isVNIC
            ? "redundancy group '\(spec.name)' has mode 'multipath', which joins paths to a disk, but its members are vNICs"
            : "redundancy group '\(spec.name)' has mode '\(mode)', which joins Ethernet interfaces, but its members are vHBAs",
          help: isVNIC ? "'active-backup' works on any switch" : "vHBAs are joined by 'multipath'"
        ) { isVNIC ? nil : TextEdit($0, replacement: right) }
      }
    })
}
