internal import Documents
internal import FabricModel

extension Rule {
  /// Appliances keep VLANs for themselves (UCS 4043–4047), and no port of theirs carries a network with such a one.
  ///
  /// Where a v-port found no place for it, that was said.
  static let vlanNotReserved = Rule(
    "network.reservedVLAN", .error, "some appliance carries a network's VLAN", source: "reserved VLANs, Cisco UCS Manager network guide",
    .site { subject, findings in
      let hosts = subject.hardware.appliances
      guard !hosts.isEmpty, hosts.allSatisfy({ $0.inventory.reservedVLANs != nil }) else { return }
      for (index, network) in subject.manifest.networks.enumerated() {
        guard let vlan = network.spec.vlan, hosts.allSatisfy({ $0.inventory.reservedVLANs?.contains(vlan) == true }),
          !subject.isAnyUnplaced({ subject.wanted[$0].networks.contains(index) })
        else { continue }
        let who = hosts.count == 1 ? "'\(hosts[0].name)' keeps" : "all \(hosts.count) appliances keep"
        findings.add(
          RuleObject(network), at: .spec(.key("vlan")),
          "network '\(network.name)' uses VLAN \(vlan), which \(who) for itself (\(hosts[0].inventory.reservedVLANs?.description ?? "")): "
            + "no port can carry it", help: "give the network another VLAN")
      }
    })
}
