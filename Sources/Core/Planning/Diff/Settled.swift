internal import FabricModel

extension ApplianceState {
  /// How many objects an appliance has of which there is nothing to say, where that is so of all: each is recorded as it is desired, and the
  /// appliance has it; nil where anything is otherwise.
  ///
  /// So it is with nearly every appliance of most plans, and looking at them one after the other makes no list and copies no record.
  func settled(observed: ApplianceState, recorded: ApplianceState) -> Int? {
    guard networks == recorded.networks, vsans == recorded.vsans, profiles.count == recorded.profiles.count,
      networks.agree(with: observed.networks), vsans.agree(with: observed.vsans), profiles.count == observed.profiles.count,
      inventory.isKept(by: observed.inventory)
    else { return nil }
    var count = networks.count + vsans.count + profiles.count
    for index in profiles.indices {
      guard profiles[index].record == recorded.profiles[index].record, profiles[index].record.name == observed.profiles[index].record.name,
        profiles[index].record.agrees(with: observed.profiles[index].record),
        profiles[index].vports.areSettled(observed: observed.profiles[index].vports, recorded: recorded.profiles[index].vports)
      else { return nil }
      count += profiles[index].vports.count
    }
    return count
  }
}

extension [VPortRecord] {
  fileprivate func areSettled(observed: [VPortRecord], recorded: [VPortRecord]) -> Bool {
    guard count == observed.count, count == recorded.count else { return false }
    for index in indices {
      guard self[index].name == observed[index].name, self[index].kind == observed[index].kind, self[index] == recorded[index],
        self[index].agrees(with: observed[index])
      else { return false }
    }
    return true
  }
}

extension Array where Element: FabricRecord {
  /// Whether the same objects are observed, and each has what is desired of it.
  fileprivate func agree(with observed: [Element]) -> Bool {
    guard count == observed.count else { return false }
    for index in indices where self[index].name != observed[index].name || !self[index].agrees(with: observed[index]) { return false }
    return true
  }
}

extension Inventory {
  /// Whether what weft can set of adapters and ports is as it is asserted, of those that are there.
  fileprivate func isKept(by observed: Inventory) -> Bool {
    for adapter in adapters {
      guard let there = observed[slot: adapter.slot] else { continue }
      if !adapter.record.agrees(with: there.record) { return false }
      for port in adapter.ports {
        let at = SlotPort(slot: adapter.slot, port: port.number)
        if let other = observed[at: at], !port.record(at: at).agrees(with: other.record(at: at)) { return false }
      }
    }
    return true
  }
}
