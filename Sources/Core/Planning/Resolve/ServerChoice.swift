internal import Documents
internal import FabricModel

extension Resolver {
  /// Finds a server for each profile that names none but says which would do: where it is now if that still does, else the first free one in the
  /// order of names. One that waits for its appliance to choose goes on waiting.
  mutating func chooseServers() {
    let choosing = site.manifest.profiles.indices.filter { site.manifest.profiles[$0].spec.serverSelector != nil }
    guard !choosing.isEmpty else { return }
    var taken = takenServers()
    var open: [Int] = []
    for index in choosing where site.manifest.profiles[index].spec.server == nil {
      let profile = site.manifest.profiles[index]
      checkSelector(of: profile)
      if waitsForServer(profile.name) { continue }
      let now = server(nowOf: profile.name) ?? profile.annotations.renamedFrom.flatMap { server(nowOf: $0) }
      if let now, !taken.contains(now), let server = names.servers[now], matches(server, index) {
        taken.insert(now)
        chosen.insert(index)
        site.manifest.profiles[index].spec.server = now
      } else {
        open.append(index)
      }
    }
    var candidates: [ServerSelector: Candidates] = [:]
    for index in open {
      guard let selector = site.manifest.profiles[index].spec.serverSelector else { continue }
      var those = candidates[selector] ?? Candidates(servers: site.manifest.servers.indices.filter { matches($0, index) })
      let found = those.next(where: { !taken.contains(site.manifest.servers[$0].name) })
      candidates[selector] = those
      guard let free = found else {
        report(.noServerFree(site.manifest.profiles[index], matching: those.servers.count, at: place(of: site.manifest.profiles[index])))
        continue
      }
      taken.insert(site.manifest.servers[free].name)
      chosen.insert(index)
      site.manifest.profiles[index].spec.server = site.manifest.servers[free].name
    }
  }

  /// Servers that a manifest gives to a profile, or that bear one which stays: one that no manifest knows, or one that leaves its server open.
  private func takenServers() -> Set<String> {
    var taken = Set(site.manifest.profiles.compactMap { $0.spec.server })
    let declared = Dictionary(site.manifest.profiles.map { ($0.name, $0.spec) }, uniquingKeysWith: { first, _ in first })
    let formerNames = Set(site.manifest.profiles.compactMap(\.annotations.renamedFrom))
    for appliance in site.observed?.appliances ?? [] {
      for profile in appliance.profiles {
        let spec = declared[profile.record.name]
        if spec == nil, formerNames.contains(profile.record.name) { continue }
        let stays = spec.map { $0.server == nil && $0.serverSelector == nil } ?? true
        if stays, let server = profile.record.server { taken.insert(server) }
      }
    }
    taken.remove("")
    return taken
  }

  private func server(nowOf profile: String) -> String? {
    for parts in [present.observed[profile], present.recorded[profile]] {
      if let server = parts.lazy.compactMap({ $0.state.record.server }).first(where: { !$0.isEmpty }) { return server }
    }
    return nil
  }

  private func matches(_ server: Int, _ profile: Int) -> Bool {
    guard let selector = site.manifest.profiles[profile].spec.serverSelector else { return false }
    let candidate = site.manifest.servers[server]
    if let names = selector.servers, !names.contains(candidate.name) { return false }
    if let models = selector.models, !models.contains(candidate.spec.model ?? "") { return false }
    if let labels = selector.labels, !labels.allSatisfy(candidate.labels.contains) { return false }
    return (candidate.spec.role ?? .active) == (selector.role ?? .active)
  }

  private mutating func checkSelector(of profile: Declared<ServerProfile>) {
    for (index, name) in (profile.spec.serverSelector?.servers ?? []).enumerated() where names.servers[name] == nil {
      reportUnknown(
        name, among: names.servers.keys, "server", profile.origin,
        [.key("spec"), .key("serverSelector"), .key("servers"), .item(index)])
    }
  }

  private func place(of profile: Declared<ServerProfile>) -> SourceRange? {
    site.range(profile.origin, .key("spec"), .key("serverSelector"))
  }
}

/// The servers that one selector admits. What is taken once stays taken, so that none is looked at twice.
private struct Candidates {
  let servers: [Int]
  private var position = 0

  init(servers: [Int]) { self.servers = servers }

  mutating func next(where isFree: (Int) -> Bool) -> Int? {
    while position < servers.count {
      let server = servers[position]
      position += 1
      if isFree(server) { return server }
    }
    return nil
  }
}
