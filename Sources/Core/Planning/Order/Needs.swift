internal import FabricModel

extension Replay {
  /// What stands in the way of a change as things are; nil where nothing does.
  func need(of change: RecordChange, on appliance: String) -> Need? {
    guard let state = appliances[appliance] else { return nil }
    switch (change.before, change.after) {
    case (.network(let it)?, nil): return state.networkUsers[it.name, default: 0] > 0 ? .networkUnused(appliance, it.name) : nil
    case (.vsan(let it)?, nil): return state.vsanUsers[it.name, default: 0] > 0 ? .vsanUnused(appliance, it.name) : nil
    case (.profile(let it)?, nil): return state.vportCounts[it.name, default: 0] > 0 ? .profileEmpty(appliance, it.name) : nil
    case (_, .profile(let it)?):
      if let uuid = it.uuid, owner(of: uuid, otherThan: it.name) != nil { return .identity(.uuid(uuid)) }
      guard let port = it.serverPort, port > 0, let user = state.serverPorts[port], user != it.name else { return nil }
      return .serverPort(appliance, port)
    case (let before, .vport(let it)?):
      var previous: VPortRecord?
      if case .vport(let record)? = before { previous = record }
      return need(of: it, replacing: previous, state, appliance)
    case (_, .adapter(let it)?):
      let closes = it.maintenance == true || it.isLent || (it.sharing == .exclusive && state.exclusiveUsers[it.slot] == nil)
      return closes && state.adapterUsers[it.slot, default: 0] > 0 ? .adapterEmpty(appliance, it.slot) : nil
    case (.port(let was)?, .port(let it)?):
      guard let mtu = it.mtu, mtu < was.mtu ?? mtu else { return nil }
      let tallest = (state.units[it.slotPort]?.vports ?? []).compactMap { address in
        vports[address.profile]?.first { $0.name == address.name && $0.appliance == appliance }?.mtu
      }.max()
      return tallest.map { $0 > mtu } ?? false ? .portMTU(appliance, it.slotPort) : nil
    default: return nil
    }
  }

  private func need(
    of vport: VPortRecord, replacing previous: VPortRecord?, _ state: ApplianceReplay, _ appliance: String
  ) -> Need? {
    if let identity = vport.identity, identity != previous?.identity, holders[identity] != nil { return .identity(identity) }
    if state.profiles[vport.profile] == nil { return .profile(appliance, vport.profile) }
    for network in vport.networks where !state.networks.contains(network) { return .network(appliance, network) }
    if let vsan = vport.vsan, !vsan.isEmpty, !state.vsans.contains(vsan) { return .vsan(appliance, vsan) }
    guard let slotPort = vport.slotPort, let position = hardware.position(of: appliance),
      let unit = hardware.unit(position, slotPort)
    else { return nil }
    if let mtu = vport.mtu, let limit = state.mtus[slotPort], mtu > limit, mtu > previous?.mtu ?? 0 { return .portMTU(appliance, slotPort) }
    if previous?.slotPort?.slot != slotPort.slot, state.closed.contains(slotPort.slot) { return .adapterOpen(appliance, slotPort.slot) }
    if let users = state.exclusiveUsers[slotPort.slot], users.keys.contains(where: { $0 != vport.profile }) {
      return .adapterAlone(appliance, slotPort.slot)
    }
    return room(for: vport, replacing: previous, on: hardware.units[unit], unit, state, appliance)
  }

  private func room(
    for vport: VPortRecord, replacing previous: VPortRecord?, on it: Hardware.Unit, _ unit: Int, _ state: ApplianceReplay,
    _ appliance: String
  ) -> Need? {
    let use = state.units[it.slotPort] ?? UnitUse()
    let stays = previous?.slotPort == it.slotPort
    let minimum = vport.minimum ?? .zero
    let given = previous?.minimum ?? .zero
    if vport.kind == .vdisk, let limit = it.driveLimit, previous?.slotPort?.slot != it.slotPort.slot,
      state.drives[it.slotPort.slot, default: 0] >= limit
    {
      return .drive(appliance, it.slotPort.slot)
    }
    if let limit = it.functionLimit, !stays, use.functions >= limit { return .unit(appliance, it.slotPort) }
    if let limit = it.filterLimit {
      let more = vport.networks.filter { use.networks[$0] == nil }.count
      if more > 0, use.networks.count + more > limit { return .unit(appliance, it.slotPort) }
    }
    let added = stays ? minimum - given : minimum
    if added > .zero, let speed = it.speed, use.guaranteed + added > reservable[unit].map({ speed * $0 }) ?? speed {
      return .unit(appliance, it.slotPort)
    }
    let onCable = previous?.slotPort == nil ? minimum : minimum - given
    if onCable > .zero, let position = hardware.position(of: appliance), let link = hardware.appliances[position].inventory.hostLink,
      state.cables[vport.profile, default: .zero] + onCable > link
    {
      return .cable(appliance, profile: vport.profile)
    }
    return nil
  }

