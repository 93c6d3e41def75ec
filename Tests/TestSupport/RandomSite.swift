/// A small site that a seed invents and edits: appliances with two Ethernet, an FC and a RAID adapter, servers cabled to some, and profiles.
package struct RandomSite: Sendable {
  private var random: SeededGenerator
  private let appliances: Int
  private var networks: [Int: Int]
  private var profiles: [Profile] = []
  private var unnamed = 0
  private let serverCount: Int

  private struct Profile {
    let name: String
    /// Nil is on no server.
    var server: Int?
    var vnics: [VNIC]
    var vhbas: Int
    var disks: [Disk]
    var isRedundant: Bool
  }

  private struct VNIC {
    let name: String
    var network: Int
    var trunk: [Int]
    var gigabits: Int
    var fixed: Int?
    /// A QoSPolicy in place of gigabits.
    var policy: Int?
    var boot = Boot.none
  }

  private struct Disk {
    let name: String
    var gigabytes: Int
    var raid: Int?
  }

  private enum Boot: String, CaseIterable {
    case none = ""
    case pxe = ", pxe: true"
    case iscsi = ", iscsi: {target: 'iqn.2003-01.org.example:array', portal: '10.0.0.5:3260', lun: 1}"
    case failover = ", failover: true"
  }

  /// - Parameter most: how many profiles it begins with, at most.
  package init(seed: UInt64, most: Int = 10) {
    random = SeededGenerator(seed: seed)
    serverCount = most + 4
    appliances = Int.random(in: 2...4, using: &random)
    networks = Dictionary(uniqueKeysWithValues: (0..<5).map { ($0, 100 + $0) })
    for _ in 0..<Int.random(in: 1...most, using: &random) { addProfile() }
  }

  // MARK: As manifests

  /// The documents, without an order that would matter.
  package var documents: [String] { hardware + networks.keys.sorted().map(text(ofNetwork:)) + profiles.map(text(of:)) }
  package var text: String { documents.joined() }

  /// The same in another order.
  package mutating func shuffled() -> String { documents.shuffled(using: &random).joined() }

  private var hardware: [String] {
    let ethernet = "model: x520-SR2, ports: [{port: 1}, {port: 2}]"
    let fibre = "model: QLE2562, ports: [{port: 1, vsan: 10}, {port: 2, vsan: 20}]"
    return (1...appliances).map {
      SiteText.document(
        "Appliance", "vio-\($0)",
        "driver: 'file:vio-\($0).xml', model: VIO-4001, hostLink: 20Gbps, "
          + "adapters: [{slot: 1, \(ethernet)}, {slot: 2, \(ethernet)}, {slot: 3, \(fibre)}, {slot: 4, model: 9260-4i}]")
    }
      + (0..<serverCount).map { server in
        let first = server % appliances + 1
        let second = (server + 1) % appliances + 1
        return SiteText.document(
          "Server", "srv-\(server)",
          "connections: [{appliance: vio-\(first), port: \(server + 1)}, {appliance: vio-\(second), port: \(server + 1)}]")
      } + [
        SiteText.document("AddressPool", "macs", "type: mac, blocks: [{from: '02:00:00:00:00:01', size: 400}]"),
        SiteText.document("AddressPool", "wwns", "type: wwn, blocks: [{from: '20:00:00:25:b5:00:00:01', size: 400}]"),
        SiteText.document("AddressPool", "uuids", "type: uuid, blocks: [{from: '00000000-0000-4000-8000-000000000001', size: 400}]"),
        SiteText.document("VSAN", "san-a", "vsan: 10"), SiteText.document("VSAN", "san-b", "vsan: 20"),
        SiteText.document("QoSPolicy", "policy-0", "class: 5"),
        SiteText.document("QoSPolicy", "policy-1", "min: 1Gbps, max: 2Gbps, shares: 20"),
      ]
  }

  private func text(ofNetwork index: Int) -> String { SiteText.document("Network", "net-\(index)", "vlan: \(networks[index] ?? 1)") }

  private func text(of profile: Profile) -> String {
    var spec = "server: \(profile.server.map { "srv-\($0)" } ?? "none"), vnics: ["
    spec += profile.vnics.map { vnic in
      "{name: \(vnic.name), network: net-\(vnic.network), trunk: [\(vnic.trunk.map { "net-\($0)" }.joined(separator: ", "))]"
        + (vnic.policy.map { ", qos: policy-\($0)" } ?? (vnic.gigabits > 0 ? ", bandwidth: {min: \(vnic.gigabits)Gbps}" : ""))
        + vnic.boot.rawValue
        + (vnic.fixed.map { ", mac: '02:00:00:00:ff:0\($0)'" } ?? "") + "}"
    }.joined(separator: ", ")
    spec += "], vhbas: [" + (0..<profile.vhbas).map { "{name: vhba\($0), vsan: san-\($0 == 0 ? "a" : "b")}" }.joined(separator: ", ") + "]"
    if !profile.disks.isEmpty {
      let disks = profile.disks.map { disk in
        "{name: \(disk.name), size: \(disk.gigabytes)GB" + (disk.raid.map { ", raid: \($0)" } ?? "") + "}"
      }
      spec += ", vdisks: [\(disks.joined(separator: ", "))], boot: [\(profile.disks[0].name)]"
    }
    if profile.isRedundant, profile.vnics.count > 1 {
      spec += ", redundancy: [{name: bond, members: [\(profile.vnics.prefix(2).map(\.name).joined(separator: ", "))], spread: adapter}]"
    }
    return SiteText.document("ServerProfile", profile.name, spec)
  }

  // MARK: Edits

  /// Changes some things that a person would change.
  package mutating func edit() {
    for _ in 0..<Int.random(in: 1...5, using: &random) { editOnce() }
  }

  private mutating func editOnce() {
    guard let index = profiles.indices.randomElement(using: &random) else { return addProfile() }
    switch Int.random(in: 0..<13, using: &random) {
    case 11: changeDisks(of: index)
    case 12:
      changeVNIC(of: index) {
        $0.policy = [nil, 0, 1].randomElement(using: &$1) ?? nil
        $0.boot = Boot.allCases.randomElement(using: &$1) ?? .none
      }
    case 0: addProfile()
    case 1: profiles.remove(at: index)
    case 2: profiles[index].server = freeServer()
    case 3: profiles[index].vnics.append(newVNIC(profiles[index].vnics.count + 10))
    case 4: if profiles[index].vnics.count > 1 { profiles[index].vnics.removeFirst() }
    case 5: profiles[index].vhbas = Int.random(in: 0...2, using: &random)
    case 6: networks[Int.random(in: 0..<5, using: &random)] = Int.random(in: 200..<900, using: &random)
    case 7: swapServers(with: index)
    case 8: changeVNIC(of: index) { $0.gigabits = Int.random(in: 0...6, using: &$1) }
    case 9: handOver(from: index)
    default: changeVNIC(of: index) { $0.network = Int.random(in: 0..<5, using: &$1) }
    }
  }

  private mutating func addProfile() {
    guard profiles.count < 20 else { return }
    unnamed += 1
    let vnics = (0..<Int.random(in: 1...3, using: &random)).map { newVNIC($0) }
    profiles.append(
      Profile(
        name: "esx-\(Int.random(in: 10..<99, using: &random))-\(unnamed)", server: freeServer(), vnics: vnics,
        vhbas: Int.random(in: 0...2, using: &random), disks: Int.random(in: 0...3, using: &random) == 0 ? [newDisk()] : [],
        isRedundant: Bool.random(using: &random)))
  }

  private mutating func newVNIC(_ number: Int) -> VNIC {
    unnamed += 1
    let trunk = (0..<5).filter { _ in Int.random(in: 0..<5, using: &random) == 0 }
    let network = Int.random(in: 0..<5, using: &random)
    return VNIC(
      name: "vnic\(number)-\(unnamed)", network: network, trunk: trunk.filter { $0 != network },
      gigabits: max(0, Int.random(in: -3...5, using: &random)))
  }

  private mutating func newDisk() -> Disk {
    unnamed += 1
    return Disk(
      name: "vd-\(unnamed)", gigabytes: Int.random(in: 1...9, using: &random), raid: [nil, 5, 10].randomElement(using: &random) ?? nil)
  }

  private mutating func changeDisks(of index: Int) {
    let disks = profiles[index].disks
    guard let disk = disks.indices.randomElement(using: &random), Bool.random(using: &random) else {
      return profiles[index].disks = disks.count < 3 ? disks + [newDisk()] : Array(disks.dropFirst())
    }
    if Bool.random(using: &random) {
      profiles[index].disks[disk].gigabytes = Int.random(in: 1...9, using: &random)
    } else {
      profiles[index].disks[disk].raid = [nil, 5, 10].randomElement(using: &random) ?? nil
    }
  }

  private mutating func freeServer() -> Int? {
    let used = Set(profiles.compactMap(\.server))
    return Bool.random(using: &random) || Bool.random(using: &random)
      ? (0..<serverCount).filter { !used.contains($0) }.randomElement(using: &random) : nil
  }

  private mutating func swapServers(with index: Int) {
    guard let other = profiles.indices.randomElement(using: &random), other != index else { return }
    (profiles[index].server, profiles[other].server) = (profiles[other].server, profiles[index].server)
  }

  private mutating func changeVNIC(of index: Int, _ change: (inout VNIC, inout SeededGenerator) -> Void) {
    guard let vnic = profiles[index].vnics.indices.randomElement(using: &random) else { return }
    change(&profiles[index].vnics[vnic], &random)
    profiles[index].vnics[vnic].trunk.removeAll { [network = profiles[index].vnics[vnic].network] in $0 == network }
  }

  /// Gives a written-down address to a v-port, taking it from whoever had it.
  private mutating func handOver(from index: Int) {
    let address = Int.random(in: 1...3, using: &random)
    for profile in profiles.indices {
      for vnic in profiles[profile].vnics.indices where profiles[profile].vnics[vnic].fixed == address {
        profiles[profile].vnics[vnic].fixed = nil
      }
    }
    profiles[index].vnics[0].fixed = address
  }
}
