/// A network as one appliance has it.
package struct NetworkRecord: Hashable, Sendable, FabricRecord {
  package var name: String
  package var vlan: VLANID?
  package var mtu: Int?
  package var physicalNetwork: String?
  package var fabric: FabricSide?
  /// It is never deleted, not even after its manifest is gone.
  package var isProtected: Bool?
  package var owner: String?

  package init(name: String) { self.name = name }

  /// What an appliance assumes where its configuration is silent.
  package static func defaults(name: String) -> NetworkRecord {
    var record = NetworkRecord(name: name)
    record.mtu = 1500
    record.physicalNetwork = "default"
    record.fabric = .common
    record.isProtected = false
    return record
  }

  package static let fields: [RecordField<NetworkRecord>] = [
    RecordField("vlan", attribute: "vlan", effect: .interrupts, { $0.vlan }, { $0.vlan = $1 }),
    RecordField("mtu", attribute: "mtu", effect: .none, absent: 1500, { $0.mtu }, { $0.mtu = $1 }),
    RecordField(
      "physicalNetwork", attribute: "physicalNetwork", effect: .interrupts, absent: "default",
      { $0.physicalNetwork }, { $0.physicalNetwork = $1 }),
    RecordField("fabric", attribute: "fabric", effect: .interrupts, absent: .common, { $0.fabric }, { $0.fabric = $1 }),
    RecordField("protect", attribute: "protect", effect: .none, absent: false, { $0.isProtected }, { $0.isProtected = $1 }),
  ]
}
