package import FabricModel

/// Makes states of appliances as a driver could observe them: references resolve, derived fields agree, every list is sorted.
package struct RandomAppliance: Sendable {
  package var random: SeededGenerator
  private var serial: UInt64 = 0

  package init(seed: Int) { random = SeededGenerator(seed: seed) }

  package mutating func state(named name: String = "vio-a1", profiles: Int = 6) -> ApplianceState {
    var state = ApplianceState(name: name)
    state.inventory = inventory()
    state.networks = (0..<Int.random(in: 0...5, using: &random)).map { network(named: "net-\($0)") }
    state.vsans = (0..<Int.random(in: 0...3, using: &random)).map { vsan(named: "san-\($0)") }
    for index in 0..<Int.random(in: 0...profiles, using: &random) {
      let record = profile(named: "esx-\(index)", on: state)
      let vports = (0..<Int.random(in: 0...5, using: &random)).map { vport(named: "v\($0)", of: record, on: state) }
      state.profiles.append(ProfileState(record, vports: vports))
    }
    state.sort()
    return state
  }

  package mutating func network(named name: String) -> NetworkRecord {
    var record = NetworkRecord.defaults(name: name)
    if !random.oneIn(4) { record.vlan = VLANID(.random(in: 1...4094, using: &random)) }
    if random.oneIn(2) { record.mtu = random.pick([1500, 9000]) }
    if random.oneIn(2) { record.physicalNetwork = random.pick(["lan", "dmz & co", "\"quoted\""]) }
    if random.oneIn(2) { record.fabric = random.pick(FabricSide.allCases) }
    record.owner = owner()
    return record
  }

  package mutating func vsan(named name: String) -> VSANRecord {
    var record = VSANRecord.defaults(name: name)
    if !random.oneIn(4) { record.vsan = VSANID(.random(in: 1...4093, using: &random)) }
    if random.oneIn(2) { record.fabric = random.pick(FabricSide.allCases) }
    if random.oneIn(2) { record.fcoeVLAN = VLANID(.random(in: 1...4094, using: &random)) }
    record.owner = owner()
    return record
  }

  package mutating func profile(named name: String, on state: ApplianceState) -> ProfileRecord {
    var record = ProfileRecord.defaults(name: name)
    if random.oneIn(2) { record.uuid = UniqueID(high: random.next(), low: random.next()) }
    if random.oneIn(2) { record.wwnn = WWN(rawValue: 0x2000_0025_B500_0000 | random.next() >> 40) }
    let cables = state.inventory.serverPorts.filter { !$0.server.isEmpty }
    if !cables.isEmpty, !random.oneIn(3) {
      let cable = random.pick(cables)
      record.server = cable.server
      record.serverPort = cable.number
    }
    if random.oneIn(2) { record.boot = ["v1", "v0"] }
    record.owner = owner()
    return record
  }

  package mutating func vport(named name: String, of profile: ProfileRecord, on state: ApplianceState) -> VPortRecord {
    let kind = random.pick(VPortRecord.Kind.allCases)
    var record = VPortRecord.defaults(kind: kind, profile: profile.name, name: name, appliance: state.name)
    record.server = profile.server
    let places = state.inventory.adapters.flatMap { adapter in adapter.ports.map { SlotPort(slot: adapter.slot, port: $0.number) } }
    if !places.isEmpty, !random.oneIn(4) { record.slotPort = random.pick(places) }
    if random.oneIn(2) { record.order = .random(in: 0...9, using: &random) }
    if random.oneIn(3) { record.minimum = .mbps(.random(in: 1...10_000, using: &random)) }
    if random.oneIn(3) { record.maximum = .gbps(.random(in: 1...10, using: &random)) }
    if random.oneIn(4) { record.isUp = false }
    record.owner = owner()
    serial += 1
    switch kind {
    case .vnic:
      record.mac = MACAddress(rawValue: 0x0225_B500_0000 + serial)
      if !state.networks.isEmpty, !random.oneIn(3) { record.native = random.pick(state.networks).name }
      if random.oneIn(2) { record.tagged = state.networks.map(\.name).filter { _ in random.oneIn(2) } }
      if random.oneIn(3) { record.mtu = 9000 }
    case .vhba:
      record.wwnn = profile.wwnn
      record.wwpn = WWN(rawValue: 0x2001_0025_B500_0000 + serial)
      if !state.vsans.isEmpty, !random.oneIn(3) { record.vsan = random.pick(state.vsans).name }
      if random.oneIn(3) { record.targets = ["50:00:00:00:00:00:00:01@0", "50:00:00:00:00:00:00:02@12"] }
    }
    return record
  }

  /// Moves on, so that the next numbers are others.
  mutating func skip() { _ = random.next() }

  private mutating func owner() -> String? { random.pick([nil, "default", "blue"]) }
}

// MARK: Hardware

extension RandomAppliance {
  private mutating func inventory() -> Inventory {
    var inventory = Inventory()
    if random.oneIn(2) { inventory.model = "VIO-4001" }
    if random.oneIn(2) { inventory.transport = random.pick(Transport.allCases) }
    if random.oneIn(2) { inventory.failureDomain = "room a" }
    if random.oneIn(2) { inventory.serverPortCount = 16 }
    if random.oneIn(2) { inventory.hostLink = .gbps(20) }
    if random.oneIn(2) { inventory.reservedVLANs = VLANSet("4043-4047") }
    inventory.adapters = (1...4).filter { _ in !random.oneIn(3) }.map { adapter(in: $0) }
    for number in 1...6 where !random.oneIn(3) {
      let server = random.oneIn(5) ? "" : "srv-\(number)"
      inventory.serverPorts.append(ServerPort(number: number, server: server, power: random.pick(PowerState.allCases)))
    }
    return inventory
  }

  private mutating func adapter(in slot: UInt8) -> Adapter {
    var adapter = Adapter(slot: slot)
    if random.oneIn(2) { adapter.model = "x520-SR2" }
    if random.oneIn(2) { adapter.sharing = random.pick(Sharing.allCases) }
    if random.oneIn(2) { adapter.maintenance = random.oneIn(2) }
    if random.oneIn(4) { adapter.lentTo = "backup-01" }
    for number in UInt8(1)...UInt8(2) where !random.oneIn(4) {
      var port = Port(number: number)
      if random.oneIn(2) { port.speed = random.pick([.gbps(10), .gbps(8), .mbps(2500)]) }
      if random.oneIn(2) { port.mtu = random.pick([1500, 9000]) }
      if random.oneIn(2) { port.uplink = Uplink(switchName: "sw-a", port: "1/\(number)") }
      if random.oneIn(2) { port.physicalNetwork = "lan" }
      if random.oneIn(2) { port.vlans = random.pick([VLANSet(), VLANSet("1-100,200") ?? VLANSet()]) }
      if random.oneIn(3) { port.vsan = VSANID(10) }
      if random.oneIn(2) { port.fabric = random.pick(FabricSide.allCases) }
      if random.oneIn(2) { port.isLinkUp = random.oneIn(2) }
      adapter.ports.append(port)
    }
    return adapter
  }
}
