internal import Documents
internal import FabricModel

extension Rule {
  /// Groups on a server with one cable, at a site with several appliances.
  ///
  /// Who asks for 'spread: adapter' or 'switch' knows that it is one; of a wider spread, placement says that there is no port.
  static let singleCable = Rule(
    "redundancy.singleCable", .warning, "the server of a profile with redundancy groups has cables to two appliances",
    source: "one cable, one extender card: it fails alone and takes all v-ports with it",
    .eachProfile { subject, profile, findings in
      guard subject.hardware.appliances.count > 1, let server = subject.server(of: profile),
        let cables = subject.cables(of: profile), let cable = cables.first, cables.allSatisfy({ $0.appliance == cable.appliance })
      else { return }
      // There it has a cable from each side.
      if subject.model(of: cable.appliance)?.hasTwoFabrics ?? false { return }
      for (group, spec) in subject.declaredGroups(of: profile) where group.members.count > 1 {
        let isUnplaced = subject.unit(of: group.members[0]) == nil && subject.hardware.appliances[cable.appliance].units.isEmpty
        let asksForMore = spec.spread == nil || (isUnplaced && (spec.spread == .appliance || spec.spread == .failureDomain))
        guard asksForMore, let index = group.declared, let vport = group.members.first else { continue }
        let declared = subject.manifest.servers[server]
        let name = subject.hardware.appliances[cable.appliance].name
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("members")),
          "the members of '\(spec.name)' stand in for each other, but server '\(declared.name)' is cabled to '\(name)' only: all of "
            + "'\(subject.wanted[vport].record.profile)' goes down with that cable",
          related: [("its cables", RuleObject(declared), [.key("spec"), .key("connections")])],
          help: "cable the server to a second appliance; if that is on purpose, write 'spread: adapter'")
        return
      }
    })
}
