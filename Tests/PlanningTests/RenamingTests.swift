import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct RenamingTests {
  private static func renamed(_ name: String, from former: String) -> String {
    "---\n{apiVersion: weft/v1, kind: ServerProfile, metadata: {name: \(name), annotations: {weft/renamed-from: \(former)}}, "
      + "spec: {server: srv-1, vnics: [{name: a, network: prod}, {name: b, network: prod}], vhbas: [{name: c, vsan: san-a}]}}\n"
  }

  private static let before = Texts.profile(
    "old", "vnics: [{name: a, network: prod}, {name: b, network: prod}], vhbas: [{name: c, vsan: san-a}]")

  @Test func aRenamedProfileKeepsItsIdentitiesItsPlacesAndItsOrder() throws {
    var world = World(hardware: Texts.ground)
    // Another one first, so that the lowest free addresses are not those it has.
    world.apply(Texts.ground + Texts.vnics("first", on: "srv-2", ["x"]) + Self.before)
    world.apply(Texts.ground + Self.before)
    let (a, c) = (try #require(world[vport: "old/a"]), try #require(world[vport: "old/c"]))
    let wwnn = world.observed.appliances[0].profiles[0].record.wwnn
    world.apply(Texts.ground + Self.renamed("new", from: "old"))
    #expect(world[vport: "old/a"] == nil)
    #expect(world[vport: "new/a"]?.mac == a.mac)
    #expect(world[vport: "new/a"]?.slotPort == a.slotPort)
    #expect(world[vport: "new/a"]?.order == a.order)
    #expect(world[vport: "new/c"]?.wwpn == c.wwpn)
    #expect(world.observed.appliances[0].profiles[0].record.wwnn == wwnn)
    #expect(world.plan(Texts.ground + Self.renamed("new", from: "old")).changes == [])
  }

  @Test func aRenamingOnceDoneIsForgotten() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Self.renamed("new", from: "old"))
    #expect(world.plan(Texts.ground + Self.renamed("new", from: "old")).changes == [])
  }

  @Test func onTheFabricAThingGoesByItsNativeName() throws {
    let text =
      Texts.appliance("vio-1") + Texts.server(1, more: ", nativeName: SRV_1") + Texts.macs
      + document("Network", "prod", "vlan: 100, nativeName: VLAN_100")
      + document(
        "ServerProfile", "esx-1",
        "server: srv-1, nativeName: ESX_1, vnics: [{name: a, nativeName: vNIC_A, network: prod, pxe: true}, {name: b, network: prod}], "
          + "redundancy: [{name: lan, members: [a, b], spread: adapter}], boot: [a]")
    var world = World(hardware: text)
    world.apply(text)
    let vport = try #require(world[vport: "ESX_1/vNIC_A"])
    #expect(vport.native == "VLAN_100")
    #expect(vport.server == "SRV_1")
    #expect(world.observed.appliances[0].networks.map(\.name) == ["VLAN_100"])
    #expect(world.observed.appliances[0].profiles[0].record.boot == ["vNIC_A"])
    #expect(world[vport: "ESX_1/b"]?.slotPort?.slot != vport.slotPort?.slot)
    #expect(world.plan(text).changes == [])
  }

  @Test(arguments: ["a b", "a/b", "''"]) func whatNoApplianceCanHoldIsRefused(name: String) {
    let text = Texts.ground + document("Network", "lab", "vlan: 300, nativeName: \(name)")
    #expect(World(hardware: Texts.ground).plan(text).diagnostics.contains { $0.id == "nativeName.invalid" })
  }
}
