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
  /// The ports of each adapter pool, by its index in the manifest.
  let pools: [PoolPorts]
  /// Of each profile, by its index in the manifest.
  let identities: [ProfileIdentities]
  /// The catalogue's entry for the card of each port; nil where it has none.
  let models: [AdapterModel?]
  /// What sits on each port.
  let use: PortUse

  init(_ resolver: Resolver) {
    site = resolver.site
    manifest = resolver.site.manifest
    hardware = resolver.hardware
    names = resolver.names
    cabling = resolver.cabling
    wanted = resolver.wanted
    vports = resolver.vports
    pools = resolver.pools
    identities = resolver.profileIdentities
    models = resolver.hardware.units.map { $0.model.flatMap { Catalogue.adapter(named: $0) } }
    use = PortUse(resolver.wanted, units: resolver.hardware.units.count)
  }

  /// The adapter port that a v-port has; nil where it has none, or the hardware is not known.
  func unit(of vport: Int) -> Hardware.Unit? { wanted[vport].unit.map { hardware.units[$0] } }

  func host(of unit: Hardware.Unit) -> Hardware.Host { hardware.appliances[unit.appliance] }

  /// Where a v-port is declared, in the document of its profile.
  func path(to vport: Int, _ steps: Locator.Step...) -> [Locator.Step] {
    let list =
      switch wanted[vport].record.kind {
      case .vnic: "vnics"
      case .vhba: "vhbas"
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

  /// The redundancy groups of a profile: those it declares, and of the v-ports that are in none, one for each network and one of all vHBAs.
  func groups(of profile: Int) -> [VPortGroup] {
    let declared = manifest.profiles[profile].spec.redundancy
    var groups: [VPortGroup] = []
    var grouped: Set<Int> = []
    for (index, group) in declared.enumerated() {
      let members = vports[profile].filter { group.members.contains(wanted[$0].record.name) }
      groups.append(VPortGroup(declared: index, network: nil, members: members))
      grouped.formUnion(members)
    }
    var networks: [Int] = []
    let rest = vports[profile].filter { !grouped.contains($0) }
    for vport in rest { for network in wanted[vport].networks where !networks.contains(network) { networks.append(network) } }
    for network in networks {
      let members = rest.filter { wanted[$0].networks.contains(network) }
      if members.count > 1 { groups.append(VPortGroup(declared: nil, network: network, members: members)) }
    }
    let vhbas = rest.filter { wanted[$0].record.kind == .vhba }
    if vhbas.count > 1 { groups.append(VPortGroup(declared: nil, network: nil, members: vhbas)) }
    return groups
  }
}

/// v-ports of one profile that stand in for each other.
struct VPortGroup {
  /// Index among the groups that the profile declares; nil where nobody declared it.
  let declared: Int?
  /// Index of the network that an undeclared group of vNICs shares.
  let network: Int?
  /// Indices among all v-ports.
  let members: [Int]
}
