internal import Documents
internal import FabricModel

extension Rule {
  /// A vNIC cannot stand in for a vHBA.
  static let mixedKinds = Rule(
    "redundancy.mixedKinds", .error, "the members of a redundancy group are all vNICs or all vHBAs",
    source: "frames and SCSI commands take different ways: bonding and ANS join NICs, dm-multipath joins paths to a disk",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        guard let index = group.declared, let first = group.members.first else { continue }
        let kind = subject.wanted[first].record.kind
        guard let other = group.members.first(where: { subject.wanted[$0].record.kind != kind }) else { continue }
        let (one, two) = subject.isVNIC(first) ? (first, other) : (other, first)
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("members")),
          "redundancy group '\(spec.name)' mixes \(subject.noun(one)) \(subject.names([one])) and \(subject.noun(two)) \(subject.names([two])), which can't stand in for "
            + "each other",
          help: "make a group of the vNICs and one of the vHBAs; a vdisk has no other path")
      }
    })
}
