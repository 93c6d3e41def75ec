package import Documents
package import FabricModel

/// What the manifests come to: the desired fabric, and what planning keeps of how it came about.
package struct Resolution: Sendable {
  package var desired = Fabric()
  package var hardware = Hardware()
  package var names = ManifestNames()
  /// Where profiles and v-ports are now.
  var present = Presence(nil, Fabric())
  /// How much of each unit's speed may be guaranteed: the most that an adapter pool with the unit in it allows.
  package var reservable: [Percent?] = []
  /// The ports of the adapter pools, in their order.
  var pools: [PoolPorts] = []
  /// Redundancy groups that the manifests declare, by profile.
  package var groups: [String: [RedundancyGroup]] = [:]
  /// The maintenance policies that profiles name.
  var maintenance: [(profile: String, policy: String)] = []
  /// Servers by name, for their hotplug.
  package var servers: [String: Server] = [:]
  /// What has no place, though it may have one on its appliance, which was not read.
  var unplaced: [VPortRecord] = []
  package var diagnostics: [Diagnostic] = []
  /// What rules look at.
  var subject: RuleSubject?
  /// Where the objects were declared.
  package var origins = Origins()

  package struct Origins: Sendable {
    package var profiles: [String: Origin] = [:]
    package var networks: [String: Origin] = [:]
    package var vsans: [String: Origin] = [:]
    package var appliances: [String: Origin] = [:]
  }
}

extension Resolution {
  /// What the rules find; nothing of it keeps the desired fabric from being known.
  package func findings() -> RuleFindings { closing([findings(part: 0, of: 1)]) }

  /// What keeps a plan from being made or makes it doubtful.
  ///
  /// Rules that only give advice do not even look: that is for `validate` to tell, and here it would hide what a plan costs.
  func problems() -> [Diagnostic] {
    guard let subject else { return [] }
    var all = RuleFindings()
    for rule in Rule.all where rule.description.severity != .note { all.append(rule.findings(in: subject, after: all)) }
    return all.diagnostics
  }

  /// What every `count`th rule finds, so that several cores can share the rules; `closing` puts the parts together.
  package func findings(part: Int, of count: Int) -> RuleFindings {
    var all = RuleFindings()
    guard let subject else { return all }
    for index in stride(from: part, to: Rule.all.count, by: count) where !Rule.all[index].isAboutFindings {
      all.append(Rule.all[index].findings(in: subject))
    }
    return all
  }

  /// All parts, and what is to be said of them together.
  package func closing(_ parts: [RuleFindings]) -> RuleFindings {
    var all = RuleFindings()
    for part in parts { all.append(part) }
    guard let subject else { return all }
    let found = all
    for rule in Rule.all where rule.isAboutFindings { all.append(rule.findings(in: subject, after: found)) }
    return all
  }

  package var hasErrors: Bool { diagnostics.hasErrors }
}
