internal import FabricModel

/// A profile's part on an appliance that was not read, whose v-ports and identities go to other appliances.
struct Takeover {
  let appliance: String
  let profile: String
  /// As recorded; empty where it was on none.
  let server: String
  /// All that is recorded of it there.
  let records: [Record]
}

extension Takeover {
  /// The parts that are recorded where nobody could look, and go to other appliances with a v-port or to another server.
  static func all(_ site: Site, desired: Fabric) -> [Takeover] {
    parts(site, desired).filter { part in
      guard desired[part.appliance]?.profile(named: part.profile) == nil else { return false }
      return part.isLeft || part.isMoved
    }.map(\.takeover)
  }

  /// Parts that stay on their server where nobody could look, while the rest of the profile goes to another one.
  static func torn(_ site: Site, desired: Fabric) -> [Takeover] {
    parts(site, desired).filter { desired[$0.appliance]?.profile(named: $0.profile) != nil && $0.isLeft }.map(\.takeover)
  }

  /// A part, and what becomes of its profile on the appliances that were read.
  private struct Part {
    let takeover: Takeover
    /// The profile goes to another server.
    let isLeft: Bool
    /// A v-port of the part goes to another appliance.
    let isMoved: Bool

    var appliance: String { takeover.appliance }
    var profile: String { takeover.profile }
  }

  private static func parts(_ site: Site, _ desired: Fabric) -> [Part] {
    guard !site.unread.isEmpty else { return [] }
    var elsewhere: [String: [ProfileState]] = [:]
    for state in desired.appliances where !site.unread.contains(state.name) {
      for profile in state.profiles { elsewhere[profile.record.name, default: []].append(profile) }
    }
    return site.unread.sorted().flatMap { name in
      (site.recorded.fabric[name]?.profiles ?? []).compactMap { part in
        guard let others = elsewhere[part.record.name] else { return nil }
        let server = part.record.server ?? ""
        let goals = Set(others.compactMap(\.record.server)).subtracting(["", server])
        let moved = Set(others.flatMap { $0.vports.map(\.name) }).intersection(part.vports.map(\.name))
        let takeover = Takeover(
          appliance: name, profile: part.record.name, server: server, records: [.profile(part.record)] + part.vports.map(Record.vport))
        return Part(takeover: takeover, isLeft: !server.isEmpty && !goals.isEmpty, isMoved: !moved.isEmpty)
      }
    }
  }
}

extension Differ {
  /// Lets the ledger go of what is taken over, and sets up tombstones for it.
  mutating func take(_ takeovers: [Takeover]) {
    for takeover in takeovers where takeover.records.contains(where: { limits.covers($0, on: takeover.appliance) }) {
      for record in takeover.records {
        found.burials.append(Burial(appliance: takeover.appliance, record: record))
        found.forget.append(Forgotten(appliance: takeover.appliance, address: record.address.description, mayRemain: true))
      }
    }
  }

  /// Nobody may have an identity while its old owner may be running: its server has to be known to be off, or vouched for.
  mutating func requireFences(_ parts: [Takeover], off: Set<String>) {
    let busy = Set(found.drafts.compactMap { $0.change.after?.profileName })
    for part in parts where !part.server.isEmpty && !off.contains(part.server) && busy.contains(part.profile) {
      guard limits.isEmpty || limits.covers(.profile(ProfileRecord(name: part.profile)), on: part.appliance) else { continue }
      found.blockers.append(
        Blocker(
          "fence.needed",
          "profile '\(part.profile)' would go to another place with its identities, but server '\(part.server)' has it on "
            + "\(part.appliance), which was not read, and is not known to be off",
          acknowledge: "--fenced \(part.server)=REASON"))
    }
  }
}
