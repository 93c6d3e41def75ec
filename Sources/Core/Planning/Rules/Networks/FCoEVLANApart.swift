internal import Documents
internal import FabricModel

extension Rule {
  /// The VLAN that carries a VSAN over Ethernet carries nothing else: not another VSAN, and no network.
  static let fcoeVLANApart = Rule(
    "vsan.fcoeVLAN", .error, "an FCoE VLAN carries one VSAN and nothing else",
    source: "T11 FC-BB-5; Cisco UCS Manager: FCoE VLANs and Ethernet VLANs may not overlap",
    .site { subject, findings in
      let vsans = subject.manifest.vsans
      guard vsans.contains(where: { $0.spec.fcoeVLAN != nil }) else { return }
      let networks = Dictionary(grouping: subject.manifest.networks.filter { $0.spec.vlan != nil }) { $0.spec.vlan }
      for (index, vsan) in vsans.enumerated() {
        guard let vlan = vsan.spec.fcoeVLAN else { continue }
        let help = "give the VSAN a VLAN of its own; one that nobody uses is often its own number"
        if let network = networks[vlan]?.first(where: {
          $0.spec.physicalNetwork ?? "default" == vsan.spec.physicalNetwork ?? "default" && agree($0.spec.fabric, vsan.spec.fabric)
        }) {
          findings.add(
            RuleObject(vsan), at: .spec(.key("fcoeVLAN")),
            "VLAN \(vlan) carries '\(vsan.name)' over Ethernet and is also the network '\(network.name)'",
            related: [("the network", RuleObject(network), .spec(.key("vlan")))], help: help)
        }
        if let other = vsans[..<index].first(where: {
          $0.name != vsan.name && $0.spec.fcoeVLAN == vlan && $0.spec.isBeside(vsan.spec)
        }) {
          findings.add(
            RuleObject(vsan), at: .spec(.key("fcoeVLAN")), "VLAN \(vlan) carries both '\(other.name)' and '\(vsan.name)' over Ethernet",
            related: [("the other VSAN", RuleObject(other), .spec(.key("fcoeVLAN")))], help: help)
        }
      }
    })
}
