internal import FabricModel

extension Manifest {
  /// What of the manifests of several appliances is about one of them: its profiles and servers, and all that these name.
  ///
  /// - Parameter imported: what is on the appliance already, whether or not a profile names it.
  func concerning(_ state: ApplianceState, and imported: Manifest?) -> Manifest {
    if appliances.count < 2 { return self }
    var rest = self
    let here = Set(state.profiles.map(\.record.name))
    // One that is on no server may be on none of the appliances: it stays, to be told of.
    rest.profiles = profiles.filter { here.contains($0.spec.nativeName ?? $0.name) || $0.spec.isUnbound }
    rest.servers = servers.filter { server in
      server.spec.connections.contains { $0.appliance == state.name } || imported?.servers.contains { $0.name == server.name } ?? false
    }
    var wanted = Names()
    let composition = UCSComposition(self)
    for profile in rest.profiles {
      wanted.add(composition.body(of: profile.spec), profile.spec.templates)
      wanted.pools.formUnion(state.profiles.isEmpty ? [] : composition.inherited(from: profile.spec.templates).poolNames)
    }
    var known = 0
    repeat {
      known = wanted.count
      for template in templates where wanted.templates.contains(template.name) || imported.has(template.name, \.templates) {
        wanted.templates.insert(template.name)
        wanted.add(composition.body(of: template.spec), template.spec.templates)
      }
      for template in vnicTemplates where wanted.vnicTemplates.contains(template.name) || imported.has(template.name, \.vnicTemplates) {
        wanted.vnicTemplates.formUnion([template.name] + (template.spec.peer.map { [$0] } ?? []))
        wanted.add(template.spec.body)
      }
      for template in vhbaTemplates where wanted.vhbaTemplates.contains(template.name) || imported.has(template.name, \.vhbaTemplates) {
        wanted.vhbaTemplates.formUnion([template.name] + (template.spec.peer.map { [$0] } ?? []))
        wanted.add(template.spec.body)
      }
    } while wanted.count != known
    let (vlans, sans) = (Set(state.networks.map(\.name)), Set(state.vsans.map(\.name)))
    rest.templates = templates.filter { wanted.templates.contains($0.name) }
    rest.vnicTemplates = vnicTemplates.filter { wanted.vnicTemplates.contains($0.name) }
    rest.vhbaTemplates = vhbaTemplates.filter { wanted.vhbaTemplates.contains($0.name) }
    rest.networks = networks.filter {
      vlans.contains($0.spec.nativeName ?? $0.name) || wanted.networks.contains($0.name) || imported.has($0.name, \.networks)
    }
    rest.vsans = vsans.filter {
      sans.contains($0.spec.nativeName ?? $0.name) || wanted.vsans.contains($0.name) || imported.has($0.name, \.vsans)
    }
    rest.qosPolicies = qosPolicies.filter { wanted.qos.contains($0.name) || imported.has($0.name, \.qosPolicies) }
    rest.maintenancePolicies = maintenancePolicies.filter {
      wanted.maintenance.contains($0.name) || imported.has($0.name, \.maintenancePolicies)
    }
    // Addresses that are fixed may be of any pool, which nobody names.
    rest.addressPools = addressPools.filter { pool in
      wanted.pools.contains(pool.name) || imported == nil || imported.has(pool.name, \.addressPools)
    }
    rest.leases = leases.filter { lease in lease.spec.adapter.map { $0.appliance == state.name } ?? true }
    return rest
  }

  /// The names of what is used.
  private struct Names {
    var templates: Set<String> = []
    var vnicTemplates: Set<String> = []
    var vhbaTemplates: Set<String> = []
    var networks: Set<String> = []
    var vsans: Set<String> = []
    var pools: Set<String> = []
    var qos: Set<String> = []
    var maintenance: Set<String> = []

    var count: Int { templates.count + vnicTemplates.count + vhbaTemplates.count }

    mutating func add(_ body: ServerProfile, _ listed: [String]) {
      templates.formUnion(listed)
      pools.formUnion(body.poolNames)
      maintenance.formUnion([body.maintenance].compactMap { $0 })
      for vnic in body.vnics {
        vnicTemplates.formUnion([vnic.template].compactMap { $0 })
        add(vnic)
      }
      for vhba in body.vhbas {
        vhbaTemplates.formUnion([vhba.template].compactMap { $0 })
        add(vhba)
      }
    }

    mutating func add(_ vnic: VNIC) {
      networks.formUnion([vnic.network].compactMap { $0 } + (vnic.trunk ?? []))
      qos.formUnion([vnic.qos].compactMap { $0 })
      if case .pool(let pool)? = vnic.mac { pools.insert(pool) }
    }

    mutating func add(_ vhba: VHBA) {
      vsans.formUnion([vhba.vsan].compactMap { $0 })
      if case .pool(let pool)? = vhba.wwpn { pools.insert(pool) }
    }
  }
}

extension ServerProfile {
  var isUnbound: Bool { (server ?? "").isEmpty && serverSelector == nil }

  /// The AddressPools that it names.
  fileprivate var poolNames: Set<String> {
    var names: Set<String> = []
    if case .pool(let pool)? = uuid { names.insert(pool) }
    if case .pool(let pool)? = wwnn { names.insert(pool) }
    for vnic in vnics { if case .pool(let pool)? = vnic.mac { names.insert(pool) } }
    for vhba in vhbas { if case .pool(let pool)? = vhba.wwpn { names.insert(pool) } }
    return names
  }
}

extension Manifest? {
  fileprivate func has<Spec>(_ name: String, _ objects: KeyPath<Manifest, [Declared<Spec>]>) -> Bool {
    self?[keyPath: objects].contains { $0.name == name } ?? false
  }
}
