/// What weft may change of an adapter; the rest is inventory.
package struct AdapterRecord: Hashable, Sendable, FabricRecord {
  package var slot: UInt8
  package var sharing: Sharing?
  package var maintenance: Bool?
  /// The server that has the whole adapter; the empty name is nobody.
  package var lentTo: String?
  package var owner: String?

  package init(slot: UInt8) { self.slot = slot }
  package var name: String { String(slot) }
  package var isLent: Bool { !(lentTo ?? "").isEmpty }

  package static let fields: [RecordField<AdapterRecord>] = [
    RecordField("sharing", attribute: "sharing", effect: .interrupts, absent: .shared, { $0.sharing }, { $0.sharing = $1 }),
    RecordField(
      "maintenance", attribute: "maintenance", effect: .none, absent: false, { $0.maintenance }, { $0.maintenance = $1 }),
    RecordField("lentTo", attribute: "lentTo", effect: .interrupts, absent: "", { $0.lentTo }, { $0.lentTo = $1 }),
  ]
}

/// What weft may change of a port; the rest is inventory.
package struct PortRecord: Hashable, Sendable, FabricRecord {
  package var slotPort: SlotPort
  package var mtu: Int?
  package var owner: String?

  package init(slotPort: SlotPort) { self.slotPort = slotPort }
  package var name: String { slotPort.description }

  package static let fields: [RecordField<PortRecord>] = [
    RecordField("mtu", attribute: "mtu", effect: .interrupts, absent: 1500, { $0.mtu }, { $0.mtu = $1 })
  ]
}
