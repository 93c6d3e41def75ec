internal import Documents
package import FabricModel

/// When a MaintenancePolicy lets a server bear a reboot or an outage without a further word.
package struct MaintenanceGrant: Hashable, Sendable {
  package let server: String
  package let policy: String
  /// Absent where it holds from the beginning, and without end.
  package let from: Timestamp?
  package let until: Timestamp?

  package init(server: String, policy: String, from: Timestamp?, until: Timestamp?) {
    self.server = server
    self.policy = policy
    self.from = from
    self.until = until
  }

  func holds(at now: Timestamp?) -> Bool {
    guard let now else { return from == nil && until == nil }
    return from.map { $0 <= now } ?? true && until.map { now < $0 } ?? true
  }
}

extension MaintenancePolicy {
  /// Impacts that a policy may let pass; data is only ever given up by name.
  static let grantable: Set<Impact> = [.hostReboot, .outage]

  /// The window that is open at `now` or opens next.
  func window(at now: Timestamp) -> (from: Timestamp, until: Timestamp)? {
    windows.compactMap { $0.next(at: now) }.min { ($0.from, $0.until) < ($1.from, $1.until) }
  }
}

extension MaintenancePolicy.Window {
  private static let day: Int64 = 86_400

  fileprivate func next(at now: Timestamp) -> (from: Timestamp, until: Timestamp)? {
    guard let from, let to else { return nil }
    let ahead = Int64(offset?.minutes ?? 0) * 60
    let local = now.seconds + ahead
    let today = (local >= 0 ? local : local - Self.day + 1) / Self.day
    let length = Int64((to.minutes - from.minutes + 1_440 - 1) % 1_440 + 1) * 60
    // One that began yesterday may still be open; a week from now every day has come.
    for date in today - 1...today + 7 where begins(on: date) {
      let start = date * Self.day + Int64(from.minutes) * 60 - ahead
      if start + length > now.seconds { return (Timestamp(seconds: start), Timestamp(seconds: start + length)) }
    }
    return nil
  }

  /// - Parameter date: days since 1970-01-01, which was a Thursday.
  private func begins(on date: Int64) -> Bool {
    guard let days else { return true }
    return days.contains(Weekday.allCases[Int(((date + 3) % 7 + 7) % 7)])
  }
}

extension Plan {
  /// What the policies of the profiles let pass, for the servers that these steps disturb.
  mutating func addMaintenance(site: Site, resolution: Resolution) {
    let disturbed = Set(steps.filter { MaintenancePolicy.grantable.contains($0.impact) }.flatMap(\.servers))
    guard !disturbed.isEmpty, !resolution.maintenance.isEmpty else { return }
    let policies = Dictionary(site.manifest.maintenancePolicies.map { ($0.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
    var servers: [String: Set<String>] = [:]
    for appliance in (site.observed?.appliances ?? []) + resolution.desired.appliances {
      for profile in appliance.profiles {
        if let server = profile.record.server, disturbed.contains(server) { servers[profile.record.name, default: []].insert(server) }
      }
    }
    var grants: Set<MaintenanceGrant> = []
    for (profile, name) in resolution.maintenance {
      guard let policy = policies[name] else { continue }
      for server in servers[profile] ?? [] {
        switch policy.disruptive ?? .ack {
        case .ack: break
        case .immediate: grants.insert(MaintenanceGrant(server: server, policy: name, from: nil, until: nil))
        case .window:
          guard let window = site.now.flatMap(policy.window(at:)) else { continue }
          grants.insert(MaintenanceGrant(server: server, policy: name, from: window.from, until: window.until))
        }
      }
    }
    maintenance = grants.sorted { ($0.server, $0.policy) < ($1.server, $1.policy) }
  }
}
