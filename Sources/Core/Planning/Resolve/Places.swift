internal import Documents
internal import FabricModel

extension Resolver {
  /// Finds a port for every v-port of a profile that is on a server; one on none keeps what it has.
  mutating func resolvePlacement() {
    checkSelectors()
    let networks = site.manifest.networks.enumerated().map { index, network in
      ReachableNetwork(
        index: index, vlan: network.spec.vlan, fabric: network.spec.fabric,
        physicalNetwork: hardware.intern(network.spec.physicalNetwork ?? "default"))
    }
    let vsans = site.manifest.vsans.map { ReachableVSAN(id: $0.spec.vsan, fabric: $0.spec.fabric) }
    var placer = Placer(hardware: hardware, pools: site.manifest.adapterPools.map { PoolPorts($0.spec, hardware) })
    var unplaced: [Int] = []
    for index in wanted.indices {
      let request = self.request(for: index, networks, vsans)
      if let current = wanted[index].current, placer.refusal(of: current, for: request) == nil {
        placer.sit(current, request)
        wanted[index].unit = current
      } else if request.appliances == nil {
        // On no server it hurts nobody where it is, and taking it away would give up its identity.
        wanted[index].unit = wanted[index].current
      } else if !wanted[index].isBroken {
        unplaced.append(index)
      }
    }
    for index in unplaced { place(index, &placer, networks, vsans) }
  }

  private mutating func place(_ index: Int, _ placer: inout Placer, _ networks: [ReachableNetwork], _ vsans: [ReachableVSAN]) {
    let request = self.request(for: index, networks, vsans)
    let appliances = request.appliances ?? []
    // Without a fabric to look at, hardware that no manifest asserts is unknown rather than missing.
    if site.observed == nil, appliances.isEmpty || appliances.contains(where: { hardware.appliances[$0].units.isEmpty }) { return }
    if let server = names.servers[wanted[index].record.server ?? ""], cabling.broken.contains(server) { return }
    switch placer.choose(request, companions: companions(of: index).compactMap { wanted[$0].unit }) {
    case .unit(let unit):
      placer.sit(unit, request)
      wanted[index].unit = unit
    case .none(let refusals, let considered):
      let profile = site.manifest.profiles[wanted[index].profile]
      let list = wanted[index].record.kind == .vnic ? "vnics" : "vhbas"
      report(
        .noPlace(
          wanted[index].record.address, PlacementFailure(refusals: refusals, considered: considered, request: request, placer: placer),
          at: site.range(profile.origin, .key("spec"), .key(list), .item(wanted[index].item), .key("name"))))
    }
  }

  private func request(for index: Int, _ networks: [ReachableNetwork], _ vsans: [ReachableVSAN]) -> Placer.Request {
    let vport = wanted[index]
    let server = vport.record.server ?? ""
    let appliances = names.servers[server].map { cabling.cables[$0].map(\.appliance) }
    return Placer.Request(
      profile: vport.profile, kind: vport.record.kind, pool: vport.pool, appliances: appliances,
      networks: vport.networks.map { networks[$0] }, vsan: vport.vsan.map { vsans[$0] }, mtu: vport.mtu, minimum: vport.minimum,
      apart: apart(index))
  }

  /// The members of its declared groups that have a port already, with what must not be shared.
  private func apart(_ index: Int) -> [(unit: Int, spread: Spread)] {
    let vport = wanted[index]
    let groups = site.manifest.profiles[vport.profile].spec.redundancy
    guard !groups.isEmpty else { return [] }
    var apart: [(unit: Int, spread: Spread)] = []
    for group in groups where group.members.contains(vport.record.name) {
      guard let spread = group.spread else { continue }
      for other in siblings(of: index) where group.members.contains(wanted[other].record.name) {
        if let unit = wanted[other].unit { apart.append((unit, spread)) }
      }
    }
    return apart
  }

  /// The v-ports that stand in for it: of a declared group, else those of the same network, else the other vHBAs.
  private func companions(of index: Int) -> [Int] {
    let vport = wanted[index]
    let groups = site.manifest.profiles[vport.profile].spec.redundancy.filter { $0.members.contains(vport.record.name) }
    return siblings(of: index).filter { other in
      let it = wanted[other]
      if !groups.isEmpty { return groups.contains { $0.members.contains(it.record.name) } }
      if it.record.kind != vport.record.kind { return false }
      return vport.record.kind == .vhba || !Set(it.networks).isDisjoint(with: vport.networks)
    }
  }

