internal import Documents
internal import FabricModel

extension Rule {
  /// v-ports that can boot, and no order in which they are tried.
  static let bootUnlisted = Rule(
    "boot.unlisted", .warning, "what can boot is listed in 'boot'",
    source: "RFC 4173 and the PXE specification: the firmware tries devices in the order of its boot list",
    .eachProfile { subject, profile, findings in
      guard (subject.manifest.profiles[profile].spec.boot ?? []).isEmpty else { return }
      let able = subject.vports[profile].filter { subject.isVNIC($0) && subject.bootsOverNetwork($0) }
      guard let first = able.first else { return }
      findings.add(
        subject.profile(profile), at: subject.path(to: first, .key(subject.vnic(first).pxe == true ? "pxe" : "iscsi")),
        "\(subject.names(able)) can boot over the network, but '\(subject.manifest.profiles[profile].name)' lists nothing in 'boot': its "
          + "firmware is not told to",
        help: "add 'boot: [\(able.map { subject.wanted[$0].record.name }.joined(separator: ", "))]'")
    })

  /// A vNIC in the boot list that has nothing to boot from.
  static let bootFromNothing = Rule(
    "boot.noSource", .error, "a vNIC in 'boot' has 'pxe' or 'iscsi'",
    source: "without a boot ROM for PXE or iSCSI (RFC 4173) the firmware does not offer the NIC",
    .eachProfile { subject, profile, findings in
      for path in subject.bootPaths(of: profile) where subject.isVNIC(path.vport) && !subject.bootsOverNetwork(path.vport) {
        findings.add(
          subject.profile(profile), at: path.place,
          "'\(subject.manifest.profiles[profile].name)' is to boot from '\(subject.wanted[path.vport].record.name)', which has neither 'pxe' nor "
            + "'iscsi'",
          help: "give the vNIC 'pxe: true' or an 'iscsi' disk, or take it off the list")
      }
    })

  /// A vHBA in the boot list without targets: its BIOS takes the first disk that it is shown.
  static let bootFromAnyDisk = Rule(
    "boot.noTargets", .warning, "a vHBA in 'boot' has 'targets'",
    source: "QLogic Fast!UTIL: without a selected boot device the BIOS boots from the first LUN it finds",
    .eachProfile { subject, profile, findings in
      for path in subject.bootPaths(of: profile) where subject.isVHBA(path.vport) && subject.targets(path.vport).isEmpty {
        findings.add(
          subject.profile(profile), at: path.place,
          "'\(subject.manifest.profiles[profile].name)' is to boot from '\(subject.wanted[path.vport].record.name)', which has no 'targets': its "
            + "BIOS takes the first disk that it is shown",
          help: "name the storage port and the LUN: 'targets: [{wwpn: …, lun: 0}]'")
      }
    })
}
