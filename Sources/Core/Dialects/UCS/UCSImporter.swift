internal import Documents
internal import FabricModel

/// Turns a domain into manifests that ask for exactly that: organisations become namespaces, connectivity policies and service profile
/// templates become templates, and a profile says only what its templates do not.
struct UCSImporter {
  let domain: UCSDomain
  let state: UCSState
  let names: UCSNameTables
  private(set) var manifest = Manifest()
  /// What templates give, by the name in the manifests.
  var bodies: [String: UCSBody] = [:]
  /// What could not build on its templates.
  var standAlone: [UCSProfile] = []
  private(set) var templatesOfVNICs: [String: VNICTemplate] = [:]
  private(set) var templatesOfVHBAs: [String: VHBATemplate] = [:]
  /// What the v-ports of a profile are called, by their own names: most profiles have the same.
  var vportNames: [UCSVPortList: UCSNames] = [:]

  static func manifest(of state: UCSState, appliance: String, driver: String?) -> UCSImporter {
    var importer = UCSImporter(state)
    importer.addAppliance(appliance, driver)
    importer.addNetworks()
    importer.addPools()
    importer.addPolicies()
    importer.addServers(appliance)
    importer.readVPortTemplates()
    importer.addTemplates()
    importer.addProfiles()
    importer.manifest.sortByName()
    return importer
  }

  private init(_ state: UCSState) {
    domain = state.domain
    self.state = state
    names = UCSNameTables(state.domain, state.servers)
  }

  /// The AdapterPool of a side.
  static func adapterPool(_ kind: VPortRecord.Kind, _ side: FabricSide) -> String {
    "fabric-\(side.rawValue.lowercased())" + (kind == .vhba ? "-fc" : "")
  }

  func key(_ object: some UCSNamed) -> String { UCSKeys.key(object.name, object.org, in: domain) }

  /// An object of an organisation, under its name in the manifests.
  private func declared<Spec>(_ name: String, _ org: Int, _ spec: Spec) -> Declared<Spec> {
    var declared = Declared(name: name, spec: spec)
    declared.namespace = names.namespace(of: org, in: domain)
    return declared
  }

  private mutating func addAppliance(_ name: String, _ driver: String?) {
    manifest.appliances.append(Declared(name: name, spec: Appliance(UCSState.inventory(), driver: driver)))
    for kind in [VPortRecord.Kind.vnic, .vhba] {
      for side in [FabricSide.a, .b] {
        var pool = AdapterPool()
        pool.type = kind == .vhba ? .fibreChannel : .ethernet
        pool.select.fabric = side
        manifest.adapterPools.append(Declared(name: UCSImporter.adapterPool(kind, side), spec: pool))
      }
    }
  }

  private mutating func addNetworks() {
    for vlan in domain.vlans {
      let key = UCSKeys.key(vlan.name, vlan.scope)
      var network = Network(state.record(of: vlan))
      network.nativeName = names.networks.nativeName(key)
      let quiet = vlan.scope.isEstc ? UCSImporter.quiet("network.noPort") : Annotations()
      manifest.networks.append(Declared(name: names.networks[key], annotations: quiet, spec: network))
    }
    for vsan in domain.vsans {
      let key = UCSKeys.key(vsan.name, vsan.scope)
      var spec = VSAN(state.record(of: vsan))
      spec.nativeName = names.vsans.nativeName(key)
      manifest.vsans.append(Declared(name: names.vsans[key], spec: spec))
    }
  }

  private static func quiet(_ rule: String) -> Annotations {
    var annotations = Annotations()
    annotations.ignored = [
      Annotations.Ignored(rule: rule, reason: "it is for ports of storage and other appliances, which no backup tells")
    ]
    return annotations
  }

  private mutating func addPools() {
    for pool in domain.pools {
      guard let type = AddressPoolType(pool.kind.rawValue) else { continue }
      var spec = AddressPool()
      spec.type = type
      if pool.kind == .iqn, !pool.prefix.isEmpty { spec.prefix = pool.prefix }
      spec.blocks = pool.blocks.compactMap { $0.declared(in: pool) }.sorted { ($0.from.count, $0.from) < ($1.from.count, $1.from) }
      let key = names.poolKey(pool, in: domain)
      spec.nativeName = names.pools[key] == self.key(pool) ? nil : self.key(pool)
      manifest.addressPools.append(declared(names.pools[key], pool.org, spec))
    }
  }

