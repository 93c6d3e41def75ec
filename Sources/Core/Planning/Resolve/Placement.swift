internal import Documents
internal import FabricModel

/// Chooses a port for each v-port: what sits validly stays, the rest goes where there is room, spread, in the order of addresses.
///
/// The search that finds a place whenever there is one is a later replacement of this type alone.
struct Placer {
  let hardware: Hardware
  let pools: [PoolPorts]
  private(set) var load: [UnitLoad]
  /// Guaranteed rate on each cable, by profile and appliance.
  private var cableLoad: [CableKey: Bitrate] = [:]

  struct CableKey: Hashable {
    let profile: Int
    let appliance: Int
  }

  init(hardware: Hardware, pools: [PoolPorts]) {
    self.hardware = hardware
    self.pools = pools
    load = Array(repeating: UnitLoad(), count: hardware.units.count)
  }

  /// Why a port does not serve, in the order in which it is found out; `allCases` is the order of the explanation.
  enum Refusal: Int, CaseIterable {
    case notCabled, wrongType, notInPool, exclusive, maintenance, noReach, otherVSAN, mtu, spread, functions, filters, rate, cable
  }

  /// What a v-port needs, apart from room.
  struct Request {
    let profile: Int
    let kind: VPortRecord.Kind
    let pool: Int?
    /// The appliances the server is cabled to, and any where the profile is on no server.
    let appliances: [Int]?
    let networks: [ReachableNetwork]
    let vsan: ReachableVSAN?
    let mtu: Int
    let minimum: Bitrate
    /// Units of v-ports that it must not share something with.
    let apart: [(unit: Int, spread: Spread)]
  }

  /// Why `unit` does not serve; nil where it does.
  func refusal(of unit: Int, for request: Request) -> Refusal? {
    let it = hardware.units[unit]
    if let appliances = request.appliances, !appliances.contains(it.appliance) { return .notCabled }
    if it.kind != (request.kind == .vnic ? .ethernet : .fibreChannel) { return .wrongType }
    if let pool = request.pool, !pools[pool].contains(unit) { return .notInPool }
    if !it.isShared { return .exclusive }
    if it.inMaintenance { return .maintenance }
    for network in request.networks where !network.reaches(it, reserved: hardware.appliances[it.appliance].inventory.reservedVLANs) {
      return .noReach
    }
    if let vsan = request.vsan, !vsan.reaches(it) { return .otherVSAN }
    if let mtu = it.port.mtu, request.mtu > mtu { return .mtu }
    for other in request.apart where shares(unit, other.unit, other.spread) { return .spread }
    return roomRefusal(of: unit, for: request)
  }

  private func roomRefusal(of unit: Int, for request: Request) -> Refusal? {
    let it = hardware.units[unit]
    if let limit = it.functionLimit, load[unit].functions >= limit { return .functions }
    if let limit = it.filterLimit, load[unit].filters(with: request.networks.map(\.index)) > limit { return .filters }
    guard request.minimum > .zero else { return nil }
    if let limit = reservable(unit, pool: request.pool), load[unit].guaranteed + request.minimum > limit { return .rate }
    if let link = hardware.appliances[it.appliance].inventory.hostLink {
      let taken = cableLoad[CableKey(profile: request.profile, appliance: it.appliance)] ?? .zero
      if taken + request.minimum > link { return .cable }
    }
    return nil
  }

  /// What may be guaranteed on a port.
  func reservable(_ unit: Int, pool: Int?) -> Bitrate? {
    hardware.units[unit].speed.map { speed in pool.flatMap { pools[$0].reservable }.map { speed * $0 } ?? speed }
  }

  mutating func sit(_ unit: Int, _ request: Request) {
    load[unit].functions += 1
    load[unit].guaranteed += request.minimum
    for network in request.networks { load[unit].add(network.index) }
    if request.minimum > .zero {
      cableLoad[CableKey(profile: request.profile, appliance: hardware.units[unit].appliance), default: .zero] += request.minimum
    }
  }

