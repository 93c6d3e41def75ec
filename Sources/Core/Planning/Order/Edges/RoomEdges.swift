internal import FabricModel

extension Edges {
  /// What can be used up: rate and functions of a port, logical drives of an adapter, the rate of a server's cable.
  fileprivate enum Room: Hashable {
    case rate(SlotPort)
    case functions(SlotPort)
    case drives(UInt8)
    case cable(String)
  }

  /// What is left of one, and which steps set more of it free.
  fileprivate struct Supply {
    var free: Int64
    var freed: [(step: Int, amount: Int64)] = []
    var head = 0
  }

  /// I2 and I4: each bit of room that a step takes was free before, or was given back by a step that it follows.
  ///
  /// No bit is taken twice, so that what is in use stays within the limit whichever steps are done.
  mutating func followRoom() {
    var supplies: [Key<Room>: Supply] = [:]
    var unlimited: Set<Key<Room>> = []
    for (step, taken) in steps.enumerated() {
      guard case .vport = taken.draft.change.address else { continue }
      for (room, amount) in Self.net(taken.draft.change) {
        let key = Key(appliance: taken.draft.appliance, thing: room)
        if unlimited.contains(key) { continue }
        if supplies[key] == nil {
          guard let free = free(room, on: key.appliance) else {
            unlimited.insert(key)
            continue
          }
          supplies[key] = Supply(free: free)
        }
        let used = supplies[key]?.use(amount, by: step) ?? []
        add(step, after: used)
      }
    }
  }

  /// How much of each kind of room a step takes, negative where it gives back.
  private static func net(_ change: RecordChange) -> [(Room, Int64)] {
    var net: [(room: Room, amount: Int64)] = []
    func count(_ room: Room, _ amount: Int64) {
      if let index = net.firstIndex(where: { $0.room == room }) { net[index].amount += amount } else { net.append((room, amount)) }
    }
    for (record, sign) in [(change.before, Int64(-1)), (change.after, 1)] {
      guard case .vport(let it)? = record, let slotPort = it.slotPort else { continue }
      count(.functions(slotPort), sign)
      if it.kind == .vdisk { count(.drives(slotPort.slot), sign) }
      guard let minimum = it.minimum, minimum > .zero else { continue }
      count(.rate(slotPort), sign * minimum.bitsPerSecond)
      count(.cable(it.profile), sign * minimum.bitsPerSecond)
    }
    return net.filter { $0.amount != 0 }
  }

  /// What is left before the first step; nil where there is no limit.
  private func free(_ room: Room, on appliance: String) -> Int64? {
    guard let state = start.appliances[appliance], let host = start.hardware.position(of: appliance) else { return nil }
    switch room {
    case .rate(let slotPort):
      guard let unit = start.hardware.unit(host, slotPort), let speed = start.hardware.units[unit].speed else { return nil }
      let most = start.reservable[unit].map { speed * $0 } ?? speed
      return most.bitsPerSecond - (state.units[slotPort]?.guaranteed.bitsPerSecond ?? 0)
    case .functions(let slotPort):
      guard let unit = start.hardware.unit(host, slotPort), let limit = start.hardware.units[unit].functionLimit else { return nil }
      return Int64(limit - (state.units[slotPort]?.functions ?? 0))
    case .drives(let slot):
      guard let unit = start.hardware.appliances[host].units.first(where: { start.hardware.units[$0].slotPort.slot == slot }),
        let limit = start.hardware.units[unit].driveLimit
      else { return nil }
      return Int64(limit - state.drives[slot, default: 0])
    case .cable(let profile):
      guard let link = start.hardware.appliances[host].inventory.hostLink else { return nil }
      return link.bitsPerSecond - state.cables[profile, default: .zero].bitsPerSecond
    }
  }
}

extension Edges.Supply {
  /// Takes or gives back; the steps that gave back what is taken.
  fileprivate mutating func use(_ amount: Int64, by step: Int) -> [Int] {
    if amount < 0 {
      // What was overfull before first becomes full.
      let short = max(0, min(-free, -amount))
      free += short
      if -amount > short { freed.append((step, -amount - short)) }
      return []
    }
    let first = max(0, min(free, amount))
    free -= first
    var missing = amount - first
    var givers: [Int] = []
    while missing > 0, head < freed.count {
      let part = min(missing, freed[head].amount)
      freed[head].amount -= part
      missing -= part
      givers.append(freed[head].step)
      if freed[head].amount == 0 { head += 1 }
    }
    return givers
  }
}
