internal import FabricModel

/// What a step costs its server: from what it does, what the field's table says, the server's hotplug, its power, and which paths stay up.
struct ImpactRules {
  let groups: [String: [RedundancyGroup]]
  let servers: [String: Server]
  /// Servers known to be off.
  let off: Set<String>
  let capabilities: [String: Capabilities]

  struct Cost {
    var impact: Impact = .none
    var server: String?
    var group: String?
    var victims: [String] = []

    mutating func raise(to other: Cost) {
      if other.impact > impact {
        impact = other.impact
        server = other.server
        group = other.group
      }
    }
  }

  func cost(of change: RecordChange, on appliance: String, _ replay: Replay) -> Cost {
    switch (change.before, change.after) {
    case (nil, .vport(let it)?): return adding(it)
    case (.vport(let it)?, nil): return removing(it, appliance, replay)
    case (.vport(let was)?, .vport(let it)?): return changing(was, to: it, appliance, replay)
    case (.profile(let was)?, .profile(let it)?): return changing(was, to: it, appliance, replay)
    case (.network(let was)?, .network(let it)?):
      return was.interrupts(it) ? takingDown(users(on: appliance, replay) { $0.networks.contains(was.name) }, replay) : Cost()
    case (.vsan(let was)?, .vsan(let it)?):
      return was.interrupts(it) ? takingDown(users(on: appliance, replay) { $0.vsan == was.name }, replay) : Cost()
    case (.port(let was)?, .port?): return takingDown(users(on: appliance, replay) { $0.slotPort == was.slotPort }, replay)
    case (.adapter(let was)?, .adapter(let it)?): return lending(was, to: it)
    default: return Cost()
    }
  }

  /// A whole adapter comes and goes as v-ports do.
  private func lending(_ was: AdapterRecord, to it: AdapterRecord) -> Cost {
    guard was.lentTo ?? "" != it.lentTo ?? "" else { return Cost() }
    var cost = Cost()
    if let server = was.lentTo, was.isLent, !off.contains(server) {
      cost = Cost(impact: (servers[server]?.hotplug?.remove ?? .rescan).impact, server: server)
    }
    if let server = it.lentTo, it.isLent, !off.contains(server) {
      cost.raise(to: Cost(impact: (servers[server]?.hotplug?.add ?? .rescan).impact, server: server))
    }
    return cost
  }

  private func adding(_ vport: VPortRecord) -> Cost {
    guard vport.isActive, let server = vport.server, !off.contains(server) else { return Cost() }
    return Cost(impact: (servers[server]?.hotplug?.add ?? .rescan).impact, server: server)
  }

  private func removing(_ vport: VPortRecord, _ appliance: String, _ replay: Replay) -> Cost {
    let siblings = unitSiblings(of: vport, appliance, replay)
    var cost = takingDown([vport] + siblings, replay)
    cost.victims = siblings.map(\.address.description)
    if let server = vport.server, vport.isActive, !off.contains(server), servers[server]?.hotplug?.remove == .reboot {
      cost.raise(to: Cost(impact: .hostReboot, server: server))
    }
    return cost
  }

  private func changing(_ was: VPortRecord, to it: VPortRecord, _ appliance: String, _ replay: Replay) -> Cost {
    guard was.isActive, let server = was.server, !off.contains(server) else { return it.isActive ? adding(it) : Cost() }
    var cost = Cost()
    let fields = it.fields.filter { !$0.agrees(it, was) }
    for field in fields {
      switch field.effect {
      case .none, .derived: break
      case .rescan: cost.raise(to: Cost(impact: .hostRescan, server: server))
      case .reboot: cost.raise(to: Cost(impact: .hostReboot, server: server))
      case .interrupts: cost.raise(to: takingDown([was], replay))
      case .interruptsWhatIsRemoved:
        let removed = Set(was.tagged ?? []).subtracting(it.tagged ?? [])
        if !removed.isEmpty { cost.raise(to: takingDown([was], replay)) }
      }
    }
    guard fields.contains(where: { $0.name == "port" }) else { return cost }
    let siblings = unitSiblings(of: was, appliance, replay)
    cost.raise(to: takingDown([was] + siblings, replay))
    cost.victims = siblings.map(\.address.description)
    return cost
  }

