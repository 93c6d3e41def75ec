internal import FabricModel

/// What a step costs its server: from what it does, what the field's table says, the server's hotplug, its power, and which paths stay up.
struct ImpactRules {
  let terms: SafetyTerms
  let servers: [String: Server]
  /// Servers known to be off.
  let off: Set<String>
  /// Ports without a link.
  let dark: Set<PortAddress>

  struct Cost {
    var impact: Impact = .none
    /// Who bears it.
    var servers: [String] = []
    var group: String?
    var victims: [String] = []
    /// Profiles that lose a path which a server uses.
    var interrupted: [String] = []

    init(_ impact: Impact = .none, _ server: String? = nil) {
      self.impact = impact
      servers = server.map { [$0] } ?? []
    }

    mutating func raise(to other: Cost) {
      if other.impact > impact {
        impact = other.impact
        servers = other.servers
        group = other.group
      } else if other.impact == impact {
        for server in other.servers where servers.last != server && !servers.contains(server) { servers.append(server) }
      }
      for profile in other.interrupted where interrupted.last != profile && !interrupted.contains(profile) { interrupted.append(profile) }
    }
  }

  func cost(of change: RecordChange, on appliance: String, _ replay: Replay) -> Cost {
    switch (change.before, change.after) {
    case (nil, .vport(let it)?): return adding(it.placed(like: nil, on: appliance, replay))
    case (.vport(let it)?, nil): return removing(replay.current(it, on: appliance) ?? it, appliance, replay)
    case (.vport(let was)?, .vport(let it)?):
      let now = replay.current(was, on: appliance) ?? was
      return changing(now, to: it.placed(like: now, on: appliance, replay), appliance, replay)
    case (.profile(let was)?, .profile(let it)?): return changing(was, to: it, appliance, replay)
    case (.network(let was)?, .network(let it)?):
      return was.interrupts(it) ? interrupting(users(on: appliance, replay) { $0.networks.contains(was.name) }, replay) : Cost()
    case (.vsan(let was)?, .vsan(let it)?):
      return was.interrupts(it) ? interrupting(users(on: appliance, replay) { $0.vsan == was.name }, replay) : Cost()
    case (.port(let was)?, .port?): return interrupting(users(on: appliance, replay) { $0.slotPort == was.slotPort }, replay)
    case (.adapter(let was)?, .adapter(let it)?): return lending(was, to: it)
    default: return Cost()
    }
  }

  /// A whole adapter comes and goes as v-ports do.
  private func lending(_ was: AdapterRecord, to it: AdapterRecord) -> Cost {
    guard was.lentTo ?? "" != it.lentTo ?? "" else { return Cost() }
    var cost = Cost()
    if let server = was.lentTo, was.isLent, !off.contains(server) {
      cost = Cost((servers[server]?.hotplug?.remove ?? .rescan).impact, server)
    }
    if let server = it.lentTo, it.isLent, !off.contains(server) {
      cost.raise(to: Cost((servers[server]?.hotplug?.add ?? .rescan).impact, server))
    }
    return cost
  }

  private func adding(_ vport: VPortRecord) -> Cost {
    guard vport.isActive, let server = vport.server, !off.contains(server) else { return Cost() }
    return Cost((servers[server]?.hotplug?.add ?? .rescan).impact, server)
  }

  private func removing(_ vport: VPortRecord, _ appliance: String, _ replay: Replay) -> Cost {
    if vport.kind == .vdisk, vport.slotPort != nil { return losing(vport) }
    let siblings = unitSiblings(of: vport, appliance, replay)
    var cost = takingDown([vport] + siblings, replay)
    cost.victims = siblings.map(\.address.description)
    if let server = vport.server, vport.isActive, !off.contains(server), servers[server]?.hotplug?.remove == .reboot {
      cost.raise(to: Cost(.hostReboot, server))
    }
    return cost
  }

