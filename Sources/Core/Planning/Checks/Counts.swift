internal import FabricModel

/// I4: functions and VLAN filters of a port, logical drives of an adapter, servers of an appliance, one profile on a server port, one server on an exclusive adapter.
struct Counts: CheckRule {
  private var functions = Tracked<PortKey, Int>(initially: 0)
  private var filters = Tracked<PortKey, Int>(initially: 0)
  private var networks = DistinctCount<PortKey, String>()
  private var drives = Tracked<AdapterKey, Int>(initially: 0)
  private var serverPorts = Tracked<ServerPortKey, Int>(initially: 0)
  private var servers = Tracked<Int, Int>(initially: 0)
  private var adapters = Tracked<AdapterKey, AdapterUse>(initially: AdapterUse())
  private var adapterServers = DistinctCount<AdapterKey, String>()

  private struct ServerPortKey: Hashable {
    let appliance: Int
    let number: Int
  }

  private struct AdapterKey: Hashable {
    let appliance: Int
    let slot: UInt8
  }

  private struct AdapterUse {
    var servers = 0
    var isExclusive = false

    var isOverfull: Bool { isExclusive && servers > 1 }
  }

  mutating func count(_ fact: Fact, _ by: Int, _ ground: CheckGround) {
    switch fact.record {
    case .vport(let it):
      guard let slotPort = it.slotPort else { return }
      count(it, on: PortKey(appliance: fact.appliance, slotPort: slotPort), fact.server, by)
    case .profile(let it):
      guard it.isBound else { return }
      servers.change(fact.appliance) { $0 += by }
      if let port = it.serverPort, port > 0 { serverPorts.change(.init(appliance: fact.appliance, number: port)) { $0 += by } }
    case .adapter(let it):
      guard by > 0 else { return }
      let cannotBeShared = ground.host(fact.appliance)?.inventory[slot: it.slot]?.catalogued?.canBeShared == false
      adapters.change(.init(appliance: fact.appliance, slot: it.slot)) { $0.isExclusive = it.sharing == .exclusive || cannotBeShared }
    case .network, .vsan, .port: return
    }
  }

  private mutating func count(_ vport: VPortRecord, on port: PortKey, _ server: String, _ by: Int) {
    functions.change(port) { $0 += by }
    var more = 0
    if let native = vport.native, !native.isEmpty { more += networks.add(native, to: port, by) }
    for network in vport.tagged ?? [] { more += networks.add(network, to: port, by) }
    if more != 0 { filters.change(port) { $0 += more } }
    let adapter = AdapterKey(appliance: port.appliance, slot: port.slotPort.slot)
    if vport.kind == .vdisk { drives.change(adapter) { $0 += by } }
    guard !server.isEmpty else { return }
    let change = adapterServers.add(server, to: adapter, by)
    if change != 0 { adapters.change(adapter) { $0.servers += change } }
  }

  mutating func settle(_ ground: CheckGround) -> [Violation] { settlePorts(ground) + settleServers(ground) }

  private mutating func settlePorts(_ ground: CheckGround) -> [Violation] {
    var found: [Violation] = []
    functions.settle { key, before, after in
      guard after > before, let limit = ground.unit(key)?.functionLimit, after > limit else { return }
      let port = ground.describe(key)
      found.append(Violation("I4", port, "\(after) v-ports sit on port \(port), which has \(limit) functions"))
    }
    filters.settle { key, before, after in
      guard after > before, let limit = ground.unit(key)?.filterLimit, after > limit else { return }
      let port = ground.describe(key)
      found.append(Violation("I4", port, "\(after) networks are on port \(port), which has \(limit) VLAN filters"))
    }
    drives.settle { key, before, after in
      let model = ground.host(key.appliance)?.inventory[slot: key.slot]?.catalogued
      guard after > before, let limit = model?.logicalDrives, after > limit else { return }
      let adapter = "\(ground.names[key.appliance])/\(key.slot)"
      found.append(Violation("I4", adapter, "\(after) vdisks are on adapter \(adapter), which holds \(limit) logical drives"))
    }
    return found
  }

  private mutating func settleServers(_ ground: CheckGround) -> [Violation] {
    var found: [Violation] = []
    serverPorts.settle { key, before, after in
      guard after > before else { return }
      let port = "\(ground.names[key.appliance]) server port \(key.number)"
      if after > 1 { found.append(Violation("I4", port, "\(after) profiles are on \(port)")) }
      if let limit = ground.host(key.appliance)?.serverPorts, key.number > limit {
        found.append(Violation("I4", port, "there is no \(port): it has \(limit)"))
      }
    }
    servers.settle { appliance, before, after in
      guard after > before, let limit = ground.host(appliance)?.serverPorts, after > limit else { return }
      let name = ground.names[appliance]
      found.append(Violation("I4", name, "\(after) profiles are on servers of \(name), which has \(limit) server ports"))
    }
    adapters.settle { key, before, after in
      guard after.isOverfull, !before.isOverfull || after.servers > before.servers else { return }
      let adapter = "\(ground.names[key.appliance])/\(key.slot)"
      found.append(Violation("I4", adapter, "\(after.servers) servers use the exclusive adapter \(adapter)"))
    }
    return found
  }
}
