internal import Documents
internal import FabricModel

extension Rule {
  /// A v-port can be enslaved to one bond and belong to one multipath device.
  static let memberOfTwoGroups = Rule(
    "redundancy.twoGroups", .error, "a v-port is a member of one redundancy group",
    source: "an interface has one bonding master (torvalds/linux Documentation/networking/bonding.rst)",
    .eachProfile { subject, profile, findings in
      let groups = subject.declaredGroups(of: profile)
      guard groups.count > 1 else { return }
      for later in groups.indices.dropFirst() {
        for (item, member) in groups[later].spec.members.enumerated() {
          guard let first = groups[..<later].first(where: { $0.spec.members.contains(member) }) else { continue }
          guard let index = groups[later].group.declared, let other = first.group.declared else { continue }
          let object = subject.profile(profile)
          findings.add(
            object, at: subject.path(toGroup: index, .key("members"), .item(item)),
            "'\(member)' is a member of both '\(first.spec.name)' and '\(groups[later].spec.name)': the host can put it into one only",
            related: [("the first group", object, subject.path(toGroup: other, .key("members")))],
            help: "take it out of one of the two")
        }
      }
    })
}
