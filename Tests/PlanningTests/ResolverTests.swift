import Documents
import FabricModel
import Testing

@testable import Planning

/// Every complaint of resolving, by its id.
@Suite struct ResolverTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let id: String
    let says: String
    let text: String
    var help: String?
    var testDescription: String { "\(id): \(says)" }

    init(_ id: String, _ says: String, help: String? = nil, _ text: String) {
      self.id = id
      self.says = says
      self.text = text
      self.help = help
    }
  }

  @Test(arguments: names + references + hardware + cables + identities + pools)
  func whatIsWrongIsSaid(_ it: Case) {
    let resolution = Resolver.resolve(World.site(of: it.text).site)
    let found = resolution.diagnostics
    #expect(found.map(\.id) == [it.id], "\(found.map(\.message))")
    #expect(found.first?.message.contains(it.says) == true, "\(found.map(\.message))")
    #expect(found.first?.range != nil)
    if let help = it.help { #expect(found.first?.help?.contains(help) == true, "\(found.map(\.help))") }
    #expect(resolution.desired == Fabric())
  }

  @Test func aSoundSiteHasNothingToSay() {
    let resolution = Resolver.resolve(World.site(of: Texts.ground + Texts.vnics("esx-1", ["vnic0", "vnic1"])).site)
    #expect(resolution.diagnostics == [])
    #expect(resolution.desired.appliances.flatMap(\.profiles).flatMap(\.vports).count == 2)
  }

  @Test func aComplaintPointsAtTheName() throws {
    let text = Texts.ground + Texts.profile("esx-1", "vnics: [{name: vnic0, network: prd}]")
    let found = try #require(Resolver.resolve(World.site(of: text).site).diagnostics.first)
    let fix = try #require(found.fix)
    #expect(fix.replacement == "prod")
    #expect(Array(text.utf8)[Int(fix.range.start)..<Int(fix.range.end)].elementsEqual("prd".utf8))
  }

  private static func ground(_ profile: String) -> String { Texts.ground + Texts.profile("esx-1", profile) }

  static let references = [
    Case(
      "reference.unknown", "no profile named 'esx-2'", help: "did you mean 'esx-1'?",
      ground("vnics: []") + document("Workload", "vm", "profile: esx-2, traffic: [{network: prod, average: 1Mbps}]")),
    Case(
      "reference.unknown", "no network named 'prd'", help: "did you mean 'prod'?",
      ground("vnics: []") + document("Workload", "vm", "profile: esx-1, traffic: [{network: prd, average: 1Mbps}]")),
    Case(
      "reference.unknown", "no network named 'bakup'", help: "did you mean 'backup'?",
      ground("vnics: []") + document("Workload", "vm", "server: srv-1, restore: {size: 1GiB, within: 1h, network: bakup}")),
    Case(
      "reference.unknown", "no server named 'srv-9'", ground("vnics: []") + document("AdapterLease", "l", "adapter: vio-1/1, server: srv-9")
    ),
    Case(
      "reference.unknown", "no adapter named 'vio-1/7'", help: "did you mean 'vio-1/1'?",
      ground("vnics: []") + document("AdapterLease", "l", "adapter: vio-1/7, server: srv-1")),
    Case(
      "reference.unknown", "no appliance named 'vio-2'", help: "did you mean 'vio-1'?",
      ground("vnics: []") + document("AdapterLease", "l", "adapter: vio-2/1, server: srv-1")),
    Case(
      "reference.unknown", "no adapter pool named 'tap'", help: "did you mean 'tape'?",
      ground("vnics: []") + document("AdapterPool", "tape", "type: ethernet") + document("AdapterLease", "l", "pool: tap, server: srv-1")),
    Case(
      "reference.unknown", "no QoS policy named 'gold'", help: "there is 'fast'",
      ground("vnics: [{name: a, network: prod, qos: gold}]") + document("QoSPolicy", "fast", "max: 1Gbps")),
    Case(
      "reference.unknown", "no maintenance policy named 'nigths'", help: "did you mean 'nights'?",
      ground("maintenance: nigths") + document("MaintenancePolicy", "nights", "disruptive: ack")),
    Case(
      "reference.wrongType", "adapter pool 'lan' has ethernet ports, not storage ones",
      ground("vdisks: [{name: d, size: 1GiB, pool: lan}]") + document("AdapterPool", "lan", "type: ethernet")),
    Case(
      "reference.unknown", "no v-port named 'c'", ground("vnics: [{name: d, network: prod}], boot: [c]")),
  ]

  static let names = [
    Case("name.duplicate", "two objects of kind Network named 'prod'", ground("vnics: []") + document("Network", "prod", "vlan: 7")),
    Case(
      "name.duplicate", "two objects of kind ServerProfile named 'esx-1'",
      ground("vnics: []") + document("ServerProfile", "esx-1", "server: srv-2")),
    Case("name.duplicate", "v-port 'a' occurs twice", ground("vnics: [{name: a, network: prod}], vhbas: [{name: a, vsan: san-a}]")),
    Case(
      "name.duplicate", "redundancy group 'g' occurs twice",
      ground("vnics: [{name: a, network: prod}], redundancy: [{name: g, members: [a]}, {name: g, members: [a]}]")),
    Case("reference.unknown", "no network named 'prd'", help: "did you mean 'prod'?", ground("vnics: [{name: a, network: prd}]")),
    Case("reference.unknown", "no network named 'bakup'", help: "did you mean 'backup'?", ground("vnics: [{name: a, trunk: [bakup]}]")),
    Case("reference.unknown", "no VSAN named 'san-c'", help: "did you mean 'san-", ground("vhbas: [{name: a, vsan: san-c}]")),
    Case("reference.unknown", "no adapter pool named 'lan'", ground("vnics: [{name: a, network: prod, pool: lan}]")),
    Case("reference.unknown", "no address pool named 'mac'", help: "'macs'", ground("vnics: [{name: a, network: prod, mac: {pool: mac}}]")),
    Case("reference.unknown", "no v-port named 'b'", ground("vnics: [{name: a, network: prod}], boot: [b]")),
    Case("reference.unknown", "no v-port named 'b'", ground("vnics: [{name: a, network: prod}], redundancy: [{name: g, members: [a, b]}]")),
    Case("reference.unknown", "no server named 'srv-9'", Texts.ground + Texts.profile("esx-1", on: "srv-9", "vnics: []")),
    Case("reference.unknown", "no appliance named 'vio-7'", Texts.ground + Texts.server(4, on: "vio-7")),
    Case(
      "reference.unknown", "no appliance named 'vio-7'",
      Texts.ground + document("AdapterPool", "lan", "type: ethernet, select: {appliances: [vio-7]}")),
    Case(
      "reference.wrongType", "adapter pool 'san' has fibreChannel ports",
      ground("vnics: [{name: a, network: prod, pool: san}]") + document("AdapterPool", "san", "type: fibreChannel")),
    Case(
      "reference.wrongType", "address pool 'macs' has addresses of type mac",
      ground("wwnn: '20:00:00:25:b5:00:01:00', vhbas: [{name: a, vsan: san-a, wwpn: {pool: macs}}]")),
    Case(
      "reference.wrongType", "address pool 'ids' has addresses of type uuid",
      Texts.ground
        + Texts.profile("esx-1", "uuid: '00000000-0000-4000-8000-000000000009', vnics: [{name: a, network: prod, mac: {pool: ids}}]")
        + document("AddressPool", "ids", "type: uuid, blocks: [{from: '00000000-0000-4000-8000-000000000001', size: 9}]")),
  ]

  private static func card(_ spec: String) -> String {
    document("Appliance", "vio-1", "driver: 'file:a.xml', model: VIO-4001, adapters: [\(spec)]")
  }

  static let hardware = [
    Case("catalogue.unknown", "no adapter model 'x521-SR2'", help: "did you mean 'x520-SR2'?", card("{slot: 1, model: x521-SR2}")),
    Case(
      "catalogue.unknown", "no appliance model 'VIO-4002'", help: "VIO-4001",
      document("Appliance", "vio-1", "driver: 'file:a.xml', model: VIO-4002")),
    Case("inventory.noSuchSlot", "there is no slot 5: a VIO-4001 has 4", card("{slot: 5, model: x520-SR2}")),
    Case("inventory.noSuchPort", "there is no port 3: x520-SR2 has 2", card("{slot: 1, model: x520-SR2, ports: [{port: 3}]}")),
    Case("name.duplicate", "slot 1 occurs twice", card("{slot: 1, model: x520-SR2}, {slot: 1, model: x520-SR2}")),
    Case("name.duplicate", "port 1 occurs twice", card("{slot: 1, model: x520-SR2, ports: [{port: 1}, {port: 1}]}")),
    Case("adapter.notShareable", "PRO/1000 PT can't be shared", help: "exclusive", card("{slot: 1, model: PRO/1000 PT, sharing: shared}")),
    Case(
      "inventory.noSuchPort", "there is no port vio-1/1/9",
      Texts.ground + document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/9]}")),
  ]

  static let cables = [
    Case("inventory.noSuchPort", "there is no server port 17: vio-1 has 16", Texts.ground + Texts.server(17)),
    Case(
      "cabling.conflict", "vio-1 server port 1 has one cable, but srv-1 and srv-x",
      Texts.ground + document("Server", "srv-x", "connections: [{appliance: vio-1, port: 1}]")),
    Case(
      "server.conflict", "'srv-1' can bear one profile, but esx-1 and esx-2", help: "server: none",
      ground("vnics: []") + Texts.profile("esx-2", "vnics: []")),
  ]

  static let identities = [
    Case(
      "identity.duplicate", "02:00:00:00:00:99 is given to both esx-1/a and esx-1/b",
      ground("vnics: [{name: a, network: prod, mac: '02:00:00:00:00:99'}, {name: b, network: prod, mac: '02:00:00:00:00:99'}]")),
    Case(
      "identity.duplicate", "is given to both",
      ground("wwnn: '20:00:00:25:b5:00:00:50', vhbas: [{name: a, vsan: san-a, wwpn: '20:00:00:25:b5:00:00:50'}]")),
    Case("identity.invalid", "01:00:00:00:00:99 can't be given", ground("vnics: [{name: a, network: prod, mac: '01:00:00:00:00:99'}]")),
    Case(
      "rate.minimumOverMaximum", "the guaranteed rate 2Gbps is above the cap 1Gbps",
      ground("vnics: [{name: a, network: prod, bandwidth: {min: 2Gbps, max: 1Gbps}}]")),
  ]

  private static func pool(_ spec: String, _ name: String = "p") -> String {
    Texts.appliance("vio-1") + Texts.server(1) + Texts.networks + Texts.vnics("esx-1", ["a", "b"])
      + document("AddressPool", name, "type: mac, blocks: [\(spec)]")
  }

  static let pools = [
    Case(
      "pool.exhausted", "'p' is 1 short: all its 1 are taken, reserved or resting, and esx-1/b is the first",
      pool("{from: '02:00:00:00:00:01', size: 1}")),
    Case(
      "pool.invalidBlock", "the block ends before it begins",
      pool("{from: '02:00:00:00:00:01', size: 9}, {from: '02:00:00:00:01:09', to: '02:00:00:00:01:01'}")),
    Case(
      "pool.invalidBlock", "either 'to' or 'size'",
      pool("{from: '02:00:00:00:00:01', size: 9}, {from: '02:00:00:00:01:01'}")),
    Case("pool.invalidBlock", "is no mac address", pool("{from: '02:00:00:00:00:01', size: 9}, {from: 'zz', size: 1}")),
    Case(
      "pool.ambiguous", "macs, more all have some", help: "default: true",
      Texts.ground + Texts.vnics("esx-1", ["a"])
        + document("AddressPool", "more", "type: mac, blocks: [{from: '02:00:00:00:09:01', size: 9}]")
    ),
    Case(
      "pool.missing", "esx-1/a needs a mac and there is no address pool",
      Texts.appliance("vio-1") + Texts.server(1) + Texts.networks + Texts.vnics("esx-1", ["a"])),
  ]
}
