/// The fabric of DESIGN section 11 in any size: ten v-ports a server, sixteen servers an appliance, a document an object.
package struct Workload: Sendable {
  static let vnicsPerServer = 8
  static let vhbasPerServer = 2
  static let serversPerAppliance = 16
  /// The adapter of each appliance that `drained` puts into maintenance.
  package static let drainedSlot = 1

  /// What the manifests ask of the adapters.
  package enum Arrangement: String, CaseIterable, Sendable {
    /// All of them are used.
    case everywhere
    /// All but one of each appliance, which is in maintenance.
    case drained
    /// One half of each appliance's adapters, or the other: the v-ports name pools that select it by a label.
    case oneHalf, otherHalf

    /// The label of the adapters that the pools select.
    var half: String? {
      switch self {
      case .everywhere, .drained: nil
      case .oneHalf: "one"
      case .otherHalf: "other"
      }
    }
  }

  package let servers: Int
  package let appliances: Int
  package let arrangement: Arrangement

  package var bindings: Int { servers * (Self.vnicsPerServer + Self.vhbasPerServer) }

  package init(bindings: Int, arrangement: Arrangement = .everywhere) {
    servers = max(1, bindings / (Self.vnicsPerServer + Self.vhbasPerServer))
    appliances = (servers + Self.serversPerAppliance - 1) / Self.serversPerAppliance
    self.arrangement = arrangement
  }

  /// The manifests as one text.
  package var yaml: [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(4_000 + servers * 1_500 + appliances * 2_000)
    text.append(contentsOf: shared.utf8)
    for index in 0..<appliances { text.append(contentsOf: appliance(index).utf8) }
    for index in 0..<servers {
      text.append(contentsOf: Self.server(index).utf8)
      text.append(contentsOf: profile(index).utf8)
    }
    return text
  }
}

extension Workload {
  /// The networks, SANs and pools that all servers share.
  private var shared: String {
    let select = arrangement.half.map { "  select: {labels: {half: \($0)}}\n" } ?? ""
    return Self.document("AdapterPool", "eth", "  type: ethernet\n  sharing: shared\n  placement: spread\n" + select)
      + Self.document("AdapterPool", "fc", "  type: fibreChannel\n  sharing: shared\n  placement: spread\n" + select)
      + Self.pools
  }

  private static var pools: String {
    document("AddressPool", "macs", "  type: mac\n  blocks:\n    - {from: \"02:57:00:00:00:00\", to: \"02:57:00:FF:FF:FF\"}\n")
      + document("AddressPool", "wwnns", "  type: wwnn\n  blocks:\n    - {from: \"20:01:02:57:00:00:00:00\", size: 1048576}\n")
      + networks.enumerated().map { document("Network", $1, "  vlan: \(100 + $0)\n") }.joined()
      + document("VSAN", "san-a", "  vsan: 10\n  fabric: A\n") + document("VSAN", "san-b", "  vsan: 20\n  fabric: B\n")
  }

  static let networks = ["prod", "backup", "vmotion", "storage"]

  /// Eight dual-port network cards and four dual-port Fibre Channel cards.
  private func appliance(_ index: Int) -> String {
    var spec = "  driver: file:\(Self.applianceName(index)).xml\n  adapters:\n"
    for slot in 1...8 {
      spec += "    - {slot: \(slot), model: x520-sr2,\(particulars(slot, isOne: slot <= 4)) ports: [{port: 1}, {port: 2}]}\n"
    }
    for slot in 9...12 {
      let (vsan, fabric) = slot % 2 == 1 ? (10, "A") : (20, "B")
      spec += "    - {slot: \(slot), model: qle2562,\(particulars(slot, isOne: slot <= 10)) ports: ["
      spec += "{port: 1, vsan: \(vsan), fabric: \(fabric)}, {port: 2, vsan: \(vsan), fabric: \(fabric)}]}\n"
    }
    return Self.document("Appliance", Self.applianceName(index), spec)
  }

  /// What the arrangement says of an adapter.
  private func particulars(_ slot: Int, isOne: Bool) -> String {
    switch arrangement {
    case .everywhere: ""
    case .drained: slot == Self.drainedSlot ? " maintenance: true," : ""
    case .oneHalf, .otherHalf: " labels: {half: \(isOne ? "one" : "other")},"
    }
  }

  private static func server(_ index: Int) -> String {
    let appliance = applianceName(index / serversPerAppliance)
    return document(
      "Server", serverName(index), "  connections:\n    - {appliance: \(appliance), port: \(index % serversPerAppliance + 1)}\n")
  }

  private func profile(_ index: Int) -> String {
    func pool(_ name: String) -> String { arrangement.half == nil ? "" : "      pool: \(name)\n" }
    var spec = "  server: \(Self.serverName(index))\n  vnics:\n"
    for vnic in 0..<Self.vnicsPerServer {
      spec += "    - name: vnic\(vnic)\n\(pool("eth"))      network: \(Self.networks[vnic / 2])\n"
      spec += "      mac: {static: \"\(Self.mac(index, vnic))\"}\n      bandwidth: {min: 100Mbps, max: 2Gbps}\n"
    }
    spec += "  vhbas:\n"
    for vhba in 0..<Self.vhbasPerServer {
      spec += "    - name: vhba\(vhba)\n\(pool("fc"))      vsan: \(Self.vsan(vhba))\n"
      spec += "      wwpn: {static: \"\(Self.wwpn(index, vhba))\"}\n"
    }
    return Self.document("ServerProfile", Self.serverName(index), spec)
  }

  private static func document(_ kind: String, _ name: String, _ spec: String) -> String {
    "---\napiVersion: weft/v1\nkind: \(kind)\nmetadata:\n  name: \(name)\nspec:\n\(spec)"
  }

  static func applianceName(_ index: Int) -> String { "vio-" + padded(index + 1, width: 4) }
  static func serverName(_ index: Int) -> String { "esx-" + padded(index + 1, width: 5) }

  static func mac(_ server: Int, _ vnic: Int) -> String { octets(0x0257_0000_0000 + server * vnicsPerServer + vnic, count: 6) }
  static func wwpn(_ server: Int, _ vhba: Int) -> String { octets(0x2000_0257_0000_0000 + server * vhbasPerServer + vhba, count: 8) }
  static func vsan(_ vhba: Int) -> String { vhba == 0 ? "san-a" : "san-b" }

  private static func octets(_ address: Int, count: Int) -> String {
    (0..<count).reversed().map { octet in
      let digits = String(address >> (octet * 8) & 0xFF, radix: 16, uppercase: true)
      return digits.count == 1 ? "0" + digits : digits
    }.joined(separator: ":")
  }
}
