internal import Documents
internal import FabricModel

extension Rule {
  /// One appliance of several keeps the VLAN for itself: the servers on it lose their redundancy, if not their network.
  static let vlanNotReservedSomewhere = Rule(
    "network.reservedVLANSomewhere", .warning, "each appliance carries the VLANs of its servers",
    source: "reserved VLANs, Cisco UCS Manager network guide",
    .site { subject, findings in
      let hosts = subject.hardware.appliances
      guard hosts.contains(where: { $0.inventory.reservedVLANs != nil }) else { return }
      var reserving: [Int: [Int]] = [:]
      for (index, network) in subject.manifest.networks.enumerated() {
        guard let vlan = network.spec.vlan else { continue }
        let here = hosts.indices.filter { hosts[$0].inventory.reservedVLANs?.contains(vlan) == true }
        if !here.isEmpty, here.count < hosts.count { reserving[index] = here }
      }
      guard !reserving.isEmpty else { return }
      var users: [Int: [Int: Int]] = [:]
      for index in subject.wanted.indices {
        for network in subject.wanted[index].networks {
          guard let hosts = reserving[network], let cables = subject.cables(of: subject.wanted[index].profile) else { continue }
          guard !subject.isUnplaced(index) else { continue }
          for host in hosts where cables.contains(where: { $0.appliance == host }) { users[network, default: [:]][host, default: 0] += 1 }
        }
      }
      for network in users.keys.sorted() {
        guard let host = users[network]?.keys.min(), let count = users[network]?[host] else { continue }
        let declared = subject.manifest.networks[network]
        let reserved = hosts[host].inventory.reservedVLANs?.description ?? ""
        findings.add(
          RuleObject(declared), at: .spec(.key("vlan")),
          "network '\(declared.name)' uses VLAN \(declared.spec.vlan?.description ?? ""), which '\(hosts[host].name)' keeps for itself "
            + "(\(reserved)): the \(counted(count, "vNIC")) of its servers can only sit elsewhere", help: "give the network another VLAN")
      }
    })
}