  private mutating func addPolicies() {
    for policy in domain.qos {
      var spec = QoSPolicy()
      spec.max = policy.rate.map { Bitrate(bitsPerSecond: Int64($0) * 1000) }
      let cos = state.lookup.cos(of: policy.priority)
      spec.class = cos == .bestEffort ? nil : Int(cos.rawValue)
      spec.nativeName = names.qos.nativeName(key(policy))
      manifest.qosPolicies.append(declared(names.qos[key(policy)], policy.org, spec))
    }
    for policy in domain.maintenance {
      var spec = policy.declared(domain.schedules.first { $0.name == policy.schedule })
      spec.nativeName = names.maintenance.nativeName(key(policy))
      manifest.maintenancePolicies.append(declared(names.maintenance[key(policy)], policy.org, spec))
    }
  }

  private mutating func addServers(_ appliance: String) {
    var labels: [String: [Label]] = [:]
    for pool in domain.serverPools {
      for member in Set(pool.members) { labels[member, default: []].append(label(of: pool)) }
    }
    for dn in state.servers {
      var server = Server()
      if let port = UCSServer.port(of: dn) { server.connections = [Server.Connection(appliance: appliance, port: port)] }
      let key = UCSServer.key(of: dn)
      server.nativeName = names.servers.nativeName(key)
      var declared = Declared(name: names.servers[key], spec: server)
      declared.labels = (labels[dn] ?? []).sorted()
      manifest.servers.append(declared)
    }
  }

  /// As v-ports inherit them: with every field set.
  private mutating func readVPortTemplates() {
    for template in domain.vnicTemplates { templatesOfVNICs[names.vnicTemplates[key(template)]] = declared(template) }
    for template in domain.vhbaTemplates { templatesOfVHBAs[names.vhbaTemplates[key(template)]] = declared(template) }
  }

  /// What a server has that is in a server pool, and what a profile asks for that is bound to one of the pool.
  func label(of pool: UCSServerPool) -> Label { Label(key: "server-pool/\(names.serverPools[key(pool)])", value: "member") }

  mutating func add(_ template: VNICTemplate, _ name: String, _ org: Int) { manifest.vnicTemplates.append(declared(name, org, template)) }
  mutating func add(_ template: VHBATemplate, _ name: String, _ org: Int) { manifest.vhbaTemplates.append(declared(name, org, template)) }
  mutating func add(_ template: ServerProfileTemplate, _ name: String, _ org: Int) {
    manifest.templates.append(declared(name, org, template))
  }
  mutating func add(_ profile: ServerProfile, _ name: String, _ org: Int) { manifest.profiles.append(declared(name, org, profile)) }
}

extension UCSPool.Block {
  /// Nil where the pool does not tell the whole of its addresses.
  func declared(in pool: UCSPool) -> AddressPool.Block? {
    var block = AddressPool.Block()
    switch pool.kind {
    case .uuid:
      guard pool.prefix != "derived", !pool.prefix.isEmpty else { return nil }
      (block.from, block.to) = ("\(pool.prefix)-\(from)".lowercased(), "\(pool.prefix)-\(to)".lowercased())
    case .iqn: (block.from, block.to, block.suffix) = (from, to, suffix.isEmpty ? nil : suffix)
    default: (block.from, block.to) = (from.lowercased(), to.lowercased())
    }
    return block
  }
}

extension UCSMaintenance {
  /// - Parameter schedule: the one it names.
  func declared(_ schedule: UCSSchedule?) -> MaintenancePolicy {
    var policy = MaintenancePolicy()
    switch disruption {
    case "immediate": policy.disruptive = .immediate
    case "timer-automatic":
      policy.windows = (schedule?.windows ?? []).compactMap(\.declared)
      // A schedule without windows that come again has to be waited for by somebody.
      policy.disruptive = policy.windows.isEmpty ? .ack : .window
    default: policy.disruptive = .ack
    }
    return policy
  }
}

extension UCSSchedule.Window {
  /// Nil for odd and even days, which no week has.
  var declared: MaintenancePolicy.Window? {
    var window = MaintenancePolicy.Window()
    if day != "every-day" {
      guard let weekday = Weekday.allCases.first(where: { day.hasPrefix($0.rawValue) }) else { return nil }
      window.days = [weekday]
    }
    window.from = TimeOfDay("\(Self.two(hour)):\(Self.two(minute))")
    let length = UCSSchedule.minutes(duration)
    let end = (hour * 60 + minute + length) % 1440
    window.to = TimeOfDay("\(Self.two(end / 60)):\(Self.two(end % 60))")
    return window
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

extension UCSSchedule {
  /// The minutes of `dd:hh:mm:ss`, less than a day; a whole day less a minute where there is no limit.
  static func minutes(_ text: String) -> Int {
    let parts = text.split(separator: ":").compactMap { UInt16($0) }.map { Int($0) }
    guard parts.count == 4 else { return 1439 }
    return min(1439, max(1, (parts[0] * 24 + parts[1]) * 60 + parts[2]))
  }
}
