internal import FabricModel

/// The fabric while the orderer takes one step after the other: what is held, used and full, of the appliances that the plan touches.
struct Replay {
  let hardware: Hardware
  let reservable: [Percent?]
  private(set) var appliances: [String: ApplianceReplay] = [:]
  /// The v-ports of each profile that a step touches, wherever they are.
  private(set) var vports: [String: [VPortRecord]] = [:]
  /// The appliances on which a profile has a part, of those that steps touch.
  private(set) var parts: [String: [String]] = [:]
  /// The profiles with a part on each appliance, of those in question.
  private(set) var residents: [String: Set<String>] = [:]
  /// Who has an identity that a step gives or takes.
  private(set) var holders = IdentityTable<Holder>()
  /// The profiles that have a UUID that a step gives or takes, with how many parts of each.
  private var uuids: [UniqueID: [String: Int]] = [:]
  private let identities: Set<Identity>
  private let profiles: Set<String>

  struct Holder: Hashable {
    let appliance: String
    let address: String
  }

  struct ApplianceReplay {
    var networks: Set<String> = []
    var vsans: Set<String> = []
    /// How many v-ports use a network or VSAN.
    var networkUsers: [String: Int] = [:]
    var vsanUsers: [String: Int] = [:]
    var profiles: [String: ProfileRecord] = [:]
    var vportCounts: [String: Int] = [:]
    /// The profile on each server port.
    var serverPorts: [Int: String] = [:]
    var units: [SlotPort: UnitUse] = [:]
    var adapterUsers: [UInt8: Int] = [:]
    /// The profiles on each adapter that is for one server alone, with how many v-ports of each.
    var exclusiveUsers: [UInt8: [String: Int]] = [:]
    /// Adapters that are in maintenance or lent.
    var closed: Set<UInt8> = []
    /// Logical drives of each adapter.
    var drives: [UInt8: Int] = [:]
    var mtus: [SlotPort: Int] = [:]
    /// Guaranteed rate by profile: all v-ports of a server share its cable.
    var cables: [String: Bitrate] = [:]
  }

  struct UnitUse {
    var functions = 0
    var guaranteed = Bitrate.zero
    var networks: [String: Int] = [:]
    var vports: Set<VPortAddress> = []
  }

  /// - Parameter reservable: how much of each unit's speed may be guaranteed: the most that a pool with the unit in it allows.
  init(observed: Fabric, hardware: Hardware, reservable: [Percent?], drafts: [Draft]) {
    self.hardware = hardware
    self.reservable = reservable
    var identities: Set<Identity> = []
    var profiles: Set<String> = []
    var touched: Set<String> = []
    for draft in drafts {
      touched.insert(draft.appliance)
      for record in [draft.change.before, draft.change.after] {
        identities.formUnion(record?.identities ?? [])
        if case .profile(let it)? = record, let uuid = it.uuid { identities.insert(.uuid(uuid)) }
        if let profile = record?.profileName { profiles.insert(profile) }
      }
    }
    profiles.formUnion(Self.users(of: drafts, in: observed))
    self.identities = identities
    self.profiles = profiles
    for appliance in observed.appliances {
      if touched.contains(appliance.name) { appliances[appliance.name] = ApplianceReplay() }
      for adapter in appliance.inventory.adapters {
        if adapter.record.isClosed { appliances[appliance.name]?.closed.insert(adapter.slot) }
        if adapter.isForOneServer { appliances[appliance.name]?.exclusiveUsers[adapter.slot] = [:] }
        for port in adapter.ports where port.mtu != nil {
          appliances[appliance.name]?.mtus[SlotPort(slot: adapter.slot, port: port.number)] = port.mtu
        }
      }
      for network in appliance.networks { appliances[appliance.name]?.networks.insert(network.name) }
      for vsan in appliance.vsans { appliances[appliance.name]?.vsans.insert(vsan.name) }
      for profile in appliance.profiles {
        put(.profile(profile.record), on: appliance.name)
        for vport in profile.vports { put(.vport(vport), on: appliance.name) }
      }
    }
  }

  /// The profiles whose v-ports use a network, VSAN or port that changes under them.
  private static func users(of drafts: [Draft], in observed: Fabric) -> Set<String> {
    var shared: [String: Set<ObjectAddress>] = [:]
    for draft in drafts where draft.change.before != nil {
      switch draft.change.address {
      case .network, .vsan, .port: shared[draft.appliance, default: []].insert(draft.change.address)
      case .profile, .vport, .adapter: break
      }
    }
    var users: Set<String> = []
    for (name, addresses) in shared {
      for profile in observed[name]?.profiles ?? [] where profile.vports.contains(where: { !addresses.isDisjoint(with: $0.uses) }) {
        users.insert(profile.record.name)
      }
    }
    return users
  }

  /// A profile other than this one that has the UUID.
  func owner(of uuid: UniqueID, otherThan profile: String? = nil) -> String? {
    uuids[uuid]?.keys.filter { $0 != profile }.min()
  }

  mutating func perform(_ change: RecordChange, on appliance: String) {
    if let before = change.before { take(before, from: appliance) }
    if let after = change.after { put(after, on: appliance) }
  }

  /// A v-port as it is now, on the server that its profile is on by now.
  func current(_ vport: VPortRecord, on appliance: String) -> VPortRecord? {
    vports[vport.profile]?.first { $0.name == vport.name && $0.appliance == appliance }
  }