  /// The other v-ports of its profile, which stand next to it.
  private func siblings(of index: Int) -> [Int] {
    let profile = wanted[index].profile
    var first = index
    while first > 0, wanted[first - 1].profile == profile { first -= 1 }
    var end = index + 1
    while end < wanted.count, wanted[end].profile == profile { end += 1 }
    return (first..<end).filter { $0 != index }
  }

  /// A selector names appliances and ports that exist.
  private mutating func checkSelectors() {
    for pool in site.manifest.adapterPools {
      for (index, name) in (pool.spec.select.appliances ?? []).enumerated() where hardware.position(of: name) == nil {
        let place = site.range(pool.origin, .key("spec"), .key("select"), .key("appliances"), .item(index))
        reportUnknown("appliance", name, among: hardware.appliances.map(\.name), at: place)
      }
      for (index, port) in (pool.spec.select.ports ?? []).enumerated() {
        guard hardware.unit(at: port) == nil else { continue }
        let place = site.range(pool.origin, .key("spec"), .key("select"), .key("ports"), .item(index))
        let isUnknown =
          site.observed == nil && (hardware.position(of: port.appliance).map { hardware.appliances[$0].units.isEmpty } ?? false)
        if !isUnknown { report(.noSuchPortAddress(port, at: place)) }
      }
    }
  }
}

/// Why no port serves, in numbers.
struct PlacementFailure {
  let refusals: [Placer.Refusal: Int]
  let considered: Int
  let request: Placer.Request
  let placer: Placer

  /// `of 8 ports, 4 are in another pool, 4 have less than 2Gbps left`.
  var explanation: String {
    if considered == 0 { return "its server is cabled to no appliance" }
    let parts = Placer.Refusal.allCases.compactMap { refusal in refusals[refusal].map { "\($0) \(words(for: refusal))" } }
    return "of \(considered) port\(considered == 1 ? "" : "s"), " + parts.joined(separator: ", ")
  }

  /// What a person can do about the limit that is nearest to being met.
  var help: String? {
    guard let last = Placer.Refusal.allCases.last(where: { refusals[$0] != nil && $0 != .wrongType && $0 != .notCabled }) else {
      return considered == 0 ? "give the Server 'connections'" : nil
    }
    switch last {
    case .notCabled, .wrongType: return nil
    case .notInPool: return "widen the pool's 'select', or name another pool"
    case .exclusive: return "set 'sharing: shared' on the adapter, if its model can be shared"
    case .maintenance: return "end the maintenance of an adapter"
    case .noReach: return "give the network and the port the same 'physicalNetwork' and 'fabric'"
    case .otherVSAN: return "plug a port into the vHBA's VSAN, or name a VSAN that the ports are in"
    case .mtu: return "raise the port's 'mtu', or lower the v-port's"
    case .spread: return "cable the server to one more, or ask for a lesser 'spread'"
    case .functions: return "use another adapter: a function is needed for each v-port"
    case .filters: return "trunk fewer networks over one port"
    case .rate: return "lower 'bandwidth.min', or raise the pool's 'reservable'"
    case .cable: return "lower 'bandwidth.min': all v-ports of a server share its cable"
    }
  }

  private func words(for refusal: Placer.Refusal) -> String {
    switch refusal {
    case .notCabled: "on appliances without a cable to the server"
    case .wrongType: "of another type"
    case .notInPool: "not in the pool"
    case .exclusive: "on exclusive adapters"
    case .maintenance: "in maintenance"
    case .noReach: "that the network does not reach"
    case .otherVSAN: "in another VSAN"
    case .mtu: "with an MTU below \(request.mtu)"
    case .spread: "too close to another member of its redundancy group"
    case .functions: "with no function left"
    case .filters: "with too few VLAN filters left"
    case .rate: "without \(request.minimum) to guarantee\(most)"
    case .cable: "whose cable to the server has less than \(request.minimum) left to guarantee"
    }
  }

  /// The most that any of the ports in question could still guarantee.
  private var most: String {
    let left = (request.appliances ?? []).flatMap { Array(placer.hardware.appliances[$0].units) }
      .filter { placer.refusal(of: $0, for: request) == .rate }
      .compactMap { unit in placer.reservable(unit, pool: request.pool).map { $0 - placer.load[unit].guaranteed } }.max()
    return left.map { " (the most left is \($0))" } ?? ""
  }
}
