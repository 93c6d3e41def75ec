internal import Documents
internal import FabricModel

/// What rules look at: the manifests with everything resolved. Rules only read.
struct RuleSubject: Sendable {
  let site: Site
  /// The site's, beside it because rules look at it all the time.
  let manifest: Manifest
  let hardware: Hardware
  let names: Names
  let cabling: Cabling
  /// Every v-port, those of a profile next to each other.
  let wanted: [WantedVPort]
  /// Which of them each profile has, by its index in the manifest.
  let vports: [Range<Int>]
  /// The profiles whose server was chosen for them, by their index in the manifest.
  let chosen: Set<Int>
  /// The ports of each adapter pool, by its index in the manifest.
  let pools: [PoolPorts]
  /// Of each profile, by its index in the manifest.
  let identities: [ProfileIdentities]
  /// The catalogue's entry for the card of each port; nil where it has none.
  let models: [AdapterModel?]
  /// What sits on each port.
  let use: PortUse
  /// The redundancy groups of each profile, by its index in the manifest: those it declares come first, in their order.
  let groups: [[VPortGroup]]
  /// What carries the I/O of each appliance to its servers, by its index in the hardware; nil where nobody says.
  let transports: [Transport?]
  /// What each network is for, by its index in the manifest.
  let purposes: [TrafficPurpose?]
  /// Some appliance has a failure domain.
  let hasFailureDomains: Bool
  /// The switches that adapter ports of a kind are plugged into.
  let switches: [PoolType: Set<String>]
  /// Resolving lost nothing and found nothing wrong, so that what nobody uses is not just what an error keeps somebody from using.
  let isSound: Bool

  init(_ resolver: Resolver) {
    site = resolver.site
    manifest = resolver.site.manifest
    hardware = resolver.hardware
    names = resolver.names
    cabling = resolver.cabling
    wanted = resolver.wanted
    vports = resolver.vports
    chosen = resolver.chosen
    pools = resolver.pools
    identities = resolver.profileIdentities
    models = resolver.hardware.units.map { $0.model.flatMap { Catalogue.adapter(named: $0) } }
    use = PortUse(resolver.wanted, units: resolver.hardware.units.count)
    groups = resolver.vports.indices.map { VPortGroup.all(of: $0, resolver) }
    transports = resolver.hardware.appliances.map { host in
      host.inventory.transport ?? host.inventory.model.flatMap { Catalogue.appliance(named: $0)?.transport }
    }
    hasFailureDomains = resolver.hardware.appliances.contains { $0.inventory.failureDomain != nil }
    purposes = resolver.site.manifest.networks.map(\.spec.purpose)
    var switches: [PoolType: Set<String>] = [:]
    for unit in resolver.hardware.units {
      if let kind = unit.kind, let uplink = unit.port.uplink { switches[kind, default: []].insert(uplink.switchName) }
    }
    self.switches = switches
    isSound = !resolver.diagnostics.hasErrors && !resolver.site.manifest.isPartial
  }

  /// The adapter port that a v-port has; nil where it has none, or the hardware is not known.
  func unit(of vport: Int) -> Hardware.Unit? { wanted[vport].unit.map { hardware.units[$0] } }

  /// The adapter of that port, counted across the fabric.
  func adapter(of vport: Int) -> Int? { wanted[vport].unit.map { hardware.units[$0].adapter } }

  func host(of unit: Hardware.Unit) -> Hardware.Host { hardware.appliances[unit.appliance] }

  /// Where a v-port is declared, in the document of its profile.
  func path(to vport: Int, _ steps: Locator.Step...) -> [Locator.Step] {
    let list =
      switch wanted[vport].record.kind {
      case .vnic: "vnics"
      case .vhba: "vhbas"
      case .vdisk: "vdisks"
      }
    return [.key("spec"), .key(list), .item(wanted[vport].item)] + steps
  }

  /// Where a v-port's MTU is declared; its name where it has its network's.
  func path(toMTUOf vport: Int) -> [Locator.Step] {
    let isDeclared = declaredVNIC(vport)?.mtu != nil
    return path(to: vport, .key(isDeclared ? "mtu" : "name"))
  }

  /// Where a v-port's `min` or `max` is declared: by itself or by its QoSPolicy.
  func path(toRate rate: String, of vport: Int) -> [Locator.Step] {
    let vnic = declaredVNIC(vport)
    if vnic?.bandwidth != nil { return path(to: vport, .key("bandwidth"), .key(rate)) }
    return path(to: vport, .key(vnic?.qos == nil ? "name" : "qos"))
  }

  private func declaredVNIC(_ vport: Int) -> VNIC? {
    guard wanted[vport].record.kind == .vnic else { return nil }
    return manifest.profiles[wanted[vport].profile].spec.vnics[wanted[vport].item]
  }

  func profile(_ index: Int) -> RuleObject { RuleObject(manifest.profiles[index]) }

  /// The cables of the server that a profile is on; nil where it is on none that is declared.
  func cables(of profile: Int) -> [Cabling.Cable]? {
    guard let server = server(of: profile) else { return nil }
    return cabling.cables[server]
  }

  /// The index of the server that a profile is on.
  func server(of profile: Int) -> Int? {
    let name = vports[profile].isEmpty ? manifest.profiles[profile].spec.server : wanted[vports[profile].lowerBound].record.server
    return name.flatMap { names.servers[$0] }
  }

  func groups(of profile: Int) -> [VPortGroup] { groups[profile] }
}

/// v-ports of one profile that stand in for each other.
struct VPortGroup {
  /// Index among the groups that the profile declares; nil where nobody declared it.
  let declared: Int?
  /// Index of the first network that an undeclared group of vNICs shares.
  let network: Int?
  /// Indices among all v-ports.
  let members: [Int]

  /// Those a profile declares, and of the v-ports that are in none, one for each network and one of all vHBAs.
  fileprivate static func all(of profile: Int, _ resolver: Resolver) -> [VPortGroup] {
    let (vports, wanted, declared) = (resolver.vports[profile], resolver.wanted, resolver.site.manifest.profiles[profile].spec.redundancy)
    guard vports.count > 1 || !declared.isEmpty else { return [] }
    var groups: [VPortGroup] = []
    var rest = Array(vports)
    for (index, group) in declared.enumerated() {
      let members = vports.filter { group.members.contains(wanted[$0].record.name) }
      groups.append(VPortGroup(declared: index, network: nil, members: members))
      rest.removeAll { members.contains($0) }
    }
    guard rest.count > 1 else { return groups }
    var networks: [Int] = []
    for vport in rest { for network in wanted[vport].networks where !networks.contains(network) { networks.append(network) } }
    for network in networks {
      let members = rest.filter { wanted[$0].networks.contains(network) }
      guard members.count > 1, !groups.contains(where: { $0.members == members }) else { continue }
      groups.append(VPortGroup(declared: nil, network: network, members: members))
    }
    let vhbas = rest.filter { wanted[$0].record.kind == .vhba }
    if vhbas.count > 1 { groups.append(VPortGroup(declared: nil, network: nil, members: vhbas)) }
    return groups
  }
}
