internal import Documents
internal import FabricModel

extension Resolver {
  /// The names that leases, workloads and maintenance policies are referred to by stand for something.
  mutating func checkReferences() {
    let manifest = site.manifest
    check(manifest.leases, manifest.workloads)
    let policies = Set(manifest.maintenancePolicies.map(\.name))
    for profile in manifest.profiles { check(profile, policies) }
    checkPeers(manifest.vnicTemplates, "vNIC template") { $0.peer }
    checkPeers(manifest.vhbaTemplates, "vHBA template") { $0.peer }
  }

  private mutating func checkPeers<Spec: ManifestSpec>(_ templates: [Declared<Spec>], _ what: String, peer: (Spec) -> String?) {
    let names = Set(templates.map(\.name))
    for template in templates {
      guard let name = peer(template.spec), !names.contains(name) else { continue }
      report(what, name, among: names, template.origin, [.key("spec"), .key("peer")])
    }
  }

  private mutating func check(_ profile: Declared<ServerProfile>, _ policies: Set<String>) {
    if let name = profile.spec.maintenance, !policies.contains(name) {
      report("maintenance policy", name, among: policies, profile.origin, [.key("spec"), .key("maintenance")])
    }
  }

  private mutating func check(_ leases: [Declared<AdapterLease>], _ workloads: [Declared<Workload>]) {
    for lease in leases {
      func path(_ key: String) -> [Locator.Step] { [.key("spec"), .key(key)] }
      if let name = lease.spec.server, names.servers[name] == nil {
        reportUnknown(name, among: names.servers.keys, "server", lease.origin, path("server"))
      }
      if let name = lease.spec.pool, names.adapterPools[name] == nil {
        reportUnknown(name, among: names.adapterPools.keys, "adapter pool", lease.origin, path("pool"))
      }
      if let adapter = lease.spec.adapter { check(adapter, of: lease, at: path("adapter")) }
    }
    let profiles = workloads.isEmpty ? [] : Set(site.manifest.profiles.map(\.name))
    for workload in workloads {
      func path(_ steps: Locator.Step...) -> [Locator.Step] { [.key("spec")] + steps }
      if let name = workload.spec.profile, !profiles.contains(name) {
        report("profile", name, among: profiles, workload.origin, path(.key("profile")))
      }
      if let name = workload.spec.server, names.servers[name] == nil {
        reportUnknown(name, among: names.servers.keys, "server", workload.origin, path(.key("server")))
      }
      for (item, traffic) in workload.spec.traffic.enumerated() where names.networks[traffic.network] == nil {
        reportUnknown(
          traffic.network, among: names.networks.keys, "network", workload.origin, path(.key("traffic"), .item(item), .key("network")))
      }
      if let name = workload.spec.restore?.network, names.networks[name] == nil {
        reportUnknown(name, among: names.networks.keys, "network", workload.origin, path(.key("restore"), .key("network")))
      }
    }
  }

  /// An adapter that is lent is there, as far as the appliance's cards are known.
  private mutating func check(_ adapter: AdapterAddress, of lease: Declared<AdapterLease>, at path: [Locator.Step]) {
    guard let host = hardware.position(of: adapter.appliance).map({ hardware.appliances[$0] }) else {
      report("appliance", adapter.appliance, among: hardware.appliances.map(\.name), lease.origin, path, replacing: false)
      return
    }
    let slots = Set(host.inventory.adapters.map(\.slot)).sorted()
    guard site.observed != nil || !slots.isEmpty, !slots.contains(adapter.slot), !site.unread.contains(host.name) else { return }
    let cards = slots.map { "\(host.name)/\($0)" }
    report("adapter", adapter.description, among: cards, lease.origin, path)
  }

  /// - Parameter replacing: whether the name is all that stands there, so that the right one may be put in its place.
  private mutating func report<Names: Sequence<String>>(
    _ what: String, _ name: String, among names: Names, _ origin: Origin, _ path: [Locator.Step], replacing: Bool = true
  ) {
    guard !site.manifest.mayHaveLost(name) else { return }
    var diagnostic = Diagnostic.unknownReference(what, name, among: names.sorted(), at: place(origin, path))
    if !replacing { diagnostic.fix = nil }
    report(diagnostic)
  }

  private func place(_ origin: Origin, _ path: [Locator.Step]) -> SourceRange? {
    site.locator.range(tape: Int(origin.tape), node: Int(origin.node), path)
  }
}
