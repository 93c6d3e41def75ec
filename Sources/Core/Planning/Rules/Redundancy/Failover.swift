internal import Documents
internal import FabricModel

extension Rule {
  /// The appliance moves the vNIC to the other side, and the host's team moves the traffic, too.
  static let failoverTwice = Rule(
    "failover.twice", .warning, "a vNIC fails over either in the appliance or in a team of the host, not in both",
    source: "UCS: fabric failover (A-B) is a property of the vNIC and takes the place of teaming in the host",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        for member in group.members where subject.isVNIC(member) && subject.vnic(member).failover == true {
          let name = subject.wanted[member].record.name
          findings.add(
            subject.profile(profile), at: subject.path(to: member, .key("failover")),
            "'\(name)' fails over in the appliance and is a member of team '\(spec.name)' as well: the host never sees the link go down, and "
              + "after a failure both members may sit on one side",
            help: "take 'failover' away, or the vNIC out of the team")
        }
      }
    })

  /// Fabric failover needs another side to go to.
  static let failoverWithoutSides = Rule(
    "failover.noSides", .note, "a vNIC with 'failover' is on an appliance that has ports on side A and on side B",
    source: "UCS: fabric failover moves a vNIC between fabrics A and B",
    .eachProfile { subject, profile, findings in
      for vnic in subject.vports[profile] where subject.isVNIC(vnic) && subject.vnic(vnic).failover == true {
        guard let unit = subject.unit(of: vnic) else { continue }
        let host = subject.host(of: unit)
        let sides = Set(
          host.units.compactMap { subject.hardware.units[$0].kind == .ethernet ? subject.hardware.units[$0].port.fabric : nil })
        guard !sides.isSuperset(of: [.a, .b]), !sides.contains(.common) else { continue }
        let found = sides.isEmpty ? "no sides" : "side \(sides.map(\.description).sorted().joined(separator: " and ")) only"
        findings.add(
          subject.profile(profile), at: subject.path(to: vnic, .key("failover")),
          "'\(subject.wanted[vnic].record.name)' is to fail over to the other side, and the Ethernet ports of '\(host.name)' are on \(found)",
          help: "say which side each port is on ('fabric: A'), or add a second vNIC and a redundancy group")
      }
    })
}