  /// What a change sets free for others.
  func released(by change: RecordChange, on appliance: String) -> [Need] {
    var free: [Need] = []
    switch change.before {
    case .vport(let it)?:
      free += it.identity.map { [.identity($0)] } ?? []
      if let slotPort = it.slotPort {
        free += [.unit(appliance, slotPort), .adapterEmpty(appliance, slotPort.slot), .portMTU(appliance, slotPort)]
        if it.kind == .vdisk { free.append(.drive(appliance, slotPort.slot)) }
        if appliances[appliance]?.exclusiveUsers[slotPort.slot] != nil { free.append(.adapterAlone(appliance, slotPort.slot)) }
      }
      if it.minimum ?? .zero > .zero { free.append(.cable(appliance, profile: it.profile)) }
      free += it.networks.map { .networkUnused(appliance, $0) }
      if let vsan = it.vsan { free.append(.vsanUnused(appliance, vsan)) }
      free.append(.profileEmpty(appliance, it.profile))
    case .profile(let it)?:
      if let uuid = it.uuid { free.append(.identity(.uuid(uuid))) }
      if let port = it.serverPort { free.append(.serverPort(appliance, port)) }
    default: break
    }
    switch change.after {
    case .network(let it)?: free.append(.network(appliance, it.name))
    case .vsan(let it)?: free.append(.vsan(appliance, it.name))
    case .profile(let it)?: free.append(.profile(appliance, it.name))
    case .port(let it)?: free.append(.portMTU(appliance, it.slotPort))
    case .adapter(let it)?: free.append(.adapterOpen(appliance, it.slot))
    default: break
    }
    return free
  }

  /// Why a step can't be taken, for people.
  func explain(_ need: Need) -> String {
    switch need {
    case .identity(.uuid(let uuid)): return "\(uuid) is still held by profile \(owner(of: uuid) ?? "of another")"
    case .identity(let identity):
      let holder = holders[identity].map { "\($0.address) on \($0.appliance)" } ?? "another v-port"
      return "\(identity) is still held by \(holder)"
    case .unit(let appliance, let slotPort): return "port \(appliance)/\(slotPort) has no room yet"
    case .drive(let appliance, let slot): return "adapter \(appliance)/\(slot) has no logical drive left yet"
    case .cable(let appliance, let profile): return "the cable of \(profile)'s server to \(appliance) has no room yet"
    case .network(let appliance, let name): return "network \(name) is not on \(appliance)"
    case .vsan(let appliance, let name): return "VSAN \(name) is not on \(appliance)"
    case .networkUnused(let appliance, let name): return "network \(name) on \(appliance) is still used by v-ports that stay"
    case .vsanUnused(let appliance, let name): return "VSAN \(name) on \(appliance) is still used by v-ports that stay"
    case .profile(let appliance, let name): return "profile \(name) is not on \(appliance)"
    case .profileEmpty(let appliance, let name): return "profile \(name) on \(appliance) still has v-ports that stay"
    case .serverPort(let appliance, let port):
      return "server port \(port) of \(appliance) still bears profile \(appliances[appliance]?.serverPorts[port] ?? "of another")"
    case .portMTU(let appliance, let slotPort): return "port \(appliance)/\(slotPort) has another MTU than its v-ports need"
    case .adapterEmpty(let appliance, let slot): return "adapter \(appliance)/\(slot) still bears v-ports that stay"
    case .adapterAlone(let appliance, let slot):
      let users = appliances[appliance]?.exclusiveUsers[slot]?.keys.sorted().first ?? "another"
      return "the exclusive adapter \(appliance)/\(slot) still bears v-ports of profile \(users)"
    case .adapterOpen(let appliance, let slot): return "adapter \(appliance)/\(slot) is in maintenance or lent"
    case .turn: return "it waits for a step that waits itself"
    }
  }
}
