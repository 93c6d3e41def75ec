internal import Documents
internal import FabricModel

extension PlanPolicy {
  /// Reads the words behind `--fenced`: `esx-01=pulled the plug`; false where they make no sense.
  package mutating func fence(_ words: String) -> Bool {
    let parts = words.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, parts[1].contains(where: { !$0.isWhitespace }) else { return false }
    fenced[parts[0]] = parts[1]
    return true
  }

  /// What it names that there is not.
  func problems(_ site: Site, _ resolution: Resolution) -> [Diagnostic] {
    let fabrics = [resolution.desired, site.observed ?? Fabric(), site.recorded.fabric]
    var servers = Set(resolution.servers.keys)
    for state in fabrics.flatMap(\.appliances) {
      servers.formUnion(state.inventory.serverPorts.map(\.server))
      servers.formUnion(state.profiles.compactMap(\.record.server))
    }
    servers.remove("")
    let unknown = fenced.keys.sorted().filter { !servers.contains($0) }
    return unknown.map { .unknownReference("server", $0, among: servers.sorted(), at: nil) } + limits.problems(fabrics)
  }
}

extension Plan {
  mutating func scope(by policy: PlanPolicy, _ site: Site) {
    complete = site.unread.isEmpty
    unread = site.unread.sorted()
    fenced = policy.fenced
    limits = policy.limits
    tellTombstones(site)
  }

  /// What is still to be deactivated on appliances that were not read, once for each profile's part.
  private mutating func tellTombstones(_ site: Site) {
    var told: Set<String> = []
    for tombstone in site.recorded.tombstones where site.unread.contains(tombstone.appliance) {
      guard told.insert("\(tombstone.appliance) \(tombstone.profile)").inserted else { continue }
      diagnostics.append(
        Diagnostic(
          "tombstone.waiting", .note,
          "what is left of profile '\(tombstone.profile)' on \(tombstone.appliance) is deactivated as soon as \(tombstone.appliance) can be "
            + "read: run \(tombstone.run) took over its identities at \(tombstone.at)"))
    }
  }

  /// Notes which servers lose a profile that moves, and may be off or on.
  mutating func tellUnknownPower(_ observed: Fabric) {
    let moving = Set(changes.filter { $0.action == .rehome }.map(\.address))
    guard !moving.isEmpty else { return }
    let known = Set(observed.appliances.flatMap(\.inventory.serverPorts).filter { $0.power != .unknown }.map(\.server))
    let servers = steps.compactMap { step -> String? in
      guard step.impact == .outage, let profile = (step.change.before ?? step.change.after)?.profileName else { return nil }
      return moving.contains("profile/\(profile)") ? step.server : nil
    }
    unknownPower = Set(servers).subtracting(known).sorted()
  }

  /// What to say where a server that loses its profile may be off already.
  func fenceHint(_ servers: [String]) -> String {
    guard let server = servers.first(where: unknownPower.contains) else { return "" }
    return "; nobody knows whether \(server) is on: if it is off, say --fenced \(server)=REASON when planning"
  }

  /// What the ledger is to keep of `initial` templates; in a limited plan only of the profiles that it is about.
  func templates(of site: Site) -> [TemplateMemory] {
    guard !limits.isEmpty else { return site.templates }
    let profiles = Set(remember.compactMap(\.record.profileName) + steps.compactMap { ($0.change.after ?? $0.change.before)?.profileName })
    return site.templates.filter { profiles.contains(String($0.profile.prefix { $0 != "/" })) }
  }
}

extension Differ {
  /// Everything about appliances that were not read, and about what was taken over from such.
  mutating func lookAfterUnread(_ site: Site, _ resolution: Resolution, off: Set<String>) {
    for vport in resolution.unplaced where limits.isEmpty || limits.covers(.vport(vport), on: vport.appliance) {
      found.waiting.append(Waiting(address: vport.address.description, reason: .unread(vport.appliance)))
    }
    let takeovers = Takeover.all(site, desired: resolution.desired)
    compareUnread(site, desired: resolution.desired, takeovers)
    requireFences(takeovers + Takeover.torn(site, desired: resolution.desired), off: off)
    take(takeovers)
    let told = Set(found.lifted.map { Differences.place($0.address, on: $0.appliance) })
    for tombstone in site.recorded.tombstones where site.observed?[tombstone.appliance] != nil {
      guard !told.contains(Differences.place(tombstone.address, on: tombstone.appliance)) else { continue }
      found.lifted.append(Forgotten(appliance: tombstone.appliance, address: tombstone.address))
    }
  }
}
