import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct RulesAddressTests {
  private static func pool(_ name: String, _ type: String, from: String, _ size: Int, _ more: String = "") -> String {
    document("AddressPool", name, "type: \(type), blocks: [{from: '\(from)', size: \(size)}]\(more)")
  }

  private static func pool(_ type: String, from: String) -> String { pool("p", type, from: from, 16) }

  @Test(arguments: ["02:00:00:00:00:00", "0e:12:34:00:00:00", "00:25:b5:00:00:00", "00:17:a4:77:00:00"])
  func madeUpMACsAndThoseOfVirtualAdaptersAreFree(from: String) {
    #expect(RulesAsk(Self.pool("mac", from: from)).ids == [])
  }

  @Test(arguments: ["20:00:00:25:b5:00:00:00", "10:00:02:12:34:00:00:00", "20:00:06:00:00:00:00:00", "30:00:00:00:00:00:00:01"])
  func localNamesAndThoseOfVirtualAdaptersAreFree(from: String) {
    #expect(RulesAsk(Self.pool("wwn", from: from)).ids == [])
  }

  @Test(arguments: ["10:00:00:90:fa:00:00:00", "21:00:00:24:ff:00:00:00", "50:01:43:80:00:00:00:00"])
  func namesOfMakersAreForeign(from: String) {
    #expect(RulesAsk(Self.pool("wwpn", from: from)).ids == ["pool.foreignWWN"])
  }

  @Test func theMakerOfANameIsTold() {
    #expect(RulesAsk(Self.pool("wwn", from: "50:01:43:80:00:00:00:00")).message("pool.foreignWWN")?.contains("owns 00:14:38") == true)
  }

  @Test func poolsOfNodesAndPortsShareOneUniverse() {
    let nodes = Self.pool("nodes", "wwnn", from: "20:00:00:25:b5:00:00:00", 16)
    #expect(RulesAsk(nodes + Self.pool("ports", "wwpn", from: "20:00:00:25:b5:00:00:0f", 16)).ids == ["pool.overlap"])
    #expect(RulesAsk(nodes + Self.pool("ports", "wwpn", from: "20:00:00:25:b5:00:00:10", 16)).ids == [])
  }

  @Test func blocksOfOnePoolMayNotOverlapEither() {
    let blocks = "type: mac, blocks: [{from: '02:00:00:00:00:00', size: 16}, {from: '02:00:00:00:00:0f', size: 2}]"
    let asked = RulesAsk(document("AddressPool", "macs", blocks))
    #expect(asked.message("pool.overlap") == "02:00:00:00:00:0f is in two blocks of pool 'macs'")
  }

  @Test func aBlockWithinALargerOneOverlapsItAcrossOthers() {
    let pools =
      Self.pool("all", "mac", from: "02:00:00:00:00:00", 256) + Self.pool("one", "mac", from: "02:00:00:00:00:10", 2)
      + Self.pool("two", "mac", from: "02:00:00:00:00:20", 2)
    #expect(RulesAsk(pools).ids == ["pool.overlap", "pool.overlap"])
  }

  @Test func defaultsOfTwoTypesAreFine() {
    let macs = Self.pool("macs", "mac", from: "02:00:00:00:00:00", 16, ", default: true")
    #expect(RulesAsk(macs + Self.pool("wwns", "wwn", from: "20:00:00:25:b5:00:00:00", 16, ", default: true")).ids == [])
    let other = Self.pool("others", "mac", from: "02:00:00:00:01:00", 16, ", default: true")
    #expect(RulesAsk(macs + other).ids == ["pool.twoDefaults"])
  }

  private static func site(_ size: Int, _ more: String = "") -> String {
    Texts.appliance("vio-1") + Texts.server(1) + Texts.networks + pool("macs", "mac", from: "02:00:00:00:00:00", size, more)
      + Texts.vnics("esx-1", ["a", "b"])
  }

  @Test func aPoolWithRoomForOneMoreServerLasts() {
    #expect(RulesAsk(Self.site(4)).ids == [])
    #expect(RulesAsk(Self.site(3)).ids == ["pool.runsDry"])
  }

  @Test func reservedAddressesAreNotLeft() {
    #expect(RulesAsk(Self.site(4, ", reserved: ['02:00:00:00:00:03']")).ids == ["pool.runsDry"])
  }

  @Test func aReservedAddressThatAProfileWritesDownCountsOnce() {
    let written = Self.site(4, ", reserved: ['02:00:00:00:00:00']").replacing("{name: a,", with: "{name: a, mac: '02:00:00:00:00:00',")
    #expect(RulesAsk(written).ids == [])
    #expect(RulesAsk(written.replacing("size: 4", with: "size: 3")).ids == ["pool.runsDry"])
  }

  @Test func anExhaustedPoolIsNotToldOnceMore() {
    #expect(World.resolution(Self.site(1)).diagnostics.map(\.id) == ["pool.exhausted"])
    #expect(RulesAsk(Self.site(1)).ids == [])
  }

  @Test func addressesOnTheFabricAreNotLeft() {
    var world = World(hardware: Self.site(6))
    world.apply(Self.site(6))
    let other = Self.site(6).replacing("esx-1", with: "esx-2")
    func hasRunDry(_ text: String) -> Bool { world.resolve(text).findings().diagnostics.contains { $0.id == "pool.runsDry" } }
    #expect(!hasRunDry(other))
    #expect(hasRunDry(other.replacing("size: 6", with: "size: 5")))
  }

  private static func written(_ count: Int, of all: Int) -> String {
    let vnics = (1...all).map { "{name: v\($0), network: prod\($0 <= count ? ", mac: '02:00:00:00:00:0\($0)'" : "")}" }
    return Texts.ground + Texts.profile("esx-1", "vnics: [\(vnics.joined(separator: ", "))]")
  }

  @Test func writtenAddressesAreToldOnceAPool() {
    let asked = RulesAsk(Self.written(2, of: 4))
    #expect(asked.ids == ["pool.writtenAddress"])
    #expect(asked.message("pool.writtenAddress")?.contains("and so does 1 more") == true)
  }

  @Test func aPoolMostOfWhoseAddressesAreWrittenDownIsPinned() {
    #expect(RulesAsk(Self.written(3, of: 4)).ids == [])
    #expect(RulesAsk(Self.written(4, of: 4)).ids == [])
  }

  @Test func writtenAddressesNeedNoPoolWhereThereIsNone() {
    let text = Texts.networks + Texts.profile("esx-1", on: "none", "vnics: [{name: a, network: prod, mac: '02:00:00:00:00:01'}]")
    #expect(RulesAsk(text).ids == [])
  }

  @Test func aPoolOfAnotherTypeIsNoReason() {
    let text =
      Texts.networks + Texts.wwns + Texts.profile("esx-1", on: "none", "vnics: [{name: a, network: prod, mac: '02:00:00:00:00:01'}]")
    #expect(RulesAsk(text).ids == [])
  }

  @Test func anHourOfRestIsEnough() {
    #expect(RulesAsk(Self.pool("p", "mac", from: "02:00:00:00:00:00", 16, ", quarantine: 1h")).ids == [])
    let asked = RulesAsk(Self.pool("p", "wwpn", from: "20:00:00:25:b5:00:00:00", 16, ", quarantine: 0s"))
    #expect(asked.message("pool.shortQuarantine")?.contains("goes to another at once, while zones") == true)
  }
}

extension World {
  static func resolution(_ text: String) -> Resolution { Resolver.resolve(site(of: text).site) }
}
