import Documents
import FabricModel
import Testing

@testable import Planning

/// A UCS domain as one appliance: its two sides for the LAN and its two for the SAN, each one shared port.
@Suite struct UCSDomainTests {
  private static func pool(_ name: String, _ type: String, _ side: String) -> String {
    document("AdapterPool", name, "type: \(type), select: {fabric: \(side)}")
  }

  private static let domain =
    document(
      "Appliance", "ucs-1",
      "driver: 'file:ucs-1.xml', model: UCS, reservedVLANs: 4043-4047, adapters: ["
        + "{slot: 1, model: UCS-LAN, ports: [{port: 1, fabric: A}]}, {slot: 2, model: UCS-LAN, ports: [{port: 1, fabric: B}]}, "
        + "{slot: 3, model: UCS-SAN, ports: [{port: 1, fabric: A}]}, {slot: 4, model: UCS-SAN, ports: [{port: 1, fabric: B}]}]")
    + pool("lan-a", "ethernet", "A") + pool("lan-b", "ethernet", "B") + pool("san-a", "fibreChannel", "A")
    + pool("san-b", "fibreChannel", "B")

  private static let sans =
    document("VSAN", "vsan-a", "vsan: 10, fabric: A, fcoeVLAN: 1010") + document("VSAN", "vsan-b", "vsan: 20, fabric: B, fcoeVLAN: 1020")

  private static let ground =
    domain + sans + Texts.networks + Texts.macs + Texts.wwns + document("Server", "blade", "connections: [{appliance: ucs-1, port: 160}]")

  private static let both = "{name: eth0, pool: lan-a, network: prod, mtu: 9000}, {name: eth1, pool: lan-b, network: prod, mtu: 9000}"

  private func ids(_ spec: String, _ more: String = "") -> [String] {
    let text = Self.ground + more + Texts.profile("esx-1", on: "blade", spec)
    #expect(World.resolution(text).diagnostics.map(\.message) == [])
    return RulesAsk(text).ids
  }

  @Test func aProfileOnBothSidesHasNothingToBeToldOf() {
    let vhbas = "{name: fc0, pool: san-a, vsan: vsan-a, order: 3}, {name: fc1, pool: san-b, vsan: vsan-b, order: 256}"
    #expect(ids("vnics: [\(Self.both)], vhbas: [\(vhbas)]") == [])
  }

  @Test func everyVPortSitsOnItsSide() {
    let text =
      Self.ground + Texts.profile("esx-1", on: "blade", "vnics: [\(Self.both)], vhbas: [{name: fc1, pool: san-b, vsan: vsan-b}]")
    let vports = World.resolution(text).desired.appliances.flatMap(\.profiles).flatMap(\.vports)
    #expect(vports.compactMap(\.port).map(\.description) == ["ucs-1/1/1", "ucs-1/2/1", "ucs-1/4/1"])
  }

  @Test func aVNICThatFailsOverIsRedundantByItself() {
    let onOneSide = "{name: eth0, pool: lan-a, network: prod, failover: true}, {name: eth1, pool: lan-a, network: prod, failover: true}"
    #expect(ids("vnics: [\(onOneSide)]") == [])
    #expect(ids("vnics: [\(onOneSide.replacing(", failover: true", with: ""))]") == ["redundancy.oneAdapter"])
  }

  @Test func theTwoSidesAreTwoBoxes() {
    let group = ", redundancy: [{name: team, members: [eth0, eth1], mode: active-backup}]"
    #expect(ids("vnics: [\(Self.both)]\(group)") == [])
    // Neither of them is complained about where there are other appliances, too.
    #expect(ids("vnics: [\(Self.both)]\(group)", Texts.appliance("vio-1")) == [])
  }

  @Test func aServerOnTwoDomainsMayHaveAGroupOnTheSidesOfOne() {
    let other = Self.domain.replacing("ucs-1", with: "ucs-2").split(separator: "---").first.map { "---\($0)" } ?? ""
    let twice = "connections: [{appliance: ucs-1, port: 160}, {appliance: ucs-2, port: 160}]"
    let pools = ["A", "B"].map {
      document("AdapterPool", "one-\($0.lowercased())", "type: ethernet, select: {appliances: [ucs-1], fabric: \($0)}")
    }
    let vnics = "vnics: [{name: eth0, pool: one-a, network: prod}, {name: eth1, pool: one-b, network: prod}]"
    let text =
      (Self.ground + other).replacing("connections: [{appliance: ucs-1, port: 160}]", with: twice) + pools.joined()
      + Texts.profile("esx-1", on: "blade", vnics)
    #expect(World.resolution(text).diagnostics.map(\.message) == [])
    #expect(!RulesAsk(text).ids.contains("redundancy.oneAppliance"))
  }

  @Test func anMTUThatANetworkHasIsCompared() {
    let lab = document("Network", "lab", "vlan: 300, mtu: 1500")
    #expect(ids("vnics: [{name: eth0, pool: lan-a, network: lab, mtu: 9000, failover: true}]", lab) == ["vnic.mtuOfNetwork"])
    #expect(
      ids("vnics: [{name: eth0, pool: lan-a, network: lab, mtu: 9158, failover: true}]", lab.replacing("mtu: 1500", with: "mtu: 9158"))
        == [])
  }

  @Test func aVSANWithoutItsFCoEVLANIsMissed() {
    let text = Self.ground.replacing(", fcoeVLAN: 1020", with: "")
    let asked = RulesAsk(text + Texts.profile("esx-1", on: "blade", "vhbas: [{name: fc1, pool: san-b, vsan: vsan-b}]"))
    #expect(asked.ids.contains("transport.fcoeVLAN"))
  }
}
