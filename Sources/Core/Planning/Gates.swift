package import FabricModel

/// What the person who runs the plan has allowed it to cost.
package struct PlanPolicy: Hashable, Sendable {
  /// Impacts that need no further word.
  package static let free: Set<Impact> = [.none, .hostRescan, .pathLoss]

  /// `--allow reboot`, `--allow outage=esx-01`, `--allow dataLoss=esx-01/vd0`: nil stands for every server. Disks are allowed by name.
  package var allowed: [Impact: Set<String>?] = [:]
  package var maxDeletes: Int?
  package var allowsEmpty = false
  /// `--max-unavailable`: how many servers of a class may be disrupted at once, whatever its policy says.
  package var mayBeUnavailable: Int?
  package var adopt: Selector = .none
  /// Plan nothing but what `adopt` selects.
  package var adoptsOnly = false
  /// Plan nothing but that the ledger lets go of these.
  package var forget: Selector = .none
  package var limits = Limits()
  /// Servers that somebody vouches for as being off, with the reason: for one run.
  package var fenced: [String: String] = [:]

  package init() {}

  /// Reads the words behind `--allow`; nil where they make no sense.
  package mutating func allow(_ words: String) -> Bool {
    let parts = words.split(separator: "=", maxSplits: 1).map(String.init)
    let impact: Impact? =
      switch parts.first {
      case "reboot", "hostReboot": .hostReboot
      case "outage": .outage
      case "dataLoss": .dataLoss
      default: nil
      }
    guard let impact, impact != .dataLoss || parts.count == 2 else { return false }
    guard parts.count == 2 else {
      allowed[impact] = .some(nil)
      return true
    }
    let names = Set(parts[1].split(separator: ",").map(String.init))
    if case .some(.none) = allowed[impact] { return true }
    allowed[impact] = .some((allowed[impact] ?? [])?.union(names) ?? names)
    return true
  }

  func allows(_ step: Step) -> Bool {
    if Self.free.contains(step.impact) { return true }
    guard let names = allowed[step.impact] else { return false }
    guard let names else { return true }
    return names.isSuperset(of: step.bearers) && !step.bearers.isEmpty
  }
}

extension Plan {
  /// What stands against carrying the plan out under a policy: what it costs servers, and how much it deletes.
  ///
  /// - Parameter now: nil where no time is known, in which no window is open.
  package func gates(_ policy: PlanPolicy, at now: Timestamp?) -> [Blocker] {
    var blockers: [Blocker] = []
    let open = Set(maintenance.filter { $0.holds(at: now) }.map(\.server))
    for impact in Impact.allCases where !PlanPolicy.free.contains(impact) {
      let isGrantable = MaintenancePolicy.grantable.contains(impact)
      let refused = steps.filter { step in
        guard step.impact == impact, !policy.allows(step) else { return false }
        return !(isGrantable && !step.servers.isEmpty && open.isSuperset(of: step.servers))
      }
      guard !refused.isEmpty else { continue }
      let bearers = Set(refused.flatMap(\.bearers)).sorted()
      let word = impact == .hostReboot ? "reboot" : impact.rawValue
      blockers.append(
        Blocker(
          "gate.\(impact.rawValue)",
          "\(refused.count) step\(refused.count == 1 ? "" : "s") would cost \(words(for: impact)): \(Self.list(bearers))"
            + (isGrantable ? windows(of: bearers, after: now) : "") + (impact == .outage ? fenceHint(bearers) : ""),
          steps: refused.map(\.id), acknowledge: "--allow \(word)=\(bearers.joined(separator: ","))"))
    }
    let deletions = changes.filter { $0.action == .delete }.count
    let limit = policy.maxDeletes ?? max(3, owned / 20)
    if deletions > limit {
      blockers.append(
        Blocker(
          "gate.deletions", "\(deletions) objects would be deleted, and \(limit) are allowed", acknowledge: "--max-deletes \(deletions)"))
    }
    if desiresNothing, deletions > 0, !policy.allowsEmpty {
      blockers.append(
        Blocker("gate.empty", "the manifests ask for no network, VSAN or profile at all", acknowledge: "--allow-empty"))
    }
    return blockers
  }

  /// When waiting would do: `; policy 'night' allows it from 2026-11-22T22:00:00Z`.
  private func windows(of servers: [String], after now: Timestamp?) -> String {
    let coming = maintenance.filter { grant in
      servers.contains(grant.server) && grant.from.map { from in now.map { $0 < from } ?? true } ?? false
    }
    guard let next = coming.min(by: { ($0.from ?? Timestamp(seconds: 0)) < ($1.from ?? Timestamp(seconds: 0)) }), let from = next.from
    else {
      return ""
    }
    return "; policy '\(next.policy)' lets \(next.server) be disturbed from \(from) on"
  }

  private func words(for impact: Impact) -> String {
    switch impact {
    case .hostReboot: "a reboot"
    case .outage: "the last path of a server"
    case .dataLoss: "all data on a disk"
    case .none, .hostRescan, .pathLoss: impact.rawValue
    }
  }

  /// More servers of a class would be down at once than its policy lets be, and no order avoids it.
  static func crowded(_ crowding: Edges.Crowding, class policy: String) -> Blocker {
    let whose = policy.isEmpty ? "without a maintenance policy" : "of maintenance policy '\(policy)'"
    return Blocker(
      "plan.unavailable",
      "\(crowding.most) profiles \(whose) would be disrupted at once, those already down included, and \(crowding.limit) may be: "
        + list(crowding.profiles),
      acknowledge: "--max-unavailable \(crowding.most)")
  }

  /// A list that stays readable.
  package static func list(_ names: [String], most: Int = 5) -> String {
    names.count <= most ? names.joined(separator: ", ") : names.prefix(most).joined(separator: ", ") + " and \(names.count - most) more"
  }
}

extension Step {
  /// Whose word is asked: the servers that bear the impact, and the disk itself where its data are lost.
  package var bearers: [String] { impact == .dataLoss ? [target.description] : servers }
}
