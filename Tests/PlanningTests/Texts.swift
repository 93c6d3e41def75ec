/// Manifests that most tests share, in short.
enum Texts {
  /// Two Ethernet adapters in slots 1 and 2, and an FC adapter in slot 3 with a port in VSAN 10 and one in VSAN 20.
  static func appliance(_ name: String, _ more: String = "") -> String {
    document(
      "Appliance", name,
      "driver: 'file:\(name).xml', model: VIO-4001\(more), adapters: [{slot: 1, model: x520-SR2}, {slot: 2, model: x520-SR2}, "
        + "{slot: 3, model: QLE2562, ports: [{port: 1, vsan: 10}, {port: 2, vsan: 20}]}]")
  }

  /// Cabled to the server port of its number on each appliance.
  static func server(_ number: Int, on appliances: String..., more: String = "") -> String {
    let cables = (appliances.isEmpty ? ["vio-1"] : appliances).map { "{appliance: \($0), port: \(number)}" }
    return document("Server", "srv-\(number)", "connections: [\(cables.joined(separator: ", "))]\(more)")
  }

  static func profile(_ name: String, on server: String = "srv-1", _ spec: String) -> String {
    document("ServerProfile", name, "server: \(server), \(spec)")
  }

  /// A profile of vNICs in the network `prod`.
  static func vnics(_ name: String, on server: String = "srv-1", _ vnics: [String], more: String = "") -> String {
    profile(name, on: server, "vnics: [\(vnics.map { "{name: \($0), network: prod}" }.joined(separator: ", "))]\(more)")
  }

  static let macs = document("AddressPool", "macs", "type: mac, blocks: [{from: '02:00:00:00:00:01', size: 300}]")
  static let wwns = document("AddressPool", "wwns", "type: wwn, blocks: [{from: '20:00:00:25:b5:00:00:01', size: 100}]")
  static let networks = document("Network", "prod", "vlan: 100") + document("Network", "backup", "vlan: 200")
  static let sans = document("VSAN", "san-a", "vsan: 10") + document("VSAN", "san-b", "vsan: 20")

  /// What all of it stands on: `vio-1`, three servers on it, pools and networks.
  static let ground = appliance("vio-1") + server(1) + server(2) + server(3) + macs + wwns + networks + sans
  /// The same with a second appliance that every server is cabled to.
  static let wideGround =
    appliance("vio-1") + appliance("vio-2") + (1...3).map { server($0, on: "vio-1", "vio-2") }.joined() + macs + wwns + networks + sans
}
