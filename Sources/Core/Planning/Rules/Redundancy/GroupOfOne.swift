internal import Documents
internal import FabricModel

extension Rule {
  /// A group of one is a promise that nothing keeps.
  static let groupOfOne = Rule(
    "redundancy.oneMember", .warning, "a redundancy group has at least two members",
    source: "teams have two to eight members (Intel ANS white paper)",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where group.members.count == 1 {
        guard Set(spec.members).count == 1, let index = group.declared else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("members")),
          "redundancy group '\(spec.name)' has one member, \(subject.names(group.members)): nothing stands in for it",
          help: "add a second v-port to the group, or take the group away")
      }
    })
}
