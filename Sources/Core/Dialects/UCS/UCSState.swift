internal import FabricModel

/// A domain as one appliance: its two fabrics are the adapters, and its instances the profiles.
///
/// A backup holds no inventory and tells no uplink, so each fabric is one port for Ethernet and one for Fibre Channel:
/// slots 1 and 2 are LAN A and B, 3 and 4 SAN A and B.
struct UCSState {
  let domain: UCSDomain
  let lookup: UCSLookup

  init(_ domain: UCSDomain) {
    self.domain = domain
    lookup = UCSLookup(domain)
  }

  static func inventory() -> Inventory {
    var inventory = Inventory()
    inventory.model = "UCS"
    for (slot, (model, side)) in [("UCS-LAN", FabricSide.a), ("UCS-LAN", .b), ("UCS-SAN", .a), ("UCS-SAN", .b)].enumerated() {
      var adapter = Adapter(slot: UInt8(slot + 1))
      adapter.model = model
      var port = Port(number: 1)
      port.fabric = side
      adapter.ports = [port]
      inventory.adapters.append(adapter)
    }
    return inventory
  }

  static func slotPort(_ kind: VPortRecord.Kind, _ side: FabricSide) -> SlotPort {
    SlotPort(slot: (kind == .vhba ? 3 : 1) + (side == .b ? 1 : 0), port: 1)
  }

  /// The servers that profiles are bound to and pools have, by DN.
  var servers: [String] {
    let bound = domain.profiles.lazy.filter { $0.kind == .instance && !$0.server.isEmpty }.map(\.server)
    return Set(bound).union(domain.serverPools.flatMap(\.members)).sorted()
  }

  func state(named name: String) -> ApplianceState {
    var state = ApplianceState(name: name)
    state.inventory = UCSState.inventory()
    state.inventory.serverPorts = servers.compactMap { dn in
      UCSServer.port(of: dn).map { ServerPort(number: $0, server: UCSServer.key(of: dn)) }
    }
    state.networks = domain.vlans.map(record)
    state.vsans = domain.vsans.map(record)
    for profile in domain.profiles where profile.kind == .instance { state.profiles.append(self.profile(profile, on: name)) }
    state.sort()
    return state
  }

  func record(of vlan: UCSVLAN) -> NetworkRecord {
    var record = NetworkRecord.defaults(name: UCSKeys.key(vlan.name, vlan.scope))
    record.vlan = vlan.id
    record.fabric = vlan.scope.side
    if vlan.scope.isEstc { record.physicalNetwork = "estc" }
    return record
  }

  func record(of vsan: UCSVSAN) -> VSANRecord {
    var record = VSANRecord.defaults(name: UCSKeys.key(vsan.name, vsan.scope))
    record.vsan = vsan.id
    record.fabric = vsan.scope.side
    record.fcoeVLAN = vsan.fcoeVLAN
    if vsan.scope.isEstc { record.physicalNetwork = "estc" }
    return record
  }

  // MARK: Profiles

  func profile(_ profile: UCSProfile, on appliance: String) -> ProfileState {
    let key = UCSKeys.key(profile.name, profile.org, in: domain)
    let (vnics, vhbas) = (vnics(of: profile), vhbas(of: profile))
    let boot = bootOrder(of: profile, vnics, vhbas)
    var record = ProfileRecord.defaults(name: key)
    record.uuid = profile.uuid
    record.wwnn = node(of: profile)?.wwnn
    record.server = profile.server.isEmpty ? "" : UCSServer.key(of: profile.server)
    record.serverPort = UCSServer.port(of: profile.server) ?? 0
    record.boot = boot.map(\.vport)
    var state = ProfileState(record)
    for vnic in vnics {
      var vport = self.record(of: vnic, from: profile.org, profile: key, on: appliance)
      vport.pxe = boot.contains { $0.kind == .network && $0.vport == vnic.name }
      state.vports.append(vport)
    }
    for vhba in vhbas {
      var vport = self.record(of: vhba, from: profile.org, profile: key, on: appliance)
      vport.name = UCSKeys.vhba(vhba.name, beside: state.vports)
      vport.targets = boot.lazy.filter { $0.vport == vhba.name }.flatMap(\.targets).sorted()
      vport.wwnn = record.wwnn
      state.vports.append(vport)
    }
    for index in state.vports.indices { state.vports[index].server = record.server }
    return state
  }