  private mutating func put(_ record: Record, on appliance: String) {
    // What is on no port has its identity for itself: nobody sees it.
    for identity in record.identities where identities.contains(identity) && !record.isDetached {
      holders[identity] = Holder(appliance: appliance, address: record.address.description)
    }
    if case .profile(let it) = record, it.isBound, let uuid = it.uuid, identities.contains(.uuid(uuid)) {
      uuids[uuid, default: [:]][it.name, default: 0] += 1
    }
    if case .profile(let it) = record {
      if appliances[appliance] != nil, profiles.contains(it.name), !parts[it.name, default: []].contains(appliance) {
        parts[it.name, default: []].append(appliance)
        residents[appliance, default: []].insert(it.name)
      }
      follow(it, on: appliance)
    }
    if case .vport(var vport) = record, profiles.contains(vport.profile) {
      if let profile = appliances[appliance]?.profiles[vport.profile] { vport.server = profile.server }
      vports[vport.profile, default: []].append(vport)
    }
    appliances[appliance]?.put(record)
  }

  /// A profile's v-ports are on the server that the profile is on.
  private mutating func follow(_ profile: ProfileRecord, on appliance: String) {
    guard let parts = vports[profile.name] else { return }
    for index in parts.indices where parts[index].appliance == appliance { vports[profile.name]?[index].server = profile.server }
  }

  private mutating func take(_ record: Record, from appliance: String) {
    let holder = Holder(appliance: appliance, address: record.address.description)
    for identity in record.identities where holders[identity] == holder { holders[identity] = nil }
    if case .profile(let it) = record, it.isBound, let uuid = it.uuid, let parts = uuids[uuid]?[it.name] {
      uuids[uuid]?[it.name] = parts > 1 ? parts - 1 : nil
    }
    if case .vport(let vport) = record, profiles.contains(vport.profile) {
      vports[vport.profile]?.removeAll { $0.name == vport.name && $0.appliance == appliance }
    }
    appliances[appliance]?.take(record)
  }
}

extension Replay.ApplianceReplay {
  fileprivate mutating func put(_ record: Record) {
    switch record {
    case .network(let it): networks.insert(it.name)
    case .vsan(let it): vsans.insert(it.name)
    case .profile(let it):
      profiles[it.name] = it
      if let port = it.serverPort, port > 0 { serverPorts[port] = it.name }
    case .vport(let it): count(it, 1)
    case .adapter(let it):
      if it.isClosed { closed.insert(it.slot) } else { closed.remove(it.slot) }
      if it.sharing == .exclusive, exclusiveUsers[it.slot] == nil { exclusiveUsers[it.slot] = [:] }
      if it.sharing == .shared { exclusiveUsers[it.slot] = nil }
    case .port(let it): mtus[it.slotPort] = it.mtu
    }
  }

  fileprivate mutating func take(_ record: Record) {
    switch record {
    case .network(let it): networks.remove(it.name)
    case .vsan(let it): vsans.remove(it.name)
    case .profile(let it):
      profiles[it.name] = nil
      if let port = it.serverPort, serverPorts[port] == it.name { serverPorts[port] = nil }
    case .vport(let it): count(it, -1)
    case .adapter, .port: break
    }
  }

  private mutating func count(_ vport: VPortRecord, _ by: Int) {
    vportCounts[vport.profile, default: 0] += by
    for network in vport.networks { networkUsers[network, default: 0] += by }
    if let vsan = vport.vsan, !vsan.isEmpty { vsanUsers[vsan, default: 0] += by }
    let minimum = vport.minimum ?? .zero
    guard let slotPort = vport.slotPort else { return }
    cables[vport.profile, default: .zero] += by > 0 ? minimum : Bitrate.zero - minimum
    if exclusiveUsers[slotPort.slot] != nil {
      let count = exclusiveUsers[slotPort.slot]?[vport.profile] ?? 0
      exclusiveUsers[slotPort.slot]?[vport.profile] = count + by == 0 ? nil : count + by
    }
    adapterUsers[slotPort.slot, default: 0] += by
    if vport.kind == .vdisk { drives[slotPort.slot, default: 0] += by }
    var use = units[slotPort] ?? Replay.UnitUse()
    use.functions += by
    use.guaranteed += by > 0 ? minimum : Bitrate.zero - minimum
    for network in vport.networks {
      let users = (use.networks[network] ?? 0) + by
      use.networks[network] = users == 0 ? nil : users
    }
    if by > 0 { use.vports.insert(vport.address) } else { use.vports.remove(vport.address) }
    units[slotPort] = use
  }
}

extension VPortRecord {
  /// All its networks, the untagged one first.
  var networks: [String] { (native.map { $0.isEmpty ? [] : [$0] } ?? []) + (tagged ?? []) }

  /// What it shares with other v-ports.
  fileprivate var uses: [ObjectAddress] {
    networks.map { .network($0) } + (vsan.map { [.vsan($0)] } ?? []) + (slotPort.map { [.port($0)] } ?? [])
  }
}

extension AdapterRecord {
  /// Whether nothing of anybody's profile may sit on it.
  fileprivate var isClosed: Bool { maintenance == true || isLent }
}

extension Adapter {
  /// Whether all v-ports on it must be one server's.
  var isForOneServer: Bool { sharing == .exclusive || catalogued?.canBeShared == false }
}

extension Record {
  /// Whether it is a v-port that is on no port.
  var isDetached: Bool {
    if case .vport(let it) = self { return it.slotPort == nil }
    return false
  }

  /// The identities that no other object may have at the same time. A node name is shared by all parts of its profile.
  var identities: [Identity] {
    switch self {
    case .vport(let it): it.identity.map { [$0] } ?? []
    default: []
    }
  }

  /// The profile it is or belongs to.
  var profileName: String? {
    switch self {
    case .profile(let it): it.name
    case .vport(let it): it.profile
    default: nil
    }
  }
}
