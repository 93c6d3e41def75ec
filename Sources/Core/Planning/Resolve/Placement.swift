internal import Documents
internal import FabricModel

/// Chooses a port for each v-port: what sits validly stays, the rest goes where there is room, spread, in the order of addresses.
///
/// It never takes a choice back; where that leaves a v-port without a port, `PlacementSearch` rearranges what is around it.
struct Placer {
  let hardware: Hardware
  let pools: [PoolPorts]
  let networks: [ReachableNetwork]
  let vsans: [ReachableVSAN]
  private(set) var load: [UnitLoad]
  /// Logical drives by adapter.
  private(set) var drives: [Int]
  /// Guaranteed rate on each cable, by profile and appliance.
  private var cableLoad: [CableKey: Bitrate] = [:]
  /// How much of each port's speed may be guaranteed, by its index: one figure a port, whoever asks, so that no order of choices matters.
  private let allowed: [Percent?]
  /// Whether an adapter of the appliance is attached as one, so that its ports are no stand-in for each other; by its index.
  private let attachesAdapters: [Bool]
  /// Whether an appliance was not read, by its index: nothing new goes there.
  private let isUnread: [Bool]

  struct CableKey: Hashable {
    let profile: Int
    let appliance: Int
  }

  init(
    hardware: Hardware, pools: [PoolPorts], networks: [ReachableNetwork], vsans: [ReachableVSAN], reservable: [Percent?],
    attachesAdapters: [Bool], isUnread: [Bool]
  ) {
    allowed = reservable
    self.isUnread = isUnread
    self.attachesAdapters = attachesAdapters
    self.hardware = hardware
    self.pools = pools
    self.networks = networks
    self.vsans = vsans
    load = Array(repeating: UnitLoad(), count: hardware.units.count)
    drives = Array(repeating: 0, count: (hardware.units.last?.adapter ?? -1) + 1)
  }

  /// Why a port does not serve, in the order in which it is found out; `allCases` is the order of the explanation.
  enum Refusal: Int, CaseIterable {
    case notCabled, unread, wrongType, notInPool, exclusive, maintenance, noReach, otherVSAN, mtu, spread, drives, functions, filters, rate,
      cable
  }

  /// What a v-port needs, apart from room.
  struct Request {
    let profile: Int
    let kind: VPortRecord.Kind
    let pool: Int?
    /// The appliances the server is cabled to, and any where the profile is on no server.
    let appliances: [Int]?
    /// Indices of its networks and of its VSAN.
    let networks: [Int]
    let vsan: Int?
    let mtu: Int
    let minimum: Bitrate
    /// Units of v-ports that it must not share something with.
    let apart: [(unit: Int, spread: Spread)]
  }

  /// Why `unit` does not serve; nil where it does.
  func refusal(of unit: Int, for request: Request) -> Refusal? {
    if let standing = standingRefusal(of: unit, for: request) { return standing }
    for other in request.apart where shares(unit, other.unit, other.spread) { return .spread }
    return roomRefusal(of: unit, for: request)
  }

  /// Why `unit` serves nowhere and never, whatever else sits on it; nil where it may.
  func standingRefusal(of unit: Int, for request: Request) -> Refusal? {
    let appliance = hardware.units[unit].appliance
    if let appliances = request.appliances, !appliances.contains(appliance) { return .notCabled }
    if isUnread[appliance] { return .unread }
    if hardware.units[unit].kind != request.kind.poolType { return .wrongType }
    if let pool = request.pool, !pools[pool].contains(unit) { return .notInPool }
    if !hardware.units[unit].isShared { return .exclusive }
    if hardware.units[unit].inMaintenance { return .maintenance }
    for network in request.networks where !networks[network].reaches(unit, of: hardware) { return .noReach }
    if let vsan = request.vsan, !vsans[vsan].reaches(unit, of: hardware) { return .otherVSAN }
    if let mtu = hardware.units[unit].port.mtu, request.mtu > mtu { return .mtu }
    return nil
  }