  /// From vCon and host port; what is no number is any.
  static func hostSlot(_ vcon: String, _ hostPort: String) -> HostSlot {
    HostSlot(slot: UInt8(vcon) ?? 0, port: UInt8(hostPort) ?? 0)
  }

  private func record(of vnic: UCSVNIC, from org: Int, profile: String, on appliance: String) -> VPortRecord {
    var record = VPortRecord.defaults(kind: .vnic, profile: profile, name: vnic.name, appliance: appliance)
    record.slotPort = UCSState.slotPort(.vnic, vnic.side.side)
    record.order = vnic.order
    record.hostSlot = UCSState.hostSlot(vnic.vcon, vnic.hostPort)
    record.mac = vnic.mac
    record.mtu = vnic.mtu ?? 1500
    record.failover = vnic.side.hasFailover
    let networks = networks(of: vnic)
    record.native = networks.native ?? ""
    record.tagged = networks.tagged
    if let policy = lookup.qosPolicy(vnic.qos, from: org).map({ domain.qos[$0] }) {
      record.serviceClass = lookup.cos(of: policy.priority)
      record.maximum = policy.rate.map { Bitrate(bitsPerSecond: Int64($0) * 1000) } ?? .zero
    }
    return record
  }

  private func record(of vhba: UCSVHBA, from org: Int, profile: String, on appliance: String) -> VPortRecord {
    var record = VPortRecord.defaults(kind: .vhba, profile: profile, name: vhba.name, appliance: appliance)
    record.slotPort = UCSState.slotPort(.vhba, vhba.side.side)
    record.order = vhba.order
    record.hostSlot = UCSState.hostSlot(vhba.vcon, vhba.hostPort)
    record.wwpn = vhba.wwpn
    record.vsan = vsan(of: vhba.networks, on: vhba.side.side)
    return record
  }

  /// The keys of the networks that a vNIC has; those of which no VLAN is known are left out.
  func networks(of vnic: UCSVNIC) -> (native: String?, tagged: [String]) {
    networks(vnic.networks, on: vnic.side.side)
  }

  func networks(_ uses: [UCSNetworkUse], on side: FabricSide) -> (native: String?, tagged: [String]) {
    var native: String?
    var tagged: [String] = []
    for use in uses {
      guard let vlan = lookup.vlan(use.name, on: side).map({ domain.vlans[$0] }) else { continue }
      let key = UCSKeys.key(vlan.name, vlan.scope)
      if use.isNative, native == nil { native = key } else { tagged.append(key) }
    }
    return (native, tagged.sorted())
  }

  func vsan(of uses: [UCSNetworkUse], on side: FabricSide) -> String? {
    uses.lazy.compactMap { use in lookup.vsan(use.name, on: side).map { domain.vsans[$0] } }.first.map { UCSKeys.key($0.name, $0.scope) }
  }

  // MARK: What a profile has

  /// Its own list, which has everything; where it has none, that of its policy.
  ///
  /// A profile that names a policy mostly carries the policy's list as well: it is one list, written twice.
  func vnics(of profile: UCSProfile) -> [UCSVNIC] {
    let policy = lookup.lanPolicy(profile.lanPolicy, from: profile.org).map { domain.lanPolicies[$0] }
    let vnics = profile.vnics.isEmpty ? policy?.vnics ?? [] : profile.vnics
    return vnics.map { vnic in
      var vnic = completed(vnic, from: profile.vnics.isEmpty ? policy?.org ?? profile.org : profile.org)
      if let place = profile.placements.first(where: { $0.vport == vnic.name && $0.transport == "ethernet" }) {
        vnic.order = vnic.order ?? place.order
        if vnic.vcon == "any" { vnic.vcon = place.vcon }
        if UInt8(vnic.hostPort) == nil { vnic.hostPort = place.hostPort }
      }
      return vnic
    }
  }

