import Documents
import FabricModel
import Testing

@testable import Planning

/// Pools of every type, and what is wrong with them.
@Suite struct AddressPoolTests {
  private static func pool(_ name: String, _ spec: String) -> String { document("AddressPool", name, spec) }
  private static func pool(_ spec: String) -> String { pool("p", spec) }

  private func problems(_ spec: String) -> [String] { World.resolution(Self.pool(spec)).diagnostics.map(\.message) }

  private func ranges(_ spec: String) throws -> [PoolRange] {
    let resolution = World.site(of: Self.pool(spec)).site.manifest
    return try #require(resolution.addressPools.first).spec.ranges
  }

  private static let names = "type: iqn, prefix: iqn.1992-08.com.example, blocks: "

  @Test func aPoolOfAddressesHoldsBothFamilies() throws {
    let spec = "type: ip, blocks: [{from: 198.18.0.1, to: 198.18.0.20}, {from: '2001:DB8::0', size: 256}]"
    #expect(problems(spec) == [])
    let ranges = try ranges(spec)
    #expect(ranges.map(\.count) == [20, 256])
    #expect(ranges.map(\.last) == ["198.18.0.20", "2001:db8::ff"])
  }

  @Test func aPoolOfNamesCountsTheirNumbers() throws {
    let spec = Self.names + "[{suffix: db, from: 1, to: 40}, {suffix: web, from: 0, size: 2}]"
    #expect(problems(spec) == [])
    let ranges = try ranges(spec)
    #expect(ranges.map(\.count) == [40, 2])
    #expect(ranges.map(\.first) == ["iqn.1992-08.com.example:db:1", "iqn.1992-08.com.example:web:0"])
    #expect(ranges.map(\.last) == ["iqn.1992-08.com.example:db:40", "iqn.1992-08.com.example:web:1"])
  }

  @Test(arguments: [
    ("type: ip, blocks: [{from: 198.18.0.300, size: 2}]", "address pool 'p': '198.18.0.300' is no ip address"),
    (
      "type: ip, blocks: [{from: 198.18.0.9, to: 198.18.0.8}]",
      "address pool 'p': the block ends before it begins: 198.18.0.9 to 198.18.0.8"
    ),
    (
      "type: ip, blocks: [{from: 255.255.255.254, size: 3}]",
      "address pool 'p': 3 addresses from 255.255.255.254 on are more than there are"
    ),
    (
      "type: ip, blocks: [{from: 198.18.0.1, to: '2001:db8::1'}]",
      "address pool 'p': a block has addresses of one family, and of 198.18.0.1 and 2001:db8::1 one is IPv4 and one IPv6"
    ),
    ("type: ip, blocks: [{from: 224.0.0.1, size: 2}]", "address pool 'p': no host can have 224.0.0.1: a multicast address"),
    ("type: ip, reserved: [x]", "address pool 'p': 'x' is no ip address"),
    ("type: iqn, blocks: [{suffix: db, from: 1, to: 2}]", "address pool 'p': its names need a 'prefix' such as iqn.1992-08.com.example"),
    (names + "[{from: 1, to: 2}]", "address pool 'p': a block of names needs a 'suffix' such as 'db'"),
    (names + "[{suffix: db, from: a, to: 2}]", "address pool 'p': 'a' is no number from 0 to 4294967295"),
    (names + "[{suffix: db, from: 3, to: 2}]", "address pool 'p': the block ends before it begins: 3 to 2"),
    (names + "[{suffix: db, from: 4294967295, size: 2}]", "address pool 'p': 2 addresses from 4294967295 on are more than there are"),
    (names + "[{suffix: db, from: 1}]", "address pool 'p': a block has either 'to' or 'size'"),
    (
      "type: iqn, prefix: example.com, blocks: [{suffix: db, from: 1, to: 2}]",
      "address pool 'p': 'example.com:db:2' is no iSCSI name: it begins neither with 'iqn.' nor with 'eui.' or 'naa.'"
    ),
    ("type: mac, prefix: iqn.1992-08.com.example", "address pool 'p': 'prefix' is for names, and the pool is of type mac"),
    (
      "type: mac, blocks: [{from: '02:00:00:00:00:00', size: 2, suffix: x}]",
      "address pool 'p': 'suffix' is for names, and the pool is of type mac"
    ),
    ("type: mac, blocks: [{from: 5, size: 2}]", "address pool 'p': '5' is no mac address"),
  ])
  func whatIsWrongWithAPoolIsTold(spec: String, problem: String) {
    #expect(problems(spec) == [problem])
  }

  @Test(arguments: ["mac", "wwn", "wwnn", "wwpn", "uuid", "ip", "iqn"]) func aPoolMayBeEmpty(type: String) {
    #expect(problems("type: \(type), blocks: []") == [])
    #expect(problems("type: \(type)") == [])
    #expect(RulesAsk(Self.pool("type: \(type), reserved: []")).ids == [])
  }

  @Test func addressesOverlapWithinTheirFamilyAndNamesBehindOneStem() {
    let four = Self.pool("a", "type: ip, blocks: [{from: 0.0.0.10, size: 10}]")
    #expect(RulesAsk(four + Self.pool("b", "type: ip, blocks: [{from: '::10', size: 10}]")).ids == [])
    let asked = RulesAsk(four + Self.pool("b", "type: ip, blocks: [{from: 0.0.0.18, size: 10}]"))
    #expect(asked.message("pool.overlap") == "the 2 addresses from 0.0.0.18 to 0.0.0.19 are both in pool 'a' and in pool 'b'")
    let names = Self.pool("a", Self.names + "[{suffix: db, from: 1, to: 40}, {suffix: web, from: 1, to: 40}]")
    #expect(RulesAsk(names).ids == [])
    let other = RulesAsk(names + Self.pool("b", Self.names + "[{suffix: DB, from: 40, to: 50}]"))
    #expect(other.message("pool.overlap") == "iqn.1992-08.com.example:db:40 is both in pool 'a' and in pool 'b'")
  }

  @Test func nothingIsDealtFromAddressesOfHosts() {
    let pool = Self.pool("macs", "type: ip, blocks: [{from: 198.18.0.1, size: 9}]")
    let text = Texts.appliance("vio-1") + Texts.server(1) + Texts.networks + pool
    #expect(World.resolution(text + Texts.profile("esx-1", "vnics: [{name: a, network: prod}]")).diagnostics.map(\.id) == ["pool.missing"])
    let named = World.resolution(text + Texts.profile("esx-1", "vnics: [{name: a, network: prod, mac: {pool: macs}}]"))
    #expect(named.diagnostics.map(\.message) == ["address pool 'macs' has addresses of type ip, not mac"])
  }

  @Test func anEmptyPoolSpeaksWhenSomethingWantsToTakeFromIt() {
    let text = Texts.appliance("vio-1") + Texts.server(1) + Texts.networks + Self.pool("macs", "type: mac")
    #expect(World.resolution(text + Texts.profile("esx-1", "vhbas: []")).diagnostics.map(\.id) == [])
    let asked = World.resolution(text + Texts.profile("esx-1", "vnics: [{name: a, network: prod}]"))
    #expect(asked.diagnostics.map(\.id) == ["pool.exhausted"])
    #expect(asked.diagnostics.first?.message.contains("it is empty") == true)
  }

  @Test func anEmptyPoolBesideAFilledOneIsNoChoice() {
    let text = Texts.ground + Self.pool("none", "type: mac") + Self.pool("ids", "type: uuid")
    #expect(World.resolution(text + Texts.profile("esx-1", "vnics: [{name: a, network: prod}]")).diagnostics.map(\.message) == [])
  }
}
