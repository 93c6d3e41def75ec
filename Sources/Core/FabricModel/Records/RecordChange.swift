/// One atomic change of one object on one appliance: the driver puts `after` where it finds `before`.
package struct RecordChange: Hashable, Sendable {
  package var before: Record?
  package var after: Record?

  package init(before: Record?, after: Record?) {
    precondition(before != nil || after != nil, "a change changes something")
    self.before = before
    self.after = after
  }

  package enum Operation: String, Sendable { case create, update, delete }

  package var operation: Operation { before == nil ? .create : after == nil ? .delete : .update }
  package var address: ObjectAddress {
    guard let record = after ?? before else { preconditionFailure("a change changes something") }
    return record.address
  }
  package var inverse: RecordChange { RecordChange(before: after, after: before) }
}

extension ApplianceState {
  /// The object at an address, if the appliance has it.
  package func record(at address: ObjectAddress) -> Record? {
    switch address {
    case .network(let name): return networks.first(where: { $0.name == name }).map { Record.network($0) }
    case .vsan(let name): return vsans.first(where: { $0.name == name }).map { Record.vsan($0) }
    case .profile(let name): return profile(named: name).map { Record.profile($0.record) }
    case .vport(let vport):
      return profile(named: vport.profile)?.vports.first(where: { $0.name == vport.name }).map { Record.vport($0) }
    case .adapter(let slot): return inventory[slot: slot].map { Record.adapter($0.record) }
    case .port(let at): return inventory[at: at].map { Record.port($0.record(at: at)) }
    }
  }

  package func profile(named name: String) -> ProfileState? {
    var low = 0
    var high = profiles.count
    while low < high {
      let middle = (low + high) / 2
      if profiles[middle].record.name < name { low = middle + 1 } else { high = middle }
    }
    return low < profiles.count && profiles[low].record.name == name ? profiles[low] : nil
  }
}

extension Adapter {
  package var record: AdapterRecord {
    var record = AdapterRecord(slot: slot)
    record.sharing = sharing
    record.maintenance = maintenance
    record.lentTo = lentTo
    return record
  }
}

extension Port {
  package func record(at slotPort: SlotPort) -> PortRecord {
    var record = PortRecord(slotPort: slotPort)
    record.mtu = mtu
    return record
  }
}
