// A domain of Cisco UCS Manager, seen as one appliance. A backup of it holds profiles, networks and policies and no inventory, so that the models
// here are stand-ins: they say what the rules of UCS allow, and nothing of the fabric interconnects and cards that are there.
extension Catalogue {
  /// Two fabric interconnects, A and B, with up to 160 servers (Cisco UCS Manager configuration limits).
  ///
  /// A server has no port of its own there, so its place stands in for one: the eight slots of forty chassis are 1 to 320, rack units come behind
  /// them. Its four slots are the two sides for the LAN and the two for the SAN. Servers are reached over FCoE: each VSAN has a VLAN for it
  /// (`fcoeVlan`). vNICs and vHBAs come and go one by one, and a failover of the appliance moves a vNIC to the other side.
  /// An MTU is a vNIC's (ucsmsdk, `vnicEther.mtu`); a VLAN has none.
  static let ucs = ApplianceModel(
    "UCS", vendor: "Cisco", serverPorts: 1024, adapterSlots: 4, transport: .fcoe, attachUnit: .port,
    hasTwoFabrics: true, networksHaveMTU: false)

  /// What one side can carry: a v-port for each order from 1 to 256 (ucsmsdk, `vnicEther.order`, 0 to 256) on each of 160 servers.
  ///
  /// The cards of the servers stop far earlier; which they are, a backup does not tell.
  private static let functionsOfASide = 160 * 256

  /// One side of a domain towards the LAN, all its uplinks as one shared port.
  ///
  /// - 10 to 100 Gb/s: uplinks of fabric interconnects from the 6200 to the 6500 series (Cisco data sheets).
  /// - An MTU up to 9,158 (ucsmsdk, the range of `vnicEther.mtu` is 1,500 to 9,158).
  /// - No minimum rate of a vNIC: a QoS policy of UCS caps, and weighs classes against each other (ucsmsdk, `epqosEgress`).
  static let ucsLAN = AdapterModel(
    "UCS-LAN", vendor: "Cisco", kind: .ethernet, ports: 1, portSpeeds: [.gbps(10), .gbps(25), .gbps(40), .gbps(100)], bus: nil,
    functionsPerPort: functionsOfASide, maxMTU: 9_158)

  /// One side of a domain towards the SAN, all its uplinks as one shared port, which is in as many VSANs as the side has.
  ///
  /// 4 to 32 Gb/s: Fibre Channel uplinks of fabric interconnects from the 6200 to the 6500 series (Cisco data sheets).
  static let ucsSAN = AdapterModel(
    "UCS-SAN", vendor: "Cisco", kind: .fibreChannel, ports: 1, portSpeeds: [.gbps(4), .gbps(8), .gbps(16), .gbps(32)], bus: nil,
    functionsPerPort: functionsOfASide)
}
