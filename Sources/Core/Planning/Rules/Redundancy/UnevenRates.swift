internal import Documents
internal import FabricModel

extension Rule {
  /// The host balances as if members were alike; after a failover the slower one carries all.
  static let unevenRates = Rule(
    "redundancy.unevenRates", .warning, "the members of a redundancy group have the same cap",
    source: "after a failover the member that is left carries the traffic of all",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where group.members.count > 1 {
        guard let index = group.declared, let first = group.members.first, let rate = subject.wanted[first].record.maximum else { continue }
        guard let other = group.members.first(where: { subject.wanted[$0].record.maximum.map { $0 != rate } ?? false }),
          let otherRate = subject.wanted[other].record.maximum
        else { continue }
        let (slow, fast) = subject.isSlower(rate, than: otherRate) ? (first, other) : (other, first)
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("members")),
          "in group '\(spec.name)' \(subject.capped(fast)) and \(subject.capped(slow)): when the first fails, the second carries less",
          help: "give both the same 'bandwidth.max'")
      }
    })
}

extension RuleSubject {
  /// Zero is no cap.
  fileprivate func isSlower(_ one: Bitrate, than other: Bitrate) -> Bool { one != .zero && (other == .zero || one < other) }

  fileprivate func capped(_ vport: Int) -> String {
    let (name, rate) = (wanted[vport].record.name, wanted[vport].record.maximum ?? .zero)
    return rate == .zero ? "'\(name)' has no cap" : "'\(name)' is capped at \(rate)"
  }
}
