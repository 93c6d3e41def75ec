internal import FabricModel

extension ApplianceState {
  /// Puts what has become of objects in place, nil for those that are gone; what was sorted is not any more.
  mutating func take(_ changes: [(address: ObjectAddress, record: Record?)]) {
    let gone = Set(changes.map(\.address))
    networks.removeAll { gone.contains(.network($0.name)) }
    vsans.removeAll { gone.contains(.vsan($0.name)) }
    var parts: [String: ProfileState] = [:]
    for change in changes {
      if let name = change.address.profile, parts[name] == nil, let part = profile(named: name) { parts[name] = part }
    }
    for index in parts.values.indices {
      parts.values[index].vports.removeAll { gone.contains(.vport($0.address)) }
    }
    profiles.removeAll { parts[$0.record.name] != nil }
    for case (let address, nil) in changes { if case .profile(let name) = address { parts[name] = nil } }
    for case (_, .profile(let profile)?) in changes {
      parts[profile.name] = ProfileState(profile, vports: parts[profile.name]?.vports ?? [])
    }
    for case (_, let record?) in changes { put(record, &parts) }
    profiles += parts.values
  }

  private mutating func put(_ record: Record, _ parts: inout [String: ProfileState]) {
    switch record {
    case .network(let it): networks.append(it)
    case .vsan(let it): vsans.append(it)
    case .profile: break
    case .vport(let it): parts[it.profile]?.vports.append(it)
    case .adapter(let it):
      guard let index = inventory.adapters.firstIndex(where: { $0.slot == it.slot }) else { return }
      inventory.adapters[index].sharing = it.sharing
      inventory.adapters[index].maintenance = it.maintenance
      inventory.adapters[index].lentTo = it.lentTo
    case .port(let it):
      guard let index = inventory.adapters.firstIndex(where: { $0.slot == it.slotPort.slot }),
        let port = inventory.adapters[index].ports.firstIndex(where: { $0.number == it.slotPort.port })
      else { return }
      inventory.adapters[index].ports[port].mtu = it.mtu
    }
  }
}

extension ObjectAddress {
  /// The profile that it is, or is a v-port of.
  fileprivate var profile: String? {
    switch self {
    case .profile(let name): name
    case .vport(let vport): vport.profile
    case .network, .vsan, .adapter, .port: nil
    }
  }
}
