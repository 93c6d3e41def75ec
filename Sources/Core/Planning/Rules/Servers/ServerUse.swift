internal import Documents
internal import FabricModel

extension Rule {
  /// A spare that is in use is none.
  static let spareInUse = Rule(
    "server.spareInUse", .warning, "a server with role 'spare' bears no profile",
    source: "HP VCEM: a spare has no profile, is of the same model and powered off",
    .eachProfile { subject, profile, findings in
      guard subject.manifest.profiles[profile].spec.server != nil, let server = subject.server(of: profile) else { return }
      // Who chooses among spares means it.
      guard subject.manifest.servers[server].spec.role == .spare, !subject.chosen.contains(profile) else { return }
      let declared = subject.manifest.servers[server]
      findings.add(
        subject.profile(profile), at: [.key("spec"), .key("server")],
        "server '\(declared.name)' is a spare, and bears profile '\(subject.manifest.profiles[profile].name)': it can't stand in for another",
        related: [("the spare", RuleObject(declared), [.key("spec"), .key("role")])],
        help: "after a failover write 'role: active' on this server and 'role: spare' on the one that was replaced")
    })

  /// Bound by name and by choice.
  static let serverTwice = Rule(
    "server.twoChoices", .error, "a profile has either 'server' or 'serverSelector'",
    source: "DESIGN section 4: server: NAME | none, or serverSelector",
    .eachProfile { subject, profile, findings in
      guard let server = subject.manifest.profiles[profile].spec.server, !server.isEmpty else { return }
      guard subject.manifest.profiles[profile].spec.serverSelector != nil, !subject.chosen.contains(profile) else { return }
      findings.add(
        subject.profile(profile), at: [.key("spec"), .key("serverSelector")],
        "profile '\(subject.manifest.profiles[profile].name)' is bound to server '\(server)', and has a 'serverSelector' as well",
        help: "keep 'server' to say which, or 'serverSelector' to let a free one be chosen")
    })

  /// A server that nobody uses.
  ///
  /// Where no other server bears a profile, the profiles are not written yet.
  static let idleServer = Rule(
    "server.idle", .note, "a cabled server bears a profile or is a spare",
    source: "the I/O-virtualization report counts its cost by connection: a cable that carries nothing is paid for all the same",
    .site { subject, findings in
      let profiles = subject.manifest.profiles
      guard !profiles.isEmpty, subject.isSound else { return }
      var bears = [Bool](repeating: false, count: subject.manifest.servers.count)
      for profile in profiles.indices { if let server = subject.server(of: profile) { bears[server] = true } }
      guard bears.contains(true) else { return }
      let servers = subject.manifest.servers
      let idle = servers.indices.filter { !bears[$0] && servers[$0].spec.role != .spare && !subject.cabling.cables[$0].isEmpty }
      // A rack that is being filled is one finding; who silences it for a server means that one.
      let silenced = idle.filter { servers[$0].annotations.reason(for: "server.idle") != nil }
      let others = idle.filter { servers[$0].annotations.reason(for: "server.idle") == nil }
      for group in silenced.map({ [$0] }) + [others] where !group.isEmpty {
        let names = quoted(group.map { servers[$0].name })
        findings.add(
          RuleObject(servers[group[0]]), at: [.key("metadata"), .key("name")],
          group.count == 1 ? "server \(names) is cabled, and bears no profile" : "servers \(names) are cabled, and bear no profile",
          help: "bind a profile to each, or write 'role: spare' if it stands by for others")
      }
    })
}