  /// What is on a disk is lost whether its server is on or off.
  private func losing(_ vdisk: VPortRecord) -> Cost {
    guard let server = vdisk.server, !server.isEmpty else { return Cost(.dataLoss) }
    var cost = Cost(.dataLoss, server)
    if vdisk.isActive, !off.contains(server) { cost.interrupted = [vdisk.profile] }
    return cost
  }

  private func changing(_ was: VPortRecord, to it: VPortRecord, _ appliance: String, _ replay: Replay) -> Cost {
    if !was.fieldsLosingData(becoming: it).isEmpty { return losing(was) }
    guard was.isActive, let server = was.server, !off.contains(server) else { return it.isActive ? adding(it) : Cost() }
    var cost = Cost()
    let fields = it.fields.filter { !$0.agrees(it, was) }
    for field in fields {
      switch field.effect {
      case .none, .derived: break
      case .rescan, .losesData, .losesDataIfLess: cost.raise(to: Cost(.hostRescan, server))
      case .reboot: cost.raise(to: Cost(.hostReboot, server))
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
        cost.raise(to: Cost((servers[server]?.hotplug?.add ?? .rescan).impact, server))
      }
    }
    if let server = was.server, !server.isEmpty, !off.contains(server) {
      if was.wwnn != it.wwnn { cost.raise(to: takingDown(vports.filter { $0.kind == .vhba }, replay)) }
      if was.uuid != it.uuid || was.boot != it.boot { cost.raise(to: Cost(.hostReboot, server)) }
    }
    return cost
  }

  /// The v-ports of the same profile that come and go with this one, where the appliance attaches whole adapters.
  private func unitSiblings(of vport: VPortRecord, _ appliance: String, _ replay: Replay) -> [VPortRecord] {
    // A logical drive comes and goes without the controller.
    guard terms.attachesAdapters.contains(appliance), vport.kind != .vdisk, let slot = vport.slotPort?.slot else { return [] }
    return (replay.vports[vport.profile] ?? []).filter {
      $0.appliance == appliance && $0.slotPort?.slot == slot && $0.name != vport.name && $0.isActive
    }
  }

  private func users(on appliance: String, _ replay: Replay, _ isUser: (VPortRecord) -> Bool) -> [VPortRecord] {
    (replay.residents[appliance] ?? []).sorted().flatMap { (replay.vports[$0] ?? []).filter { $0.appliance == appliance && isUser($0) } }
  }

  /// A whole port, network or VSAN changes under its users.
  private func interrupting(_ users: [VPortRecord], _ replay: Replay) -> Cost {
    var cost = takingDown(users, replay)
    cost.victims = users.filter(\.isActive).map(\.address.description)
    return cost
  }

  /// What it means that these v-ports go down together.
  private func takingDown(_ vports: [VPortRecord], _ replay: Replay) -> Cost {
    var cost = Cost()
    let down = Set(vports.map(\.address))
    for vport in vports {
      let paths = replay.paths(of: vport.profile, self)
      guard paths.isUp(vport), let server = vport.server, !off.contains(server) else { continue }
      var loss = Cost(.pathLoss, server)
      loss.interrupted = [vport.profile]
      for group in paths.groups(of: vport) {
        let up = group.members.count { paths.isUp($0) && !down.contains($0.address) }
        if up < group.minAvailable, loss.impact < .outage {
          loss.impact = .outage
          loss.group = group.name
        }
        if loss.group == nil { loss.group = group.name }
      }
      cost.raise(to: loss)
      if cost.group == nil { cost.group = loss.group }
    }
    return cost
  }
}

extension VPortRecord {
  /// Where its server follows from: the profile's part that is there, which an earlier step may have moved.
  fileprivate func placed(like now: VPortRecord?, on appliance: String, _ replay: Replay) -> VPortRecord {
    var record = self
    if let now {
      record.server = now.server
    } else if let profile = replay.appliances[appliance]?.profiles[profile] {
      record.server = profile.server
    }
    return record
  }
}

extension FabricRecord {
  /// Whether becoming `other` interrupts the v-ports that use it.
  func interrupts(_ other: Self) -> Bool {
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
