import Testing

@testable import Planning

/// Rules about paths let logical drives be.
@Suite struct RulesDiskTests {
  private static let ground =
    Texts.ground
    + document(
      "Appliance", "vio-9", "driver: 'file:vio-9.xml', transport: pcie, adapters: [{slot: 1, model: 9260-4i}, {slot: 2, model: x520-SR2}]")
    + document("Server", "srv-9", "connections: [{appliance: vio-9, port: 1}]")

  @Test func aProfileMayBootFromADisk() {
    let profile = Texts.profile("esx-9", on: "srv-9", "vdisks: [{name: d, size: 40GiB}], boot: [d]")
    #expect(ruleIDs(Self.ground + profile) == [])
  }

  @Test func aDiskStandsInForNothing() {
    let profile = Texts.profile(
      "esx-9", on: "srv-9",
      "vnics: [{name: a, network: prod}], vdisks: [{name: d, size: 40GiB}], redundancy: [{name: g, members: [a, d]}]")
    #expect(ruleIDs(Self.ground + profile).contains("redundancy.mixedKinds"))
  }
}
