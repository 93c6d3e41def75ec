internal import Documents
internal import FabricModel

extension Rule {
  /// Two members of a redundancy group that sit on one adapter go down with it.
  ///
  /// A VIO adapter function is dual-port: what is attached, detached and shares fate is the adapter, not the port
  /// (DOMAIN section 5; forums.theregister.com on the Virtensys vAdapters).
  static let membersOnOneAdapter = Rule(
    "redundancy.oneAdapter", .warning, "the members of a redundancy group sit on different adapters",
    source: "DOMAIN section 5: what shares fate on a VIO is the dual-port adapter function",
    .eachProfile { subject, profile, findings in
      for group in subject.groups(of: profile) {
        guard group.members.count > 1, let adapter = subject.adapter(of: group.members[0]) else { continue }
        guard group.members.allSatisfy({ subject.adapter(of: $0) == adapter && !subject.failsOver($0) }),
          let first = subject.unit(of: group.members[0])
        else { continue }
        let names = listed(group.members.map { "'\(subject.wanted[$0].record.name)'" })
        let card = "\(subject.host(of: first).name)/\(first.slotPort.slot)"
        findings.add(
          subject.profile(profile), at: subject.path(to: group.members[0], .key("name")),
          "\(names) stand in for each other and all sit on adapter \(card)",
          help: "cable the server to a second adapter or appliance, or let the pool of one of them choose another")
      }
    })
}
