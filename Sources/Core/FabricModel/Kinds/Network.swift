internal import Documents

/// An Ethernet network: a VLAN of a physical network.
package struct Network: Hashable, Sendable {
  package var vlan: VLANID?
  package var mtu: Int?
  package var physicalNetwork: String?
  package var fabric: FabricSide?
  package var purpose: TrafficPurpose?
  package var nativeName: String?

  package init() {}

  package static let table = Table<Network>(
    "a Network",
    [
      Field("vlan", .vlanID, "802.1Q VLAN id, 1–4094", required: true, { $0.vlan }, { $0.vlan = $1 }),
      Field("mtu", .mtu, "MTU of v-ports that name none, in bytes", absent: "1500", { $0.mtu }, { $0.mtu = $1 }),
      Field(
        "physicalNetwork", .text, "which cabling carries it", absent: "default", { $0.physicalNetwork },
        { $0.physicalNetwork = $1 }),
      Field("fabric", .word(), "side A, side B, or common to both", absent: "common", { $0.fabric }, { $0.fabric = $1 }),
      Field(
        "purpose", .word(), "what it is for; rules keep backup and management apart from production", { $0.purpose }, { $0.purpose = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])

  /// What an appliance that carries the network has of it.
  package func record(named name: String) -> NetworkRecord {
    var record = NetworkRecord(name: name)
    record.vlan = vlan
    record.mtu = mtu
    record.physicalNetwork = physicalNetwork
    record.fabric = fabric
    return record
  }
}