  /// The best port for a v-port whose companions sit on `companions`; else how many ports fell to each refusal.
  func choose(_ request: Request, companions: [Int]) -> Choice {
    var best: (score: Score, unit: Int)?
    var refusals: [Refusal: Int] = [:]
    let candidates = request.appliances.map { $0.flatMap { Array(hardware.appliances[$0].units) } } ?? Array(hardware.units.indices)
    for unit in candidates {
      if let refusal = refusal(of: unit, for: request) {
        refusals[refusal, default: 0] += 1
        continue
      }
      let score = score(unit, request, companions)
      if best == nil || score < best!.score { best = (score, unit) }
    }
    if let best { return .unit(best.unit) }
    return .none(refusals, considered: candidates.count)
  }

  enum Choice {
    case unit(Int)
    case none([Refusal: Int], considered: Int)
  }

  private struct Score: Comparable {
    let closeness: Int
    let crowd: Int
    let unit: Int

    static func < (left: Score, right: Score) -> Bool {
      (left.closeness, left.crowd, left.unit) < (right.closeness, right.crowd, right.unit)
    }
  }

  /// Away from its companions first, then where there is least (or, packing, most) on the port, then in order.
  private func score(_ unit: Int, _ request: Request, _ companions: [Int]) -> Score {
    var closeness = 0
    for other in companions {
      let near = shares(unit, other, .adapter) ? 8 : shares(unit, other, .appliance) ? 4 : shares(unit, other, .failureDomain) ? 2 : 0
      closeness += near + (shares(unit, other, .switch) ? 1 : 0)
    }
    let packs = request.pool.map { pools[$0].placement == .pack } ?? false
    return Score(closeness: closeness, crowd: packs ? -load[unit].functions : load[unit].functions, unit: unit)
  }

  /// Whether two ports share what `spread` names.
  func shares(_ one: Int, _ other: Int, _ spread: Spread) -> Bool {
    let (a, b) = (hardware.units[one], hardware.units[other])
    switch spread {
    case .adapter: return a.adapter == b.adapter
    case .appliance: return a.appliance == b.appliance
    case .failureDomain:
      let domains = [a, b].map { hardware.appliances[$0.appliance].inventory.failureDomain }
      return a.appliance == b.appliance || (domains[0] != nil && domains[0] == domains[1])
    case .switch:
      guard let switchName = a.port.uplink?.switchName else { return false }
      return switchName == b.port.uplink?.switchName
    }
  }
}

/// What sits on one port.
struct UnitLoad {
  var functions = 0
  var guaranteed = Bitrate.zero
  private var networks: [(index: Int, users: Int)] = []

  mutating func add(_ network: Int) {
    if let known = networks.firstIndex(where: { $0.index == network }) { networks[known].users += 1 } else { networks.append((network, 1)) }
  }

  /// How many VLAN filters the port needs when these networks come to it.
  func filters(with more: [Int]) -> Int {
    networks.count + more.filter { index in !networks.contains { $0.index == index } }.count
  }
}

/// A network as placement asks for it.
struct ReachableNetwork {
  let index: Int
  let vlan: VLANID?
  let fabric: FabricSide?
  let physicalNetwork: Int

  /// Their cabling agrees, their side agrees, and the appliance does not keep the VLAN for itself. A VLAN that the switch does not let through yet is external work, not a refusal.
  func reaches(_ unit: Hardware.Unit, reserved: VLANSet?) -> Bool {
    physicalNetwork == unit.physicalNetwork && agree(fabric, unit.port.fabric)
      && !(vlan.map { reserved?.contains($0) ?? false } ?? false)
  }
}

struct ReachableVSAN {
  let id: VSANID?
  let fabric: FabricSide?

  func reaches(_ unit: Hardware.Unit) -> Bool {
    if let there = unit.port.vsan, let id { return there == id }
    return agree(fabric, unit.port.fabric)
  }
}

/// Sides agree unless one is A and the other B.
func agree(_ one: FabricSide?, _ other: FabricSide?) -> Bool {
  guard let one, let other, one != .common, other != .common else { return true }
  return one == other
}
