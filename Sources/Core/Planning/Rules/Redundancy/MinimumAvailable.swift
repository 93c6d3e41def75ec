internal import Documents
internal import FabricModel

extension Rule {
  /// `minAvailable` as high as the number of members: no step may ever take one of them.
  static let nothingMayFail = Rule(
    "redundancy.nothingMayFail", .warning, "'minAvailable' is less than the number of members",
    source: "DESIGN section 6, I3: no step takes a member when that would leave fewer than 'minAvailable'",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where group.members.count > 1 {
        guard let index = group.declared, let least = spec.minAvailable, least >= group.members.count else { continue }
        let count = group.members.count
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("minAvailable")),
          "redundancy group '\(spec.name)' needs \(least) of its \(count) members up at all times, so that none of them may ever be touched",
          help: "'minAvailable: \(count - 1)' lets one member be down at a time"
        ) { TextEdit($0, replacement: String(count - 1)) }
      }
    })

  /// `minAvailable: 0`: a plan may take all members at once.
  static let allMayFail = Rule(
    "redundancy.allMayFail", .note, "'minAvailable' is at least 1",
    source: "DESIGN section 6, I3: no step takes a member when that would leave fewer than 'minAvailable'",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where spec.minAvailable == 0 {
        guard let index = group.declared, group.members.count > 1 else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("minAvailable")),
          "a plan may take \(subject.names(group.members)) of redundancy group '\(spec.name)' down at the same time",
          help: "'minAvailable: 1', which is what an absent one means, keeps one of them up"
        ) { TextEdit($0, replacement: "1") }
      }
    })
}