  private func changing(_ was: ProfileRecord, to it: ProfileRecord, _ appliance: String, _ replay: Replay) -> Cost {
    let vports = (replay.vports[was.name] ?? []).filter { $0.appliance == appliance }
    var cost = Cost()
    if was.server != it.server || was.serverPort != it.serverPort {
      cost = takingDown(vports, replay)
      if let server = it.server, !server.isEmpty, !off.contains(server), !vports.isEmpty {
        cost.raise(to: Cost(impact: (servers[server]?.hotplug?.add ?? .rescan).impact, server: server))
      }
    }
    if let server = was.server, !server.isEmpty, !off.contains(server) {
      if was.wwnn != it.wwnn { cost.raise(to: takingDown(vports.filter { $0.kind == .vhba }, replay)) }
      if was.uuid != it.uuid || was.boot != it.boot { cost.raise(to: Cost(impact: .hostReboot, server: server)) }
    }
    return cost
  }

  /// The v-ports of the same profile that come and go with this one, where the appliance attaches whole adapters.
  private func unitSiblings(of vport: VPortRecord, _ appliance: String, _ replay: Replay) -> [VPortRecord] {
    guard capabilities[appliance]?.attachUnit == .adapter, let slot = vport.slotPort?.slot else { return [] }
    return (replay.vports[vport.profile] ?? []).filter {
      $0.appliance == appliance && $0.slotPort?.slot == slot && $0.name != vport.name && $0.isActive
    }
  }

  private func users(on appliance: String, _ replay: Replay, _ isUser: (VPortRecord) -> Bool) -> [VPortRecord] {
    replay.vports.keys.sorted().flatMap { (replay.vports[$0] ?? []).filter { $0.appliance == appliance && isUser($0) } }
  }

  /// What it means that these v-ports go down together.
  private func takingDown(_ vports: [VPortRecord], _ replay: Replay) -> Cost {
    var cost = Cost()
    let down = Set(vports.map(\.address))
    for vport in vports {
      guard vport.isActive, let server = vport.server, !off.contains(server) else { continue }
      cost.raise(to: Cost(impact: .pathLoss, server: server))
      for group in groups(of: vport, replay.vports[vport.profile] ?? []) {
        let up = group.members.filter { $0.isActive && !down.contains($0.address) }.count
        if up < group.minAvailable { cost.raise(to: Cost(impact: .outage, server: server, group: group.name)) }
        if cost.group == nil { cost.group = group.name }
      }
    }
    return cost
  }

  private struct Group {
    let name: String
    let members: [VPortRecord]
    let minAvailable: Int
  }

  /// The declared groups it is in; else the implicit ones: one a network, and one of all vHBAs.
  private func groups(of vport: VPortRecord, _ all: [VPortRecord]) -> [Group] {
    let declared = groups[vport.profile] ?? []
    let mine = declared.filter { $0.members.contains(vport.name) }
    if !mine.isEmpty {
      return mine.map { group in
        Group(name: group.name, members: all.filter { group.members.contains($0.name) }, minAvailable: group.minAvailable ?? 1)
      }
    }
    switch vport.kind {
    case .vhba: return [Group(name: "vhbas", members: all.filter { $0.kind == .vhba }, minAvailable: 1)]
    case .vnic:
      return vport.networks.map { network in
        Group(name: network, members: all.filter { $0.networks.contains(network) }, minAvailable: 1)
      }
    }
  }
}

extension FabricRecord {
  /// Whether becoming `other` interrupts the v-ports that use it.
  fileprivate func interrupts(_ other: Self) -> Bool {
    fields.contains { field in
      if case .interrupts = field.effect { return !field.agrees(other, self) }
      return false
    }
  }
}

extension HotplugMode {
  fileprivate var impact: Impact {
    switch self {
    case .hot: .none
    case .rescan: .hostRescan
    case .reboot: .hostReboot
    }
  }
}
