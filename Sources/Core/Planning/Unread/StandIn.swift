package import FabricModel

extension Site {
  /// The fabric for resolving: where an appliance was not read, what is recorded of it stands in, and what lies under a tombstone is not seen.
  var seen: Fabric? {
    guard var fabric = observed, !unread.isEmpty || !recorded.tombstones.isEmpty else { return observed }
    if !recorded.tombstones.isEmpty {
      let buried = recorded.buried
      for index in fabric.appliances.indices { fabric.appliances[index].remove { buried.contains($0) } }
    }
    return Fabric(appliances: fabric.appliances + standIns)
  }

  /// The fabric for the order of steps and for the checks: everything that is or may be active, but for what is taken over under a fence.
  func ground(without burials: [Burial]) -> Fabric {
    Fabric(appliances: (observed?.appliances ?? []) + standIns(besides: burials))
  }

  private var standIns: [ApplianceState] { standIns(besides: []) }

  /// What is recorded of the appliances that were not read, by whichever scope, but for what is taken over.
  package func standIns(besides burials: [Burial]) -> [ApplianceState] {
    recorded.standIns(of: unread, scope: scope, besides: burials)
  }
}

extension Recorded {
  package func standIns(of unread: Set<String>, scope: String, besides burials: [Burial]) -> [ApplianceState] {
    let gone = buried.union(burials.map { Differences.place($0.record.address.description, on: $0.appliance) })
    return unread.sorted().map { name in
      var state = ApplianceState(name: name)
      state.stand(in: fabric[name], of: scope)
      state.stand(in: others[name], of: nil)
      state.remove { gone.contains($0) }
      state.sort()
      state.inventory = Inventory(holding: state.profiles)
      return state
    }
  }
}

extension ApplianceState {
  /// Takes in what is recorded, with what an appliance assumes of fields that are not managed.
  ///
  /// - Parameter scope: who owns it; nil where the records say it.
  fileprivate mutating func stand(in recorded: ApplianceState?, of scope: String?) {
    guard let recorded else { return }
    func owned<Body: FabricRecord>(_ record: Body, _ defaults: Body) -> Body {
      var full = defaults.overlaid(by: record)
      full.owner = scope ?? record.owner
      return full
    }
    networks += recorded.networks.map { owned($0, .defaults(name: $0.name)) }
    vsans += recorded.vsans.map { owned($0, .defaults(name: $0.name)) }
    profiles += recorded.profiles.map { profile in
      let record = owned(profile.record, .defaults(name: profile.record.name))
      return ProfileState(
        record,
        vports: profile.vports.map { vport in
          let defaults = VPortRecord.defaults(kind: vport.kind, profile: vport.profile, name: vport.name, appliance: vport.appliance)
          var full = owned(vport, defaults)
          full.server = record.server
          return full
        })
    }
  }

  /// - Parameter isGone: asked of the place of each object of a profile.
  fileprivate mutating func remove(where isGone: (String) -> Bool) {
    let name = name
    func goes(_ record: Record) -> Bool { isGone(Differences.place(record.address.description, on: name)) }
    profiles.removeAll { goes(.profile($0.record)) }
    for index in profiles.indices { profiles[index].vports.removeAll { goes(.vport($0)) } }
  }
}

extension Inventory {
  /// The ports and cables that profiles speak of; whatever else the appliance has is not known.
  fileprivate init(holding profiles: [ProfileState]) {
    self.init()
    let used = Set(profiles.flatMap { $0.vports.compactMap(\.slotPort) })
    for slot in Set(used.map(\.slot)).sorted() {
      var adapter = Adapter(slot: slot)
      adapter.ports = used.filter { $0.slot == slot }.map(\.port).sorted().map { Port(number: $0) }
      adapters.append(adapter)
    }
    serverPorts = profiles.compactMap { profile in
      guard let number = profile.record.serverPort, number > 0, let server = profile.record.server, !server.isEmpty else { return nil }
      return ServerPort(number: number, server: server)
    }
    serverPorts.sort { $0.number < $1.number }
  }

  /// Adds what is asserted to what is known to be used; what both speak of is as it is asserted.
  mutating func assert(_ asserted: [Adapter]) {
    for adapter in asserted {
      var full = adapter
      if let index = adapters.firstIndex(where: { $0.slot == adapter.slot }) {
        full.ports += adapters[index].ports.filter { used in !adapter.ports.contains { $0.number == used.number } }
        full.ports.sort { $0.number < $1.number }
        adapters[index] = full
      } else {
        adapters.append(full)
      }
    }
    adapters.sort { $0.slot < $1.slot }
  }
}
