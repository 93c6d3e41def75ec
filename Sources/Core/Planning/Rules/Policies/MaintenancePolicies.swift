internal import Documents
internal import FabricModel

extension Rule {
  /// It waits for windows that never come.
  static let maintenanceWithoutWindows = Rule(
    "maintenance.noWindows", .warning, "a maintenance policy with 'disruptive: window' has windows",
    source: "UCS: a timer-automatic maintenance policy names a schedule",
    .site { subject, findings in
      for policy in subject.manifest.maintenancePolicies where policy.spec.disruptive == .window && policy.spec.windows.isEmpty {
        findings.add(
          RuleObject(policy), at: [.key("spec"), .key("disruptive")],
          "'\(policy.name)' lets servers be disturbed in its windows, and has none: nothing that disturbs them is ever carried out",
          help: "add 'windows: [{days: [sun], from: \"02:00\", to: \"05:00\"}]', or use 'disruptive: ack'")
      }
    })

  /// Too short for a server to restart in it.
  static let shortWindow = Rule(
    "maintenance.shortWindow", .warning, "a maintenance window lasts 15 minutes or more",
    source: "a server with SAN boot takes five to ten minutes to restart, and one step is begun only if it can end in the window",
    .site { subject, findings in
      for policy in subject.manifest.maintenancePolicies {
        for (item, window) in policy.spec.windows.enumerated() {
          guard let from = window.from, let to = window.to else { continue }
          // One that ends when it begins lasts the whole day.
          let minutes = (to.minutes - from.minutes + 1_440 - 1) % 1_440 + 1
          guard minutes < 15 else { continue }
          findings.add(
            RuleObject(policy), at: [.key("spec"), .key("windows"), .item(item), .key("to")],
            "the window of '\(policy.name)' from \(from) to \(to) lasts \(minutes)min, in which no server restarts",
            help: "give it 15min or more; an hour is usual")
        }
      }
    })

  /// Servers that people work on are disturbed without a question.
  static let immediateProduction = Rule(
    "maintenance.immediate", .note, "servers on production networks are disturbed after somebody allowed it, or in windows",
    source: "UCS: 'immediate' reboots the server as soon as the change is saved; 'user-ack' is the usual choice",
    .site { subject, findings in
      for policy in subject.manifest.maintenancePolicies where policy.spec.disruptive == .immediate {
        let profiles = subject.profiles(naming: policy.name).filter { profile in
          subject.vports[profile].contains { subject.wanted[$0].networks.contains { subject.purposes[$0] == .production } }
        }
        guard !profiles.isEmpty else { continue }
        findings.add(
          RuleObject(policy), at: [.key("spec"), .key("disruptive")],
          "'\(policy.name)' disturbs \(quoted(profiles.map { subject.manifest.profiles[$0].name }, most: 3)) at once, on production networks",
          help: "use 'disruptive: window' with windows, or 'ack'")
      }
    })

  /// All servers of the class may be down at once.
  static let allUnavailable = Rule(
    "maintenance.maxUnavailable", .note, "'maxUnavailable' is less than the number of profiles that name the policy",
    source: "SR-IOV network operator: maxUnavailable bounds how many nodes are drained at once",
    .site { subject, findings in
      for policy in subject.manifest.maintenancePolicies {
        guard let most = policy.spec.maxUnavailable, most > 1 else { continue }
        let count = subject.profiles(naming: policy.name).count
        guard count > 1, most >= count else { continue }
        findings.add(
          RuleObject(policy), at: [.key("spec"), .key("maxUnavailable")],
          "'\(policy.name)' lets \(most) servers be down at once, and \(count) profiles name it: all of them may be",
          help: "'maxUnavailable: \(count - 1)' keeps one of them up")
      }
    })
}

extension RuleSubject {
  fileprivate func profiles(naming policy: String) -> [Int] {
    manifest.profiles.indices.filter { manifest.profiles[$0].spec.maintenance == policy }
  }
}
