/// A VSAN as one appliance has it.
package struct VSANRecord: Hashable, Sendable, FabricRecord {
  package var name: String
  package var vsan: VSANID?
  package var fabric: FabricSide?
  package var fcoeVLAN: VLANID?
  package var physicalNetwork: String?
  /// It is never deleted, not even after its manifest is gone.
  package var isProtected: Bool?
  package var owner: String?

  package init(name: String) { self.name = name }

  package static func defaults(name: String) -> VSANRecord {
    var record = VSANRecord(name: name)
    record.fabric = .common
    record.physicalNetwork = "default"
    record.isProtected = false
    return record
  }

  package static let fields: [RecordField<VSANRecord>] = [
    RecordField("vsan", attribute: "id", effect: .interrupts, { $0.vsan }, { $0.vsan = $1 }),
    RecordField("fabric", attribute: "fabric", effect: .interrupts, absent: .common, { $0.fabric }, { $0.fabric = $1 }),
    RecordField("fcoeVLAN", attribute: "fcoeVLAN", effect: .interrupts, { $0.fcoeVLAN }, { $0.fcoeVLAN = $1 }),
    RecordField(
      "physicalNetwork", attribute: "physicalNetwork", effect: .interrupts, absent: "default",
      { $0.physicalNetwork }, { $0.physicalNetwork = $1 }),
    RecordField("protect", attribute: "protect", effect: .none, absent: false, { $0.isProtected }, { $0.isProtected = $1 }),
  ]
}
