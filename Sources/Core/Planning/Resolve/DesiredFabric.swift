internal import FabricModel

extension Resolver {
  /// The records that each appliance should have.
  func desiredFabric() -> Fabric {
    var states = hardware.appliances.map { host in
      var state = ApplianceState(name: host.name)
      state.inventory = host.inventory
      for index in state.inventory.adapters.indices {
        let address = AdapterAddress(appliance: host.name, slot: state.inventory.adapters[index].slot)
        state.inventory.adapters[index].lentTo = lent[address]
      }
      return state
    }
    var usedNetworks = states.map { _ in Set<Int>() }
    var usedVSANs = states.map { _ in Set<Int>() }
    for (profile, vports) in vports.enumerated() {
      for index in vports {
        guard let unit = wanted[index].unit else { continue }
        let appliance = hardware.units[unit].appliance
        for network in wanted[index].networks { usedNetworks[appliance].insert(network) }
        if let vsan = wanted[index].vsan { usedVSANs[appliance].insert(vsan) }
      }
      add(profile, vports, to: &states)
    }
    let idle = idleNames(usedNetworks.reduce(into: []) { $0.formUnion($1) }, usedVSANs.reduce(into: []) { $0.formUnion($1) })
    var hardware = hardware
    let reachable = site.manifest.vsans.map { ReachableVSAN($0.spec, &hardware) }
    for index in states.indices {
      // Where weft can only read, nothing is asked for that nobody needs.
      let name = states[index].name
      let isWritable = !site.unread.contains(name) && site.capabilities[name]?.writable ?? true
      addNetworks(usedNetworks[index], idle: isWritable ? idle.networks : [], to: index, of: &states)
      addVSANs(usedVSANs[index], idle: isWritable ? idle.vsans : [], reachable, to: index, of: &states)
    }
    return Fabric(appliances: states)
  }

  /// A profile is on every appliance that has one of its v-ports, and an empty one stays where it is.
  private func add(_ index: Int, _ vports: Range<Int>, to states: inout [ApplianceState]) {
    var parts = PartsByAppliance(most: vports.count)
    for vport in vports {
      guard let unit = wanted[vport].unit else { continue }
      parts.append(finished(vport, on: unit), to: hardware.units[unit].appliance)
    }
    for part in self.parts[index].observed where part.state.vports.isEmpty {
      if let position = hardware.position(of: part.appliance) { parts.add(position) }
    }
    let server = vports.isEmpty ? (site.manifest.profiles[index].spec.server ?? "") : (wanted[vports.lowerBound].record.server ?? "")
    let cables = names.servers[server].map { cabling.cables[$0] } ?? []
    if vports.isEmpty { for cable in cables { parts.add(cable.appliance) } }
    for (appliance, records) in parts.all {
      var record = ProfileRecord(name: site.manifest.profiles[index].name)
      let name = hardware.appliances[appliance].name
      if case .uuid(let uuid)? = profileIdentities[index].uuid, !leavesOpen(\.uuid, of: index, on: name) { record.uuid = uuid }
      if case .wwn(let wwnn)? = profileIdentities[index].wwnn, !leavesOpen(\.wwnn, of: index, on: name) { record.wwnn = wwnn }
      record.boot = site.manifest.profiles[index].spec.boot
      record.owner = site.scope
      if site.manifest.profiles[index].annotations.isProtected { record.isProtected = true }
      if site.manifest.profiles[index].spec.server != nil {
        record.server = server
        record.serverPort = cables.first { $0.appliance == appliance }?.port ?? 0
      }
      states[appliance].profiles.append(ProfileState(record, vports: records))
    }
  }

  private func finished(_ index: Int, on unit: Int) -> VPortRecord {
    var record = wanted[index].record
    record.appliance = hardware.appliances[hardware.units[unit].appliance].name
    record.slotPort = hardware.units[unit].slotPort
    if record.kind == .vhba, case .wwn(let wwnn)? = profileIdentities[wanted[index].profile].wwnn { record.wwnn = wwnn }
    return record
  }

  /// What no v-port uses and no appliance has yet.
  private func idleNames(_ networks: Set<Int>, _ vsans: Set<Int>) -> (networks: Set<Int>, vsans: Set<Int>) {
    let appliances = site.observed?.appliances ?? []
    let present = Set(appliances.flatMap { $0.networks.map(\.name) })
    let presentVSANs = Set(appliances.flatMap { $0.vsans.map(\.name) })
    return (
      Set(site.manifest.networks.indices.filter { !networks.contains($0) && !present.contains(site.manifest.networks[$0].name) }),
      Set(site.manifest.vsans.indices.filter { !vsans.contains($0) && !presentVSANs.contains(site.manifest.vsans[$0].name) })
    )
  }

  /// A network is on every appliance where a v-port uses it; one that nobody uses stays where it is, and goes to all it reaches where it is nowhere yet.
  private func addNetworks(_ used: Set<Int>, idle: Set<Int>, to position: Int, of states: inout [ApplianceState]) {
    let here = Set(site.observed?[states[position].name]?.networks.map(\.name) ?? [])
    for (index, network) in site.manifest.networks.enumerated() {
      let isNeeded =
        used.contains(index) || here.contains(network.name)
        || (idle.contains(index) && hardware.appliances[position].units.contains { reaches(network.spec, index, $0) })
      guard isNeeded else { continue }
      var record = network.spec.record(named: network.name)
      if network.annotations.isProtected { record.isProtected = true }
      record.owner = site.scope
      states[position].networks.append(record)
    }
  }

  private func addVSANs(
    _ used: Set<Int>, idle: Set<Int>, _ reachable: [ReachableVSAN], to position: Int, of states: inout [ApplianceState]
  ) {
    let here = Set(site.observed?[states[position].name]?.vsans.map(\.name) ?? [])
    for (index, vsan) in site.manifest.vsans.enumerated() {
      let isNeeded =
        used.contains(index) || here.contains(vsan.name)
        || (idle.contains(index)
          && hardware.appliances[position].units.contains {
            hardware.units[$0].kind == .fibreChannel && reachable[index].reaches($0, of: hardware)
          })
      guard isNeeded else { continue }
      var record = vsan.spec.record(named: vsan.name)
      if vsan.annotations.isProtected { record.isProtected = true }
      record.owner = site.scope
      states[position].vsans.append(record)
    }
  }

  private func reaches(_ network: Network, _ index: Int, _ unit: Int) -> Bool {
    let physicalNetwork = hardware.physicalNetworks[network.physicalNetwork ?? "default"] ?? -1
    let reachable = ReachableNetwork(index: index, vlan: network.vlan, fabric: network.fabric, physicalNetwork: physicalNetwork)
    return hardware.units[unit].kind == .ethernet && reachable.reaches(unit, of: hardware)
  }
}

/// The v-ports of one profile by appliance; there are few appliances, mostly one.
private struct PartsByAppliance {
  private(set) var all: [(appliance: Int, vports: [VPortRecord])] = []
  /// How many v-ports there are on all appliances together.
  let most: Int

  mutating func append(_ vport: VPortRecord, to appliance: Int) {
    let index = add(appliance)
    if all[index].vports.isEmpty { all[index].vports.reserveCapacity(most) }
    all[index].vports.append(vport)
  }

  @discardableResult
  mutating func add(_ appliance: Int) -> Int {
    for index in all.indices.reversed() where all[index].appliance == appliance { return index }
    all.append((appliance, []))
    return all.count - 1
  }
}
