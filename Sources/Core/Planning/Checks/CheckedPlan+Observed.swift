internal import FabricModel

// What the appliances hold at first, and what each version of an object adds to which counters.

extension CheckedPlan {
  /// Shared objects that steps change, and adapters that are lent: who uses them has to be known.
  mutating func watchSharedObjects(_ observed: Fabric) {
    for step in steps {
      guard let appliance = ground.position(of: step.appliance) else { continue }
      switch step.target {
      case .network(let name): wholes.watch(.network(appliance, name), on: appliance)
      case .vsan(let name): wholes.watch(.vsan(appliance, name), on: appliance)
      case .port(let slotPort): wholes.watch(.port(ground.port(slotPort, on: appliance)), on: appliance)
      case .adapter(let slot): wholes.watch(.adapter(ground.adapter(slot, on: appliance)), on: appliance)
      case .profile, .vport: continue
      }
      if case .adapter(let it)? = step.change.after, it.isLent { noteLent(it.slot, on: appliance) }
    }
    for appliance in 0..<ground.touched {
      for adapter in observed[ground.names[appliance]]?.inventory.adapters ?? [] where adapter.record.isLent {
        noteLent(adapter.slot, on: appliance)
      }
    }
  }

  private mutating func noteLent(_ slot: UInt8, on appliance: Int) {
    let adapter = WholePorts.Shared.adapter(ground.adapter(slot, on: appliance))
    wholes.watch(adapter, on: appliance)
    let number = wholes.number(of: adapter)
    if !(lent[appliance]?.contains(number) ?? false) { lent[appliance, default: []].append(number) }
  }

  mutating func load(_ state: ApplianceState) {
    guard let appliance = ground.position(of: state.name) else { return }
    func take(_ record: Record) {
      let object = object(at: record.address, on: appliance)
      objects[object].first = version(of: record, object, step: -1)
      objects[object].last = objects[object].first
    }
    for adapter in state.inventory.adapters {
      take(.adapter(adapter.record))
      for port in adapter.ports { take(.port(port.record(at: SlotPort(slot: adapter.slot, port: port.number)))) }
    }
    for network in state.networks { take(.network(network)) }
    for vsan in state.vsans { take(.vsan(vsan)) }
    for profile in state.profiles { load(profile, on: appliance) }
  }

  private mutating func load(_ profile: ProfileState, on appliance: Int) {
    let part = part(of: profile.record.name, on: appliance)
    objects[part].first = version(of: .profile(profile.record), part, step: -1)
    objects[part].last = objects[part].first
    for vport in profile.vports {
      let object = addVPort(vport.name, to: part)
      objects[object].first = version(of: .vport(vport), object, step: -1)
      objects[object].last = objects[object].first
    }
  }

  /// Of an appliance that the plan does not touch, the owners of identities matter that it does touch, and the paths of profiles that it does.
  mutating func loadOthers(_ observed: Fabric) {
    for state in observed.appliances where ground.position(of: state.name).map({ $0 >= ground.touched }) ?? true {
      for profile in state.profiles {
        let matters =
          knows(profile: profile.record.name) || profile.record.uuid.map { owners.knows(.uuid($0)) } ?? false
          || profile.vports.contains { $0.identity.map(owners.knows) ?? false }
        if matters { load(profile, on: ground.admit(state.name)) }
      }
    }
  }

  /// A new version of an object.
  mutating func version(of record: Record, _ object: Int, step: Int) -> Int {
    switch record {
    case .vport(let it): return version(of: it, object, step)
    case .profile(let it): return version(of: it, object, step)
    case .network(let it): references.weigh(.network, it.name, on: objects[object].appliance, &book)
    case .vsan(let it): references.weigh(.vsan, it.name, on: objects[object].appliance, &book)
    case .port: break
    case .adapter(let it):
      counts.weigh(it, number: ground.adapter(it.slot, on: objects[object].appliance), &book, ground)
      return close(step) { $0.server = $1.number(ofServer: it.lentTo) }
    }
    return close(step) { _, _ in }
  }

  private mutating func close(_ step: Int, _ body: (inout Version, inout CheckedPlan) -> Void) -> Int {
    var version = Version(page: book.turn(), step: step)
    body(&version, &self)
    versions.append(version)
    return versions.count - 1
  }

  private mutating func version(of profile: ProfileRecord, _ part: Int, _ step: Int) -> Int {
    let appliance = objects[part].appliance
    owners.weigh(profile, number: objects[part].profile, &book)
    if appliance < ground.touched {
      counts.weigh(profile, on: appliance, &book, ground)
      references.weigh(.profile, profile.name, on: appliance, &book)
    }
    noteBoot(profile.boot, in: versions.count, of: part)
    return close(step) { version, plan in
      version.isActive = profile.isBound
      version.isUp = profile.isBound && !plan.isOff(profile.server ?? "")
      version.server = plan.number(ofServer: profile.server)
    }
  }

  private mutating func version(of vport: VPortRecord, _ object: Int, _ step: Int) -> Int {
    let seat = seat(vport, object)
    objects[object].isVHBA = vport.kind == .vhba
    let part = objects[seat.part].first
    let isDark = step < 0 && !seat.isLinked && part >= 0 && versions[part].isUp
    owners.weigh(vport, seat, &book)
    paths.weigh(vport, seat, &book, ground.terms, isDark: isDark)
    var watches = (port: -1, adapter: -1)
    if seat.appliance < ground.touched {
      rates.weigh(vport, seat, &book, ground)
      counts.weigh(vport, seat, &book, ground)
      references.weigh(vport, seat, &book, ground)
      watches = wholes.weigh(vport, seat, version: versions.count, ground)
    }
    return close(step) { version, _ in
      version.isActive = seat.isActive
      version.isUp = seat.isActive && seat.isLinked
      version.slot = vport.slotPort?.slot ?? 0
      version.portWatch = watches.port
      version.adapterWatch = watches.adapter
    }
  }

  private mutating func seat(_ vport: VPortRecord, _ object: Int) -> Seating {
    let appliance = objects[object].appliance
    let port = vport.slotPort.map { ground.port($0, on: appliance) } ?? -1
    return Seating(
      object: object, part: objects[object].part, profile: objects[object].profile, appliance: appliance, port: port,
      isActive: port >= 0 && vport.isUp != false, isLinked: port < 0 || ground.ports[port].isLinked,
      networks: appliance < ground.touched ? vport.networks.map { references.users(of: .network, $0, on: appliance, &book) } : [])
  }
}
