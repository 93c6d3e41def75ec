import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct RulesNetworkTests {
  @Test func twoSidesMayUseOneVLAN() {
    let sides = document("Network", "left", "vlan: 100, fabric: A") + document("Network", "right", "vlan: 100, fabric: B")
    #expect(RulesAsk(sides).ids == [])
    #expect(RulesAsk(sides.replacing("fabric: B", with: "fabric: common")).ids == ["network.sameVLAN"])
  }

  @Test func aNameThatIsThereTwiceIsNotToldOnceMore() {
    let network = document("Network", "prod", "vlan: 100")
    let pool = document("AddressPool", "macs", "type: mac, blocks: [{from: '02:00:00:00:00:00', size: 4}], default: true")
    let vsan = document("VSAN", "san", "vsan: 10, fcoeVLAN: 1010")
    let text = network + network + pool + pool + vsan + vsan
    #expect(World.resolution(text).diagnostics.map(\.id) == ["name.duplicate", "name.duplicate", "name.duplicate"])
    #expect(RulesAsk(text).ids == [])
  }

  @Test func twoCablingsMayUseOneVLAN() {
    let text = document("Network", "here", "vlan: 100") + document("Network", "there", "vlan: 100, physicalNetwork: campus")
    #expect(RulesAsk(text).ids == [])
  }

  @Test func aVLANUnderTwoNamesIsInAVNICTwice() {
    let names = document("Network", "a", "vlan: 100") + document("Network", "b", "vlan: 100")
    let asked = RulesAsk(names + Texts.macs + Texts.profile("esx-1", on: "none", "vnics: [{name: v, trunk: [a, b]}]"))
    #expect(asked.message("vnic.networkTwice") == "VLAN 100 is in the trunk twice of 'v', as 'a' and 'b'")
  }

  @Test func aReservedVLANIsNotToldOnceMoreWhereTheVPortFoundNoPlace() {
    let text = Texts.ground.replacing("model: VIO-4001", with: "model: VIO-4001, reservedVLANs: 90-110")
    #expect(RulesAsk(text).ids == ["network.reservedVLAN"])
    #expect(RulesAsk(text + Texts.vnics("esx-1", ["a"])).ids == [])
  }

  @Test func aReservedVLANIsToldWhereTheCardsAreNotKnown() {
    let appliance = document("Appliance", "vio-1", "driver: 'file:a.xml', reservedVLANs: 90-110")
    let text = appliance + Texts.server(1) + Texts.macs + Texts.networks + Texts.vnics("esx-1", ["a"])
    #expect(RulesAsk(text).ids == ["network.reservedVLAN"])
  }

  @Test func aNetworkOnTheOtherSideReachesNoPort() {
    let ports = "{slot: 1, model: x520-SR2, ports: [{port: 1, fabric: A}, {port: 2, fabric: A}]}"
    let appliance = document("Appliance", "vio-1", "driver: 'file:a.xml', adapters: [\(ports)]")
    #expect(RulesAsk(appliance + document("Network", "b", "vlan: 7, fabric: B")).ids == ["network.noPort"])
    #expect(RulesAsk(appliance + document("Network", "a", "vlan: 7, fabric: common")).ids == [])
  }

  @Test func nothingIsSaidOfNetworksWhereTheCardsAreNotKnown() {
    let appliance = document("Appliance", "vio-1", "driver: 'file:a.xml'")
    #expect(RulesAsk(appliance + document("Network", "prod", "vlan: 7, physicalNetwork: x") + Texts.sans).ids == [])
  }

  @Test func aTrunkWithoutANativeNetworkIsFine() {
    func text(_ vnic: String) -> String { Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, \(vnic)}]") }
    #expect(RulesAsk(text("network: none, trunk: [prod, backup]")).ids == [])
    #expect(RulesAsk(text("network: prod, trunk: [backup]")).ids == ["vnic.nativeBesideTrunk"])
  }

  @Test func aTrunkBesideANativeNetworkIsToldOnceANetwork() {
    let vnics = "vnics: [{name: a, network: prod, trunk: [backup]}, {name: b, network: prod, trunk: [backup]}]"
    let asked = RulesAsk(Texts.ground + Texts.profile("esx-1", vnics))
    #expect(asked.ids == ["vnic.nativeBesideTrunk"])
    #expect(
      asked.message("vnic.nativeBesideTrunk")?.hasPrefix("'prod' is native beside a trunk on 2 vNICs ('esx-1/a' is the first)") == true)
  }

  @Test func anMTUOfTheNetworkIsNoDifference() {
    let network = document("Network", "jumbo", "vlan: 300, mtu: 9000")
    func text(_ mtu: String) -> String {
      network + Texts.macs + Texts.profile("esx-1", on: "none", "vnics: [{name: a, network: jumbo\(mtu)}]")
    }
    #expect(RulesAsk(text("")).ids == [])
    #expect(RulesAsk(text(", mtu: 9000")).ids == [])
    #expect(RulesAsk(text(", mtu: 1500")).message("vnic.mtuOfNetwork")?.contains("it loses the larger ones") == true)
  }

  @Test func aTrunkMayBeWiderThanItsNativeNetwork() {
    let networks = document("Network", "jumbo", "vlan: 300, mtu: 9000") + document("Network", "prod", "vlan: 100")
    let text = networks + Texts.macs + Texts.profile("esx-1", on: "none", "vnics: [{name: a, trunk: [prod, jumbo], mtu: 9000}]")
    #expect(RulesAsk(text).ids == [])
  }

  @Test func aVHBABesideAVNICHasNoMTU() {
    let text = Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod}], vhbas: [{name: h, vsan: san-a}]")
    #expect(RulesAsk(text).ids == [])
  }

  @Test func anFCoEVLANIsFreeOnTheOtherSide() {
    let vsan = document("VSAN", "a", "vsan: 10, fabric: A, fcoeVLAN: 1010")
    #expect(RulesAsk(vsan + document("VSAN", "b", "vsan: 10, fabric: B, fcoeVLAN: 1010")).ids == [])
    #expect(RulesAsk(vsan + document("VSAN", "b", "vsan: 20, fabric: A, fcoeVLAN: 1010")).ids == ["vsan.fcoeVLAN"])
  }
}
