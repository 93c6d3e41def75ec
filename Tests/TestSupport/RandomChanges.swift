package import FabricModel

extension RandomAppliance {
  /// A batch that fits `state`, in an order in which it can be carried out, and the state that it leads to.
  package mutating func changes(of state: ApplianceState, count: Int) -> (changes: [RecordChange], result: ApplianceState) {
    var result = state
    var changes: [RecordChange] = []
    for step in 0..<count { changes += change(of: &result, step) }
    result.sort()
    return (changes, result)
  }

  private mutating func change(of state: inout ApplianceState, _ step: Int) -> [RecordChange] {
    var random = self.random
    defer { state.sort() }
    let choice = Int.random(in: 0..<11, using: &random)
    skip()
    switch choice {
    case 0:
      let record = network(named: "new-\(step)")
      state.networks.append(record)
      return [RecordChange(before: nil, after: .network(record))]
    case 1 where !state.networks.isEmpty:
      let index = state.networks.indices.randomElement(using: &random) ?? 0
      let before = state.networks[index]
      state.networks[index] = network(named: before.name)
      return [RecordChange(before: .network(before), after: .network(state.networks[index]))]
    case 2:
      let record = vsan(named: "new-\(step)")
      state.vsans.append(record)
      return [RecordChange(before: nil, after: .vsan(record))]
    case 3 where !state.vsans.isEmpty:
      let index = state.vsans.indices.randomElement(using: &random) ?? 0
      let before = state.vsans[index]
      state.vsans[index] = vsan(named: before.name)
      return [RecordChange(before: .vsan(before), after: .vsan(state.vsans[index]))]
    case 4:
      let record = profile(named: "new-\(step)", on: state)
      let vports = (0..<3).map { vport(named: "v\($0)", of: record, on: state) }
      state.profiles.append(ProfileState(record, vports: vports))
      return [RecordChange(before: nil, after: .profile(record))] + vports.map { RecordChange(before: nil, after: .vport($0)) }
    case 5 where !state.profiles.isEmpty:
      let profile = state.profiles.remove(at: state.profiles.indices.randomElement(using: &random) ?? 0)
      return profile.vports.map { RecordChange(before: .vport($0), after: nil) } + [
        RecordChange(before: .profile(profile.record), after: nil)
      ]
    case 6 where !state.profiles.isEmpty:
      return [rewriteProfile(of: &state, at: state.profiles.indices.randomElement(using: &random) ?? 0)]
    case 7, 8:
      guard let index = state.profiles.indices.randomElement(using: &random) else { return [] }
      return changeVPort(of: &state, at: index, step)
    case 9:
      guard let index = state.inventory.adapters.indices.randomElement(using: &random) else { return [] }
      let before = state.inventory.adapters[index].record
      state.inventory.adapters[index].sharing = random.pick([nil, .shared, .exclusive])
      state.inventory.adapters[index].maintenance = random.pick([nil, true, false])
      state.inventory.adapters[index].lentTo = random.pick([nil, "", "backup-01"])
      return [RecordChange(before: .adapter(before), after: .adapter(state.inventory.adapters[index].record))]
    default:
      guard let index = state.inventory.adapters.indices.randomElement(using: &random),
        let port = state.inventory.adapters[index].ports.indices.randomElement(using: &random)
      else { return [] }
      let place = SlotPort(slot: state.inventory.adapters[index].slot, port: state.inventory.adapters[index].ports[port].number)
      let before = state.inventory.adapters[index].ports[port].record(at: place)
      state.inventory.adapters[index].ports[port].mtu = random.pick([nil, 1500, 9000])
      return [RecordChange(before: .port(before), after: .port(state.inventory.adapters[index].ports[port].record(at: place)))]
    }
  }

  private mutating func rewriteProfile(of state: inout ApplianceState, at index: Int) -> RecordChange {
    let before = state.profiles[index].record
    let after = profile(named: before.name, on: state)
    state.profiles[index].record = after
    for vport in state.profiles[index].vports.indices {
      state.profiles[index].vports[vport].server = after.server
      if state.profiles[index].vports[vport].kind == .vhba { state.profiles[index].vports[vport].wwnn = after.wwnn }
    }
    return RecordChange(before: .profile(before), after: .profile(after))
  }

  private mutating func changeVPort(of state: inout ApplianceState, at index: Int, _ step: Int) -> [RecordChange] {
    let profile = state.profiles[index]
    let count = profile.vports.count
    let place = count == 0 ? 0 : step % count
    if count == 0 || step % 3 == 0 {
      let new = vport(named: "n\(step)", of: profile.record, on: state)
      state.profiles[index].vports.append(new)
      return [RecordChange(before: nil, after: .vport(new))]
    }
    let before = profile.vports[place]
    if step % 3 == 1 {
      state.profiles[index].vports.remove(at: place)
      return [RecordChange(before: .vport(before), after: nil)]
    }
    let after = vport(named: before.name, of: profile.record, on: state)
    state.profiles[index].vports[place] = after
    return [RecordChange(before: .vport(before), after: .vport(after))]
  }
}
