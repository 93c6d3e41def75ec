internal import Documents
internal import FabricModel

extension Resolver {
  /// Finds a server for each profile that names none but says which would do: where it is now if that still does, else the first free one in the
  /// order of names.
  mutating func chooseServers() {
    let choosing = site.manifest.profiles.indices.filter { site.manifest.profiles[$0].spec.serverSelector != nil }
    guard !choosing.isEmpty else { return }
    var taken = takenServers()
    var open: [Int] = []
    for index in choosing where site.manifest.profiles[index].spec.server == nil {
      checkSelector(of: site.manifest.profiles[index])
      let now = server(nowOf: site.manifest.profiles[index].name)
      if let now, !taken.contains(now), let server = names.servers[now], matches(server, index) {
        taken.insert(now)
        chosen.insert(index)
        site.manifest.profiles[index].spec.server = now
      } else {
        open.append(index)
      }
    }
    for index in open {
      let matching = site.manifest.servers.indices.filter { matches($0, index) }
      guard let free = matching.first(where: { !taken.contains(site.manifest.servers[$0].name) }) else {
        report(.noServerFree(site.manifest.profiles[index], matching: matching.count, at: place(of: site.manifest.profiles[index])))
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
    for appliance in site.observed?.appliances ?? [] {
      for profile in appliance.profiles {
        let spec = declared[profile.record.name]
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
