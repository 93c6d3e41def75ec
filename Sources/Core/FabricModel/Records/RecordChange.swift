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
    case .network(let name): return networks.found(name) { $0.name }.map { Record.network($0) }
    case .vsan(let name): return vsans.found(name) { $0.name }.map { Record.vsan($0) }
    case .profile(let name): return profile(named: name).map { Record.profile($0.record) }
    case .vport(let vport): return profile(named: vport.profile)?.vports.found(vport.name) { $0.name }.map { Record.vport($0) }
    case .adapter(let slot): return inventory[slot: slot].map { Record.adapter($0.record) }
    case .port(let at): return inventory[at: at].map { Record.port($0.record(at: at)) }
    }
  }

  package func profile(named name: String) -> ProfileState? { profiles.found(name) { $0.record.name } }
}

extension Array {
  /// The element of a name, among elements that are sorted by their names.
  fileprivate func found(_ name: String, by key: (Element) -> String) -> Element? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if key(self[middle]) < name { low = middle + 1 } else { high = middle }
    }
    return low < count && key(self[low]) == name ? self[low] : nil
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
