internal import Documents
internal import FabricModel

extension Rule {
  /// Members on two adapters of one appliance still go down with it.
  static let membersOnOneAppliance = Rule(
    "redundancy.oneAppliance", .warning, "the members of a redundancy group sit on different appliances where the server is cabled to two",
    source: "two appliances run active/active or active/passive so that one may fail (forums.theregister.com on the Virtensys VIO)",
    .eachProfile { subject, profile, findings in
      guard subject.hasTwoAppliances(profile) else { return }
      for group in subject.groups(of: profile) {
        guard let units = subject.units(of: group), let appliance = units.commonAppliance, units.commonAdapter == nil,
          !subject.areOnTwoFabrics(units)
        else {
          continue
        }
        let name = subject.hardware.appliances[appliance].name
        let others = (subject.cables(of: profile) ?? []).filter { $0.appliance != appliance }
          .map { subject.hardware.appliances[$0.appliance].name }
        findings.add(
          subject.profile(profile), at: subject.place(of: group),
          "\(subject.names(group.members)) stand in for each other and all sit on appliance '\(name)': when it restarts, all of them are down",
          help: "the server is cabled to \(quoted(others)), too: let the pool of one of them choose ports there")
      }
    })
}
