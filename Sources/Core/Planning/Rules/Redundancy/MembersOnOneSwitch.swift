internal import Documents
internal import FabricModel

extension Rule {
  /// Members on different adapters whose cables end in one switch.
  ///
  /// Modes that want it so, and SFT, where it is an error, have rules of their own.
  static let membersOnOneSwitch = Rule(
    "redundancy.oneSwitch", .warning, "the members of a redundancy group are plugged into different switches where the site has several",
    source: "active-backup and AFT ask nothing of the switch, so each member may end on one of its own (edc.intel.com teaming modes)",
    .eachProfile { subject, profile, findings in
      guard subject.switches.contains(where: { $0.value.count > 1 }) else { return }
      for group in subject.groups(of: profile) {
        guard let units = subject.units(of: group), let name = units.commonSwitch, units.commonAdapter == nil else { continue }
        let mode = subject.mode(of: group, in: profile)
        let others = (units[0].kind.flatMap { subject.switches[$0] } ?? []).subtracting([name]).sorted()
        guard !others.isEmpty else { continue }
        if mode == .switchFaultTolerance || mode?.isAggregation ?? false { continue }
        findings.add(
          subject.profile(profile), at: subject.place(of: group),
          "\(subject.names(group.members)) stand in for each other and are all plugged into switch '\(name)': its update cuts all of them",
          help: "use 'spread: switch' with ports that lead to \(quoted(others, most: 3)), too")
      }
    })
}
