internal import Documents
internal import FabricModel

extension Rule {
  /// Fibre Channel frames over an Ethernet that may drop them.
  static let vhbaOverPlainEthernet = Rule(
    "transport.plainEthernet", .warning, "a VSAN behind Ethernet has an FCoE VLAN",
    source:
      "the I/O-virtualization report, option 1 (encapsulation in Ethernet) and option 3 (FCoE); T11 FC-BB-5: FCoE needs lossless Ethernet",
    .site { subject, findings in
      for use in subject.usesWithoutFCoE(over: .ethernet) {
        findings.add(
          RuleObject(subject.manifest.vsans[use.vsan]), at: [.key("spec")],
          "\(subject.describe(use)) reach\(use.others == 0 ? "es" : "") VSAN '\(subject.manifest.vsans[use.vsan].name)' over plain Ethernet, and "
            + "the VSAN has no VLAN for FCoE: Fibre Channel does not survive dropped frames",
          related: [subject.place(of: use)], help: "give the VSAN an 'fcoeVLAN' that the switches treat as lossless")
      }
    })

  /// FCoE without the VLAN that carries the VSAN.
  static let fcoeWithoutVLAN = Rule(
    "transport.fcoeVLAN", .error, "a VSAN behind FCoE has an 'fcoeVLAN'",
    source: "T11 FC-BB-5: FIP finds the VLAN of a VSAN; UCS: each VSAN has an FCoE VLAN",
    .site { subject, findings in
      for use in subject.usesWithoutFCoE(over: .fcoe) {
        findings.add(
          RuleObject(subject.manifest.vsans[use.vsan]), at: [.key("spec")],
          "\(subject.describe(use)) reach\(use.others == 0 ? "es" : "") VSAN '\(subject.manifest.vsans[use.vsan].name)' over FCoE, which carries "
            + "each VSAN in a VLAN, and it has none",
          related: [subject.place(of: use)], help: "give the VSAN an 'fcoeVLAN' that no Network uses")
      }
    })
}

/// vHBAs that reach a VSAN without an FCoE VLAN over Ethernet.
private struct UseWithoutFCoE {
  let vsan: Int
  let first: Int
  var others = 0
}

extension RuleSubject {
  fileprivate func usesWithoutFCoE(over transport: Transport) -> [UseWithoutFCoE] {
    guard transports.contains(transport) else { return [] }
    var uses: [UseWithoutFCoE?] = manifest.vsans.map { _ in nil }
    for vhba in wanted.indices where isVHBA(vhba) {
      guard let vsan = wanted[vhba].vsan, manifest.vsans[vsan].spec.fcoeVLAN == nil, self.transport(of: vhba) == transport else { continue }
      if uses[vsan] == nil { uses[vsan] = UseWithoutFCoE(vsan: vsan, first: vhba) } else { uses[vsan]?.others += 1 }
    }
    return uses.compactMap { $0 }
  }

  /// `'db-01/vhba0' and 3 more`.
  fileprivate func describe(_ use: UseWithoutFCoE) -> String {
    "'\(wanted[use.first].record.address)'" + (use.others == 0 ? "" : " and \(use.others) more")
  }

  fileprivate func place(of use: UseWithoutFCoE) -> (message: String, object: RuleObject, path: [Locator.Step]) {
    ("a vHBA in it", profile(wanted[use.first].profile), path(to: use.first, .key("vsan")))
  }
}
