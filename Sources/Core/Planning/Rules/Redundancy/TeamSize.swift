internal import Documents
internal import FabricModel

extension Rule {
  /// Intel ANS knows teams of up to eight adapters.
  static let tooManyMembers = Rule(
    "teaming.tooManyMembers", .error, "an Intel ANS team has at most eight members",
    source: "Intel ANS white paper (1library.net): up to eight adapters a team",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where group.members.count > 8 {
        guard let index = group.declared, let mode = spec.mode, mode.isIntelANS else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("members")),
          "redundancy group '\(spec.name)' has \(group.members.count) members, and an Intel ANS team (\(mode)) takes 8",
          help: "take \(group.members.count - 8) out of the group, or make two groups")
      }
    })

  /// Switch fault tolerance joins two ports: one on each switch.
  static let switchFaultTolerancePair = Rule(
    "teaming.sftMembers", .warning, "a team of mode SFT has two members",
    source: "edc.intel.com teaming modes: SFT joins two adapters that are connected to different switches",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where group.members.count > 2 {
        guard let index = group.declared, spec.mode == .switchFaultTolerance else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("members")),
          "redundancy group '\(spec.name)' has \(group.members.count) members, and SFT joins two: one on each switch",
          help: "keep two of them, or use mode 'AFT', which takes up to eight")
      }
    })
}
