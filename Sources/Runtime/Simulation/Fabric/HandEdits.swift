package import FabricModel

extension ApplianceState {
  /// What a person might change here, which takes no room and no address; nil where nothing comes to mind.
  package func editByHand(_ chance: inout Chance) -> RecordChange? {
    switch Int.random(in: 0..<5, using: &chance) {
    case 0:
      var record = NetworkRecord.defaults(name: "by-hand-\(Int.random(in: 0..<1000, using: &chance))")
      record.vlan = VLANID(Int.random(in: 1000..<4000, using: &chance))
      guard self.record(at: .network(record.name)) == nil else { return nil }
      return RecordChange(before: nil, after: .network(record))
    case 1:
      guard let network = networks.randomElement(using: &chance) else { return nil }
      var next = network
      next.mtu = network.mtu == 9000 ? 1500 : 9000
      return RecordChange(before: .network(network), after: .network(next))
    case 2:
      return editVPort(&chance) { vport in
        guard vport.kind == .vnic else { return }
        vport.mtu = vport.mtu == 9000 ? 1500 : 9000
      }
    case 3:
      return editVPort(&chance) { $0.isUp = $0.isUp == false }
    default:
      guard let vport = profiles.flatMap(\.vports).randomElement(using: &chance) else { return nil }
      return RecordChange(before: .vport(vport), after: nil)
    }
  }

  private func editVPort(_ chance: inout Chance, _ body: (inout VPortRecord) -> Void) -> RecordChange? {
    guard let vport = profiles.flatMap(\.vports).randomElement(using: &chance) else { return nil }
    var next = vport
    body(&next)
    return next == vport ? nil : RecordChange(before: .vport(vport), after: .vport(next))
  }
}