  /// The first limit that has no room left for it.
  func roomRefusal(of unit: Int, for request: Request) -> Refusal? {
    if lacks(.drives, unit, request) { return .drives }
    if lacks(.functions, unit, request) { return .functions }
    if lacks(.filters, unit, request) { return .filters }
    guard request.minimum > .zero else { return nil }
    if lacks(.rate, unit, request) { return .rate }
    return lacks(.cable, unit, request) ? .cable : nil
  }

  /// Whether one more v-port would go over this limit of room.
  @inline(__always)
  func lacks(_ limit: Refusal, _ unit: Int, _ request: Request) -> Bool {
    switch limit {
    case .drives:
      guard request.kind == .vdisk, let limit = hardware.units[unit].driveLimit else { return false }
      return drives[hardware.units[unit].adapter] >= limit
    case .functions:
      guard let limit = hardware.units[unit].functionLimit else { return false }
      return load[unit].functions >= limit
    case .filters:
      guard let limit = hardware.units[unit].filterLimit else { return false }
      return load[unit].filters(with: request.networks) > limit
    case .rate:
      guard request.minimum > .zero, let limit = reservable(unit) else { return false }
      return load[unit].guaranteed + request.minimum > limit
    case .cable:
      guard request.minimum > .zero, let left = cableLeft(hardware.units[unit].appliance, profile: request.profile) else { return false }
      return request.minimum > left
    default: return false
    }
  }

  /// What a profile's cable to an appliance can still guarantee; nil where the link's rate is not known.
  func cableLeft(_ appliance: Int, profile: Int) -> Bitrate? {
    hardware.appliances[appliance].inventory.hostLink.map { $0 - (cableLoad[CableKey(profile: profile, appliance: appliance)] ?? .zero) }
  }

  /// Whether a vdisk is left where it is though it could not come there now: moving it would destroy what is on it.
  ///
  /// It moves only where the manifests leave no choice: its server has no cable to the appliance, or its pool has other ports.
  func mayKeep(_ unit: Int, for request: Request) -> Bool {
    switch refusal(of: unit, for: request) {
    case .notCabled, .wrongType, .notInPool: false
    default: true
    }
  }

  /// What may be guaranteed on a port.
  func reservable(_ unit: Int) -> Bitrate? {
    hardware.units[unit].speed.map { speed in allowed[unit].map { speed * $0 } ?? speed }
  }

  mutating func sit(_ unit: Int, _ request: Request) {
    load[unit].functions += 1
    if request.kind == .vdisk { drives[hardware.units[unit].adapter] += 1 }
    load[unit].guaranteed += request.minimum
    for network in request.networks { load[unit].add(network) }
    let appliance = hardware.units[unit].appliance
    if request.minimum > .zero, hardware.appliances[appliance].inventory.hostLink != nil {
      cableLoad[CableKey(profile: request.profile, appliance: appliance), default: .zero] += request.minimum
    }
  }

  /// The same ports with nothing on them.
  func emptied() -> Placer {
    var empty = self
    empty.load = Array(repeating: UnitLoad(), count: load.count)
    empty.drives = Array(repeating: 0, count: drives.count)
    empty.cableLoad = [:]
    return empty
  }

  /// Takes back what `sit` did.
  mutating func lift(_ unit: Int, _ request: Request) {
    load[unit].functions -= 1
    if request.kind == .vdisk { drives[hardware.units[unit].adapter] -= 1 }
    load[unit].guaranteed -= request.minimum
    for network in request.networks { load[unit].remove(network) }
    let appliance = hardware.units[unit].appliance
    if request.minimum > .zero, hardware.appliances[appliance].inventory.hostLink != nil {
      cableLoad[CableKey(profile: request.profile, appliance: appliance), default: .zero] -= request.minimum
    }
  }

