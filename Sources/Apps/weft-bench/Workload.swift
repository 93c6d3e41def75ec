/// The fabric of DESIGN section 11 in any size: ten v-ports a server, sixteen servers an appliance, a document an object.
struct Workload {
  static let vnicsPerServer = 8
  static let vhbasPerServer = 2
  static let serversPerAppliance = 16

  let servers: Int
  let appliances: Int
  /// The manifests as one text.
  let yaml: [UInt8]

  var bindings: Int { servers * (Self.vnicsPerServer + Self.vhbasPerServer) }

  init(bindings: Int) {
    servers = max(1, bindings / (Self.vnicsPerServer + Self.vhbasPerServer))
    appliances = (servers + Self.serversPerAppliance - 1) / Self.serversPerAppliance
    var text: [UInt8] = []
    text.reserveCapacity(servers * 1_600)
    text.append(contentsOf: Self.shared.utf8)
    for appliance in 0..<appliances { text.append(contentsOf: Self.appliance(appliance).utf8) }
    for server in 0..<servers {
      text.append(contentsOf: Self.server(server).utf8)
      text.append(contentsOf: Self.profile(server).utf8)
    }
    yaml = text
  }
}

extension Workload {
  /// The networks, SANs and pools that all servers share.
  private static var shared: String {
    document("AdapterPool", "eth", "  type: ethernet\n  sharing: shared\n  placement: spread\n")
      + document("AdapterPool", "fc", "  type: fibreChannel\n  sharing: shared\n  placement: spread\n")
      + document("AddressPool", "macs", "  type: mac\n  blocks:\n    - {from: \"02:57:00:00:00:00\", to: \"02:57:00:FF:FF:FF\"}\n")
      + document("AddressPool", "wwnns", "  type: wwnn\n  blocks:\n    - {from: \"20:01:02:57:00:00:00:00\", size: 1048576}\n")
      + networks.enumerated().map { document("Network", $1, "  vlan: \(100 + $0)\n") }.joined()
      + document("VSAN", "san-a", "  vsan: 10\n  fabric: A\n") + document("VSAN", "san-b", "  vsan: 20\n  fabric: B\n")
  }

  private static let networks = ["prod", "backup", "vmotion", "storage"]

  /// Eight dual-port network cards and four dual-port Fibre Channel cards.
  private static func appliance(_ index: Int) -> String {
    var spec = "  driver: file:\(applianceName(index)).xml\n  adapters:\n"
    for slot in 1...8 { spec += "    - {slot: \(slot), model: x520-sr2, ports: [{port: 1}, {port: 2}]}\n" }
    for slot in 9...12 {
      let (vsan, fabric) = slot % 2 == 1 ? (10, "A") : (20, "B")
      spec += "    - {slot: \(slot), model: qle2562, ports: ["
      spec += "{port: 1, vsan: \(vsan), fabric: \(fabric)}, {port: 2, vsan: \(vsan), fabric: \(fabric)}]}\n"
    }
    return document("Appliance", applianceName(index), spec)
  }

  private static func server(_ index: Int) -> String {
    let appliance = applianceName(index / serversPerAppliance)
    return document(
      "Server", serverName(index), "  connections:\n    - {appliance: \(appliance), port: \(index % serversPerAppliance + 1)}\n")
  }

  private static func profile(_ index: Int) -> String {
    var spec = "  server: \(serverName(index))\n  vnics:\n"
    for vnic in 0..<vnicsPerServer {
      let address = 0x0257_0000_0000 + index * vnicsPerServer + vnic
      spec += "    - name: vnic\(vnic)\n      network: \(networks[vnic / 2])\n      mac: {static: \"\(octets(address, count: 6))\"}\n"
      spec += "      bandwidth: {min: 100Mbps, max: 2Gbps}\n"
    }
    spec += "  vhbas:\n"
    for vhba in 0..<vhbasPerServer {
      let address = 0x2000_0257_0000_0000 + index * vhbasPerServer + vhba
      spec +=
        "    - name: vhba\(vhba)\n      vsan: \(vhba == 0 ? "san-a" : "san-b")\n      wwpn: {static: \"\(octets(address, count: 8))\"}\n"
    }
    return document("ServerProfile", serverName(index), spec)
  }

  private static func document(_ kind: String, _ name: String, _ spec: String) -> String {
    "---\napiVersion: weft/v1\nkind: \(kind)\nmetadata:\n  name: \(name)\nspec:\n\(spec)"
  }

  private static func applianceName(_ index: Int) -> String { "vio-" + padded(index + 1, width: 4) }
  private static func serverName(_ index: Int) -> String { "esx-" + padded(index + 1, width: 5) }

  private static func padded(_ number: Int, width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func octets(_ address: Int, count: Int) -> String {
    (0..<count).reversed().map { octet in
      let digits = String(address >> (octet * 8) & 0xFF, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: ":")
  }
}