  func vhbas(of profile: UCSProfile) -> [UCSVHBA] {
    let policy = lookup.sanPolicy(profile.sanPolicy, from: profile.org).map { domain.sanPolicies[$0] }
    let vhbas = profile.vhbas.isEmpty ? policy?.vhbas ?? [] : profile.vhbas
    return vhbas.map { vhba in
      var vhba = completed(vhba, from: profile.vhbas.isEmpty ? policy?.org ?? profile.org : profile.org)
      if let place = profile.placements.first(where: { $0.vport == vhba.name && $0.transport == "fc" }) {
        vhba.order = vhba.order ?? place.order
        if vhba.vcon == "any" { vhba.vcon = place.vcon }
        if UInt8(vhba.hostPort) == nil { vhba.hostPort = place.hostPort }
      }
      return vhba
    }
  }

  func node(of profile: UCSProfile) -> UCSNode? {
    profile.node ?? lookup.sanPolicy(profile.sanPolicy, from: profile.org).flatMap { domain.sanPolicies[$0].node }
  }

  /// With what its template says where it is silent.
  func completed(_ vnic: UCSVNIC, from org: Int) -> UCSVNIC {
    guard let template = lookup.vnicTemplate(vnic.template, from: org).map({ domain.vnicTemplates[$0] }) else { return vnic }
    var vnic = vnic
    if vnic.pool.isEmpty { vnic.pool = template.pool }
    if vnic.qos.isEmpty { vnic.qos = template.qos }
    if vnic.networks.isEmpty { vnic.networks = template.networks }
    vnic.mtu = vnic.mtu ?? template.mtu
    return vnic
  }

  func completed(_ vhba: UCSVHBA, from org: Int) -> UCSVHBA {
    guard let template = lookup.vhbaTemplate(vhba.template, from: org).map({ domain.vhbaTemplates[$0] }) else { return vhba }
    var vhba = vhba
    if vhba.pool.isEmpty { vhba.pool = template.pool }
    if vhba.networks.isEmpty { vhba.networks = template.networks }
    return vhba
  }

  /// A v-port that a profile boots from.
  struct BootEntry: Hashable {
    enum Kind { case network, storage }
    let kind: Kind
    let vport: String
    /// Each `WWPN@LUN`.
    let targets: [String]
  }

  /// What its boot policy names, as far as the profile has such v-ports.
  func bootOrder(of profile: UCSProfile, _ vnics: [UCSVNIC], _ vhbas: [UCSVHBA]) -> [BootEntry] {
    let policy = lookup.bootPolicy(profile.bootPolicy, from: profile.org).map { domain.bootPolicies[$0] }
    return policy.map { UCSState.bootOrder($0, vnics: Set(vnics.map(\.name)), vhbas: Set(vhbas.map(\.name))) } ?? []
  }

  /// - Parameters:
  ///   - vnics: the names of those that are there.
  ///   - vhbas: the same.
  static func bootOrder(_ policy: UCSBootPolicy?, vnics: Set<String>, vhbas: Set<String>) -> [BootEntry] {
    var entries: [BootEntry] = []
    for device in policy?.devices ?? [] where !entries.contains(where: { $0.vport == device.vport }) {
      switch device.kind {
      case .network where vnics.contains(device.vport):
        entries.append(BootEntry(kind: .network, vport: device.vport, targets: []))
      case .storage(let targets) where vhbas.contains(device.vport):
        let texts = targets.compactMap { target in target.wwpn.map { "\($0)@\(target.lun ?? 0)" } }
        entries.append(BootEntry(kind: .storage, vport: device.vport, targets: texts))
      default: break
      }
    }
    return entries
  }
}
