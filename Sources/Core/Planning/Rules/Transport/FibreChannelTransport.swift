internal import Documents
internal import FabricModel

extension Rule {
  /// Fibre Channel frames over an Ethernet that may drop them.
  static let vhbaOverPlainEthernet = Rule(
    "transport.plainEthernet", .warning, "a vHBA behind Ethernet has a VSAN with an FCoE VLAN",
    source:
      "the I/O-virtualization report, option 1 (encapsulation in Ethernet) and option 3 (FCoE); T11 FC-BB-5: FCoE needs lossless Ethernet",
    .eachProfile { subject, profile, findings in
      for (vhba, appliance) in subject.vhbasWithoutFCoE(profile, over: .ethernet) {
        findings.add(
          subject.profile(profile), at: subject.path(to: vhba, .key("vsan")),
          "\(appliance) speaks plain Ethernet to its servers, and VSAN '\(subject.wanted[vhba].record.vsan ?? "")' of "
            + "'\(subject.wanted[vhba].record.name)' has no VLAN for FCoE: Fibre Channel does not survive dropped frames",
          help: "give the VSAN an 'fcoeVLAN' that the switches treat as lossless")
      }
    })

  /// FCoE without the VLAN that carries the VSAN.
  static let fcoeWithoutVLAN = Rule(
    "transport.fcoeVLAN", .error, "a VSAN behind FCoE has an 'fcoeVLAN'",
    source: "T11 FC-BB-5: FIP finds the VLAN of a VSAN; UCS: each VSAN has an FCoE VLAN",
    .eachProfile { subject, profile, findings in
      for (vhba, appliance) in subject.vhbasWithoutFCoE(profile, over: .fcoe) {
        findings.add(
          subject.profile(profile), at: subject.path(to: vhba, .key("vsan")),
          "\(appliance) carries VSANs in VLANs (FCoE), and VSAN '\(subject.wanted[vhba].record.vsan ?? "")' of "
            + "'\(subject.wanted[vhba].record.name)' has none",
          help: "give the VSAN an 'fcoeVLAN' that no Network uses")
      }
    })
}

extension RuleSubject {
  /// The vHBAs that such a transport carries and whose VSAN has no FCoE VLAN, each with what to call their appliance.
  fileprivate func vhbasWithoutFCoE(_ profile: Int, over transport: Transport) -> [(vhba: Int, appliance: String)] {
    guard transports.contains(transport) else { return [] }
    return vports[profile].filter(isVHBA).compactMap { vhba in
      guard let vsan = wanted[vhba].vsan, manifest.vsans[vsan].spec.fcoeVLAN == nil, self.transport(of: vhba) == transport else {
        return nil
      }
      let name = unit(of: vhba).map { host(of: $0).name } ?? cables(of: profile)?.first.map { hardware.appliances[$0.appliance].name }
      return (vhba, "appliance '\(name ?? "")'")
    }
  }
}