  /// The best port for a v-port whose companions sit on `companions`; nil where none serves.
  func choose(_ request: Request, companions: [Int]) -> Int? {
    var best: Score?
    for unit in candidates(for: request) where refusal(of: unit, for: request) == nil {
      let score = score(unit, request, companions)
      if best.map({ score < $0 }) ?? true { best = score }
    }
    return best?.unit
  }

  /// The ports that come into question.
  func candidates(for request: Request) -> [Int] {
    request.appliances.map { $0.flatMap { Array(hardware.appliances[$0].units) } } ?? Array(hardware.units.indices)
  }

  struct Score: Comparable {
    let closeness: Int
    let crowd: Int
    let unit: Int

    static func < (left: Score, right: Score) -> Bool {
      (left.closeness, left.crowd, left.unit) < (right.closeness, right.crowd, right.unit)
    }
  }

  /// Away from its companions first, then where there is least (or, packing, most) on the port, then in order.
  func score(_ unit: Int, _ request: Request, _ companions: [Int]) -> Score {
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
    let (mine, theirs) = (hardware.units[one].appliance, hardware.units[other].appliance)
    switch spread {
    case .adapter: return hardware.units[one].adapter == hardware.units[other].adapter
    case .appliance: return mine == theirs
    case .failureDomain:
      if mine == theirs { return true }
      guard let domain = hardware.appliances[mine].inventory.failureDomain else { return false }
      return domain == hardware.appliances[theirs].inventory.failureDomain
    case .switch:
      if attachesAdapters[mine], hardware.units[one].adapter == hardware.units[other].adapter { return true }
      guard let switchName = hardware.units[one].port.uplink?.switchName else { return false }
      return switchName == hardware.units[other].port.uplink?.switchName
    }
  }
}

extension VPortRecord.Kind {
  /// The ports that carry it.
  var poolType: PoolType {
    switch self {
    case .vnic: .ethernet
    case .vhba: .fibreChannel
    case .vdisk: .storage
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

  mutating func remove(_ network: Int) {
    guard let known = networks.firstIndex(where: { $0.index == network }) else { return }
    networks[known].users -= 1
    if networks[known].users == 0 { networks.remove(at: known) }
  }

  /// How many VLAN filters the port needs when these networks come to it.
  func filters(with more: [Int]) -> Int {
    var count = networks.count
    for network in more where !networks.contains(where: { $0.index == network }) { count += 1 }
    return count
  }
}

/// A network as placement asks for it.
struct ReachableNetwork {
  let index: Int
  let vlan: VLANID?
  let fabric: FabricSide?
  let physicalNetwork: Int

  /// Their cabling agrees, their side agrees, and the appliance does not keep the VLAN for itself. A VLAN that the switch does not let through yet is external work, not a refusal.
  func reaches(_ unit: Int, of hardware: Hardware) -> Bool {
    guard physicalNetwork == hardware.units[unit].physicalNetwork, agree(fabric, hardware.units[unit].port.fabric) else { return false }
    guard let vlan, let reserved = hardware.appliances[hardware.units[unit].appliance].inventory.reservedVLANs else { return true }
    return !reserved.contains(vlan)
  }
}

struct ReachableVSAN {
  let id: VSANID?
  let fabric: FabricSide?
  let physicalNetwork: Int

  init(_ vsan: VSAN, _ hardware: inout Hardware) {
    id = vsan.vsan
    fabric = vsan.fabric
    physicalNetwork = hardware.intern(vsan.physicalNetwork ?? "default")
  }

  func reaches(_ unit: Int, of hardware: Hardware) -> Bool {
    guard physicalNetwork == hardware.units[unit].physicalNetwork else { return false }
    if let there = hardware.units[unit].port.vsan, let id { return there == id }
    return agree(fabric, hardware.units[unit].port.fabric)
  }
}

/// Sides agree unless one is A and the other B.
func agree(_ one: FabricSide?, _ other: FabricSide?) -> Bool {
  guard let one, let other, one != .common, other != .common else { return true }
  return one == other
}
