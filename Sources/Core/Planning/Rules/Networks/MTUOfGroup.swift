internal import Documents
internal import FabricModel

extension Rule {
  /// After a fail-over the larger frames are lost, long after anybody has looked at the MTU.
  static let mtuOfGroup = Rule(
    "redundancy.mtu", .warning, "members of a redundancy group have one MTU",
    source: "Linux Documentation/networking/bonding.rst: the bond's MTU is that of all members",
    .eachProfile { subject, profile, findings in
      // Most profiles have one MTU throughout.
      var (least, most) = (Int.max, 0)
      for index in subject.vports[profile] where subject.wanted[index].mtu > 0 {
        least = min(least, subject.wanted[index].mtu)
        most = max(most, subject.wanted[index].mtu)
      }
      guard least < most else { return }
      for group in subject.groups(of: profile) {
        let members = group.members.filter { subject.wanted[$0].mtu > 0 }
        guard let first = members.first, let other = members.first(where: { subject.wanted[$0].mtu != subject.wanted[first].mtu }) else {
          continue
        }
        func words(_ index: Int) -> String { "'\(subject.wanted[index].record.name)' with an MTU of \(subject.wanted[index].mtu)" }
        findings.add(
          subject.profile(profile), at: subject.path(toMTUOf: other),
          "\(words(first)) and \(words(other)) stand in for each other: after a failure the larger frames are lost",
          help: "give both the same MTU, best by their network")
      }
    })
}
