internal import FabricModel

/// What a plan costs one server, and which of its paths stay up meanwhile.
package struct ServerCost: Hashable, Sendable, Decodable {
  /// How many members of a redundancy group are up: a path that a step takes down and brings up again is missing at `lowest` only.
  package struct Paths: Hashable, Sendable, Decodable {
    package let profile: String
    /// Of the declared group; of an implicit one the network's name, `vhbas`, or the disk's name; `boot list` for what the server boots from.
    package let name: String
    package let before: Int
    package let lowest: Int
    package let after: Int
    package let minAvailable: Int

    package init(profile: String, name: String, before: Int, lowest: Int, after: Int, minAvailable: Int) {
      self.profile = profile
      self.name = name
      self.before = before
      self.lowest = lowest
      self.after = after
      self.minAvailable = minAvailable
    }
  }

  package let server: String
  /// The worst of its steps.
  package let impact: Impact
  /// How many steps cost it anything.
  package let steps: Int
  /// The groups with a member that a step touches, sorted by profile and name.
  package let groups: [Paths]

  package init(server: String, impact: Impact, steps: Int, groups: [Paths]) {
    self.server = server
    self.impact = impact
    self.steps = steps
    self.groups = groups
  }
}

extension Plan {
  /// What the steps cost every server that bears any of it, found by carrying them out in the order of the plan.
  ///
  /// A step names only the server that it hits worst; what is shared by several servers costs the others, too.
  mutating func addServers(before observed: Fabric, terms: SafetyTerms) {
    guard steps.contains(where: { $0.impact > .none }) else { return }
    var tally = ServerTally(PathReplay(observed, steps, terms), spared: observed.serversOff.union(terms.fenced.keys))
    for step in steps { tally.take(step) }
    servers = tally.costs()
  }
}

/// Counts what each server bears while steps are taken.
private struct ServerTally {
  private struct Key: Hashable {
    let server: String
    let profile: String
    let group: PathGroup
  }

  private struct Count {
    let before: Int
    var lowest: Int
    var after: Int
    let minAvailable: Int
  }

  private var replay: PathReplay
  /// Servers that nothing costs anything.
  private let spared: Set<String>
  private var impacts: [String: (worst: Impact, steps: Int)] = [:]
  private var counts: [Key: Count] = [:]

  init(_ replay: PathReplay, spared: Set<String>) {
    self.replay = replay
    self.spared = spared
  }

  mutating func take(_ step: Step) {
    let touch = replay.touch(of: step)
    // What is up before the step, and while it runs.
    var costs: [String: Impact] = [:]
    for (profile, paths, next) in touch.profiles {
      for (server, group) in groups(of: paths + next, profile) {
        let before = replay.up(group, of: profile, on: server)
        let meanwhile = touch.isDown ? replay.up(group, of: profile, on: server, without: paths) : before
        let minimum = replay.minAvailable(of: group, in: profile)
        note(Key(server: server, profile: profile, group: group), before: before, now: meanwhile, minimum)
        if meanwhile < before, group != .boot { costs[server] = max(costs[server] ?? .none, meanwhile < minimum ? .outage : .pathLoss) }
      }
    }
    // For the server that it names, the step says itself what it costs.
    if let server = step.server { costs[server] = step.impact }
    for (server, impact) in costs where impact > .none && !spared.contains(server) {
      let known = impacts[server] ?? (worst: .none, steps: 0)
      impacts[server] = (worst: max(known.worst, impact), steps: known.steps + 1)
    }
    replay.perform(step)
    for (profile, paths, next) in touch.profiles {
      for (server, group) in groups(of: paths + next, profile) {
        let now = replay.up(group, of: profile, on: server)
        note(Key(server: server, profile: profile, group: group), before: now, now: now, replay.minAvailable(of: group, in: profile))
      }
    }
  }

  private mutating func note(_ key: Key, before: Int, now: Int, _ minimum: Int) {
    var count = counts[key] ?? Count(before: before, lowest: before, after: before, minAvailable: minimum)
    count.lowest = min(count.lowest, now)
    count.after = now
    counts[key] = count
  }

  private func groups(of paths: [PathReplay.Path], _ profile: String) -> [(server: String, group: PathGroup)] {
    var found: [(server: String, group: PathGroup)] = []
    for path in paths where !path.server.isEmpty {
      for group in replay.groups(of: path, in: profile) where !found.contains(where: { $0.server == path.server && $0.group == group }) {
        found.append((path.server, group))
      }
    }
    return found
  }

  func costs() -> [ServerCost] {
    var groups: [String: [ServerCost.Paths]] = [:]
    for (key, count) in counts where impacts[key.server] != nil {
      // Nothing stands in for a disk: that one comes or goes says nothing of paths.
      if case .disk = key.group, count.lowest >= count.before { continue }
      groups[key.server, default: []].append(
        ServerCost.Paths(
          profile: key.profile, name: key.group.name, before: count.before, lowest: count.lowest, after: count.after,
          minAvailable: count.minAvailable))
    }
    return impacts.keys.sorted().compactMap { server in
      impacts[server].map { cost in
        let sorted = (groups[server] ?? []).sorted { ($0.profile, $0.name) < ($1.profile, $1.name) }
        return ServerCost(server: server, impact: cost.worst, steps: cost.steps, groups: sorted)
      }
    }
  }
}
