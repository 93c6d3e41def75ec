import FabricModel

// Fabrics put together by hand, whatever was there before.

extension Fabric {
  mutating func perform(_ change: RecordChange, on appliance: String) {
    if change.after == nil { remove(change.address.description, from: appliance) }
    if let after = change.after { put(after, on: appliance) }
  }

  mutating func put(_ record: Record, on appliance: String) {
    if self[appliance] == nil { self = Fabric(appliances: appliances + [ApplianceState(name: appliance)]) }
    guard let position = position(of: appliance) else { return }
    appliances[position].put(record)
    appliances[position].sort()
  }

  mutating func remove(_ address: String, from appliance: String) {
    guard let position = position(of: appliance) else { return }
    appliances[position].remove(address)
  }
}

extension ApplianceState {
  fileprivate mutating func put(_ record: Record) {
    switch record {
    case .network(let it):
      networks.removeAll { $0.name == it.name }
      networks.append(it)
    case .vsan(let it):
      vsans.removeAll { $0.name == it.name }
      vsans.append(it)
    case .profile(let it): put(it)
    case .vport(var it):
      let position = profiles.firstIndex { $0.record.name == it.profile } ?? add(ProfileState(ProfileRecord(name: it.profile)))
      it.server = profiles[position].record.server ?? it.server
      profiles[position].vports.removeAll { $0.name == it.name }
      profiles[position].vports.append(it)
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

  /// The v-ports of a profile follow it to its server.
  private mutating func put(_ profile: ProfileRecord) {
    let position = profiles.firstIndex { $0.record.name == profile.name } ?? add(ProfileState(profile))
    profiles[position].record = profile
    for index in profiles[position].vports.indices {
      profiles[position].vports[index].server = profile.server
      if profiles[position].vports[index].kind == .vhba { profiles[position].vports[index].wwnn = profile.wwnn }
    }
  }

  private mutating func add(_ profile: ProfileState) -> Int {
    profiles.append(profile)
    return profiles.count - 1
  }

  fileprivate mutating func remove(_ address: String) {
    networks.removeAll { "network/\($0.name)" == address }
    vsans.removeAll { "vsan/\($0.name)" == address }
    for index in profiles.indices { profiles[index].vports.removeAll { $0.address.description == address } }
    profiles.removeAll { "profile/\($0.record.name)" == address }
  }
}
