internal import FabricModel

extension Edges {
  /// A place where different users count: the networks on a port with few VLAN filters, the profiles on an exclusive adapter.
  private enum Crowd: Hashable {
    case filters(SlotPort)
    case adapter(UInt8)
  }

  /// I4: where users could be too many for a moment, their steps come one after the other, as they were reckoned with.
  ///
  /// Who is the first user of a network on a port, or the last one, depends on the order; it does not matter where all of them fit at once.
  mutating func followCrowds() {
    var members: [Key<Crowd>: Set<String>] = [:]
    for taken in steps {
      guard case .vport(let it)? = taken.draft.change.after else { continue }
      for (key, names) in crowds(of: it, on: taken.draft.appliance) { members[key, default: []].formUnion(names) }
    }
    let tight = Set(members.keys.filter { isTight($0, arriving: members[$0] ?? []) })
    guard !tight.isEmpty else { return }
    var last: [Key<Crowd>: Int] = [:]
    for (step, taken) in steps.enumerated() {
      var touched: Set<Key<Crowd>> = []
      for case .vport(let it)? in [taken.draft.change.before, taken.draft.change.after] {
        touched.formUnion(crowds(of: it, on: taken.draft.appliance).map(\.key).filter(tight.contains))
      }
      for key in touched { if let earlier = last.updateValue(step, forKey: key) { add(step, after: earlier) } }
    }
  }

  private func crowds(of vport: VPortRecord, on appliance: String) -> [(key: Key<Crowd>, names: [String])] {
    guard let slotPort = vport.slotPort, let host = start.hardware.position(of: appliance), let unit = start.hardware.unit(host, slotPort)
    else { return [] }
    var crowds: [(key: Key<Crowd>, names: [String])] = []
    if start.hardware.units[unit].filterLimit != nil, vport.kind == .vnic {
      crowds.append((Key(appliance: appliance, thing: .filters(slotPort)), vport.networks))
    }
    if !start.hardware.units[unit].isShared || start.appliances[appliance]?.exclusiveUsers[slotPort.slot] != nil {
      crowds.append((Key(appliance: appliance, thing: .adapter(slotPort.slot)), [vport.profile]))
    }
    return crowds
  }

  private func isTight(_ key: Key<Crowd>, arriving: Set<String>) -> Bool {
    guard let state = start.appliances[key.appliance], let host = start.hardware.position(of: key.appliance) else { return false }
    switch key.thing {
    case .filters(let slotPort):
      guard let unit = start.hardware.unit(host, slotPort), let limit = start.hardware.units[unit].filterLimit else { return false }
      return arriving.union((state.units[slotPort]?.networks ?? [:]).keys).count > limit
    case .adapter(let slot): return arriving.union((state.exclusiveUsers[slot] ?? [:]).keys).count > 1
    }
  }
}
