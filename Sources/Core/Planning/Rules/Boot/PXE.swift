internal import Documents
internal import FabricModel

extension Rule {
  /// Boot firmware sends untagged frames.
  static let pxeWithoutNetwork = Rule(
    "boot.pxeTagged", .warning, "a vNIC with 'pxe' has a native network",
    source: "PXE firmware asks for an address without a VLAN tag (PXE 2.1)",
    .eachProfile { subject, profile, findings in
      for vport in subject.vports[profile] where subject.isVNIC(vport) {
        let vnic = subject.vnic(vport)
        guard vnic.pxe == true, let trunk = vnic.trunk, let network = trunk.first, (vnic.network ?? "").isEmpty else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(to: vport, .key("pxe")),
          "'\(vnic.name)' boots over the network with untagged frames, and it carries \(quoted(trunk)) tagged only",
          help: "make the network that the boot server is in native: 'network: \(network)'")
      }
    })

  /// Before the system runs there is nobody who speaks LACP.
  static let pxeOverAggregation = Rule(
    "boot.pxeAggregated", .note, "a vNIC with 'pxe' is in no link aggregation, or the switch falls back to single ports",
    source: "OpenStack Ironic, port groups: PXE cannot use a bond without fallback",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        guard let mode = spec.mode, mode.isAggregation else { continue }
        for member in group.members where subject.isVNIC(member) && subject.vnic(member).pxe == true {
          findings.add(
            subject.profile(profile), at: subject.path(to: member, .key("pxe")),
            "'\(subject.wanted[member].record.name)' boots over the network before the host can speak '\(mode)' for group '\(spec.name)', and "
              + "the switch may keep the port down until it does",
            help: "turn LACP fallback on at the switch, or boot over a vNIC of its own")
        }
      }
    })
}
