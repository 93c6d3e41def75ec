internal import Documents

/// A virtual SAN.
package struct VSAN: Hashable, Sendable {
  package var vsan: VSANID?
  package var fabric: FabricSide?
  package var fcoeVLAN: VLANID?
  package var physicalNetwork: String?
  package var nativeName: String?

  package init() {}

  package static let table = Table<VSAN>(
    "a VSAN",
    [
      Field("vsan", .vsanID, "VSAN id, 1–4093", required: true, { $0.vsan }, { $0.vsan = $1 }),
      Field("fabric", .word(), "side A, side B, or common to both", absent: "common", { $0.fabric }, { $0.fabric = $1 }),
      Field("fcoeVLAN", .vlanID, "the VLAN that carries it over Ethernet", { $0.fcoeVLAN }, { $0.fcoeVLAN = $1 }),
      Field(
        "physicalNetwork", .text, "which cabling carries it", absent: "default", { $0.physicalNetwork },
        { $0.physicalNetwork = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])

  /// What an appliance that carries the VSAN has of it.
  package func record(named name: String) -> VSANRecord {
    var record = VSANRecord(name: name)
    record.vsan = vsan
    record.fabric = fabric
    record.fcoeVLAN = fcoeVLAN
    record.physicalNetwork = physicalNetwork
    return record
  }
}
