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
    let vsans = site.manifest.vsans.map { ReachableVSAN($0.spec, &hardware) }
    pools = site.manifest.adapterPools.map { [hardware] in PoolPorts($0.spec, hardware) }
    reservable = reservablePerUnit()
    var placer = Placer(
      hardware: hardware, pools: pools, networks: networks, vsans: vsans, reservable: reservable, attachesAdapters: attachesAdapters(),
      isUnread: hardware.appliances.map { site.unread.contains($0.name) })
    var unplaced: [Int] = []
    for (profile, vports) in vports.enumerated() {
      let appliances = cabledAppliances(of: profile)
      for index in vports where !stays(index, appliances, &placer) { unplaced.append(index) }
    }
    var failures: [FailedPlacement] = []
    for index in unplaced { if let failure = place(index, &placer) { failures.append(failure) } }
    rearrange(failures, among: unplaced, &placer)
  }

  /// Whether the sheet of each appliance says that an adapter is attached as one. Where none was read, ports are taken as they are.
  private func attachesAdapters() -> [Bool] { hardware.appliances.map { site.capabilities[$0.name]?.attachUnit == .adapter } }

  /// Keeps a v-port where it is if it may sit there; false where it needs a place.
  private mutating func stays(_ index: Int, _ appliances: [Int]?, _ placer: inout Placer) -> Bool {
    let request = request(for: index, appliances)
    if let current = wanted[index].current, staysUnread(current, appliances) {
      placer.sit(current, request)
      wanted[index].unit = current
      return true
    }
    if let current = wanted[index].current, placer.refusal(of: current, for: request) == nil {
      placer.sit(current, request)
      wanted[index].unit = current
      return true
    }
    if let current = wanted[index].current, request.kind == .vdisk, placer.mayKeep(current, for: request) {
      placer.sit(current, request)
      wanted[index].unit = current
      return true
    }
    guard request.appliances == nil else { return wanted[index].isBroken }
    // On no server it hurts nobody where it is, and taking it away would give up its identity.
    wanted[index].unit = wanted[index].current
    return true
  }

  /// Gives it the best port that is left; what kept it from one where there is none.
  private mutating func place(_ index: Int, _ placer: inout Placer) -> FailedPlacement? {
    let request = request(for: index, cabledAppliances(of: wanted[index].profile))
    let appliances = request.appliances ?? []
    // Without a fabric to look at, hardware that no manifest asserts is unknown rather than missing.
    if site.observed == nil, isHardwareUnknown(of: appliances) { return nil }
    if let server = names.servers[wanted[index].record.server ?? ""], cabling.broken.contains(server) { return nil }
    var taken: [Int] = []
    for companion in companions(of: index) { if let unit = wanted[companion].unit { taken.append(unit) } }
    guard let unit = placer.choose(request, companions: taken) else {
      if waitsForReading(index, appliances) { return nil }
      let failure = PlacementFailure(request, placer)
      return FailedPlacement(index: index, explanation: failure.explanation, help: failure.help)
    }
    placer.sit(unit, request)
    wanted[index].unit = unit
    return nil
  }

  private func isHardwareUnknown(of appliances: [Int]) -> Bool {
    appliances.isEmpty || appliances.contains { hardware.appliances[$0].units.isEmpty }
  }

  /// The appliances that a profile's server is cabled to; nil where it is on no server.
  func cabledAppliances(of profile: Int) -> [Int]? {
    guard let first = vports[profile].first, let server = names.servers[wanted[first].record.server ?? ""] else { return nil }
    return cabling.cables[server].map(\.appliance)
  }

  private func request(for index: Int, _ appliances: [Int]?) -> Placer.Request {
    var apart: [(unit: Int, spread: Spread)] = []
    for rival in rivals(of: index) { if let unit = wanted[rival.index].unit { apart.append((unit, rival.spread)) } }
    return request(for: index, appliances, apart: apart)
  }

  /// What it asks for, with the ports that it has to keep away from.
  func request(for index: Int, _ appliances: [Int]?, apart: [(unit: Int, spread: Spread)]) -> Placer.Request {
    Placer.Request(
      profile: wanted[index].profile, kind: wanted[index].record.kind, pool: wanted[index].pool, appliances: appliances,
      networks: wanted[index].networks, vsan: wanted[index].vsan, mtu: wanted[index].mtu, minimum: wanted[index].minimum, apart: apart)
  }

  /// The other members of its declared groups, with what must not be shared with them.
  func rivals(of index: Int) -> [(index: Int, spread: Spread)] {
    let groups = site.manifest.profiles[wanted[index].profile].spec.redundancy
    guard !groups.isEmpty else { return [] }
    var rivals: [(index: Int, spread: Spread)] = []
    for group in groups where group.members.contains(wanted[index].record.name) {
      guard let spread = group.spread else { continue }
      for other in vports[wanted[index].profile] where other != index && group.members.contains(wanted[other].record.name) {
        rivals.append((other, spread))
      }
    }
    return rivals
  }

  /// The v-ports that stand in for it: of a declared group, else those of the same network, else the other vHBAs.
  func companions(of index: Int) -> [Int] {
    let (name, profile) = (wanted[index].record.name, wanted[index].profile)
    let groups = site.manifest.profiles[profile].spec.redundancy.filter { $0.members.contains(name) }
    var companions: [Int] = []
    for other in vports[profile] where other != index {
      let other = (index: other, name: wanted[other].record.name)
      let isOne = groups.isEmpty ? isAlike(index, other.index) : groups.contains { $0.members.contains(other.name) }
      if isOne { companions.append(other.index) }
    }
    return companions
  }

  /// Whether two v-ports lead to the same place.
  private func isAlike(_ one: Int, _ other: Int) -> Bool {
    guard wanted[one].record.kind == wanted[other].record.kind else { return false }
    if wanted[one].record.kind == .vhba { return true }
    for network in wanted[one].networks where wanted[other].networks.contains(network) { return true }
    return false
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
          site.unread.contains(port.appliance)
          || (site.observed == nil && (hardware.position(of: port.appliance).map { hardware.appliances[$0].units.isEmpty } ?? false))
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

  init(_ request: Placer.Request, _ placer: Placer) {
    self.request = request
    self.placer = placer
    let candidates = placer.candidates(for: request)
    considered = candidates.count
    var refusals: [Placer.Refusal: Int] = [:]
    for unit in candidates {
      if let refusal = placer.refusal(of: unit, for: request) { refusals[refusal, default: 0] += 1 }
    }
    self.refusals = refusals
  }

  /// `of 8 ports, 4 are in another pool, 4 have less than 2Gbps left`.
  var explanation: String {
    if considered == 0 { return "its server is cabled to no appliance" }
    let parts = Placer.Refusal.allCases.compactMap { refusal in refusals[refusal].map { "\($0) \(words(for: refusal))" } }
    return "of \(considered) port\(considered == 1 ? "" : "s"), " + parts.joined(separator: ", ")
  }

  /// What a person can do about the limit that is nearest to being met.
  var help: String? {
    guard let last = Placer.Refusal.allCases.last(where: { refusals[$0] != nil && ![.wrongType, .notCabled, .unread].contains($0) }) else {
      return considered == 0 ? "give the Server 'connections'" : nil
    }
    return Self.help(for: last)
  }

  /// What a person can do about a limit.
  static func help(for refusal: Placer.Refusal) -> String? {
    switch refusal {
    case .notCabled, .unread, .wrongType: return nil
    case .notInPool: return "widen the pool's 'select', or name another pool"
    case .exclusive: return "set 'sharing: shared' on the adapter, if its model can be shared"
    case .maintenance: return "end the maintenance of an adapter"
    case .noReach: return "give the network and the port the same 'physicalNetwork' and 'fabric'"
    case .otherVSAN: return "plug a port into the vHBA's VSAN, or name a VSAN that the ports are in"
    case .mtu: return "raise the port's 'mtu', or lower the v-port's"
    case .spread: return "cable the server to one more, or ask for a lesser 'spread'"
    case .drives: return "use another controller: each of a server's vdisks is a logical drive of its own"
    case .functions: return "use another adapter: a function is needed for each v-port"
    case .filters: return "trunk fewer networks over one port"
    case .rate: return "lower 'bandwidth.min', or raise the pool's 'reservable'"
    case .cable: return "lower 'bandwidth.min': all v-ports of a server share its cable"
    }
  }

  private func words(for refusal: Placer.Refusal) -> String {
    switch refusal {
    case .notCabled: "on appliances without a cable to the server"
    case .unread: "on appliances that were not read"
    case .wrongType: "of another type"
    case .notInPool: "not in the pool"
    case .exclusive: "on exclusive adapters"
    case .maintenance: "in maintenance"
    case .noReach: "that the network does not reach"
    case .otherVSAN: "in another VSAN"
    case .mtu: "with an MTU below \(request.mtu)"
    case .spread: "too close to another member of its redundancy group"
    case .drives: "on controllers with no logical drive left\(driveLimit)"
    case .functions: "with no function left\(functionLimit)"
    case .filters: "with too few VLAN filters left"
    case .rate: "without \(request.minimum) to guarantee\(most)"
    case .cable: "whose cable to the server has less than \(request.minimum) left to guarantee"
    }
  }

  /// How many v-ports the ports in question can carry.
  private var functionLimit: String {
    refused(for: .functions).compactMap { $0.functionLimit }.min().map { " (each can carry \($0))" } ?? ""
  }

  /// How many logical drives the controllers in question can hold.
  private var driveLimit: String { refused(for: .drives).compactMap { $0.driveLimit }.min().map { " (each can hold \($0))" } ?? "" }

  private func refused(for refusal: Placer.Refusal) -> [Hardware.Unit] {
    (request.appliances ?? []).flatMap { Array(placer.hardware.appliances[$0].units) }
      .filter { placer.refusal(of: $0, for: request) == refusal }
      .map { placer.hardware.units[$0] }
  }

  /// The most that any of the ports in question could still guarantee.
  private var most: String {
    let left = (request.appliances ?? []).flatMap { Array(placer.hardware.appliances[$0].units) }
      .filter { placer.refusal(of: $0, for: request) == .rate }
      .compactMap { unit in placer.reservable(unit).map { $0 - placer.load[unit].guaranteed } }.max()
    return left.map { " (the most left is \($0))" } ?? ""
  }
}
