internal import Documents
internal import FabricModel

extension Rule {
  /// Two names for one VLAN of one cabling are one network: what looks apart is not.
  static let oneNetworkPerVLAN = Rule(
    "network.sameVLAN", .warning, "a VLAN of a physical network has one name", source: "IEEE 802.1Q: the VLAN id is the network",
    .site { subject, findings in
      struct Wire: Hashable {
        let vlan: VLANID
        let physicalNetwork: String
      }
      let networks = subject.manifest.networks
      var users: [Wire: [Int]] = [:]
      for (index, network) in networks.enumerated() {
        guard let vlan = network.spec.vlan else { continue }
        let wire = Wire(vlan: vlan, physicalNetwork: network.spec.physicalNetwork ?? "default")
        if let first = users[wire]?.first(where: {
          networks[$0].name != network.name && agree(networks[$0].spec.fabric, network.spec.fabric)
        }) {
          findings.add(
            RuleObject(network), at: .spec(.key("vlan")),
            "'\(networks[first].name)' and '\(network.name)' are both VLAN \(vlan) of the physical network '\(wire.physicalNetwork)': "
              + "whoever is in one is in the other",
            related: [("the other one", RuleObject(networks[first]), .spec(.key("vlan")))],
            help: "keep one of them, or give one another VLAN or 'physicalNetwork'")
        }
        users[wire, default: []].append(index)
      }
    })
}
