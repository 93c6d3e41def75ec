import Documents
import FabricModel
import Testing

@testable import Planning

/// When the rules of redundancy speak, and when they must not.
@Suite struct RulesRedundancyTests {
  @Test func aTeamOverTwoAdaptersIsSound() {
    #expect(ruleIDs(Texts.ground + Texts.team(", mode: active-backup")) == [])
  }

  @Test func nothingIsSaidOfHardwareThatIsNotKnown() {
    #expect(ruleIDs(Texts.unknown("vio-1") + Texts.floor + Texts.team(", mode: 802.3ad")) == [])
    #expect(ruleIDs(Texts.unknown("vio-1") + Texts.floor + Texts.team(", mode: SFT")) == [])
  }

  @Test func oneOfTwoThingsIsSaidOfAnAdapterAndItsAppliance() {
    let pool = document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1, vio-1/1/2]}")
    let team = Texts.team("", ["{name: a, network: prod, pool: lan}", "{name: b, network: prod, pool: lan}"])
    #expect(ruleIDs(Texts.wideGround + pool + team) == ["redundancy.oneAdapter"])
  }

  @Test func aPairOfMembersWithSeveralNetworksIsComplainedOfOnce() {
    let pool = document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1, vio-1/1/2]}")
    let vnics = ["a", "b"].map { "{name: \($0), trunk: [prod, backup], pool: lan}" }.joined(separator: ", ")
    #expect(ruleIDs(Texts.ground + pool + Texts.profile("esx-1", "vnics: [\(vnics)]")) == ["redundancy.oneAdapter"])
  }

  @Test func aSwitchIsOnlyMissedWhereThereIsAnother() {
    let one = Texts.pair(", uplink: sw-a/1", ", uplink: sw-a/2") + Texts.floor
    #expect(ruleIDs(one + Texts.team(", mode: active-backup")) == [])
    let third = document(
      "Appliance", "vio-2", "driver: 'file:vio-2.xml', adapters: [{slot: 1, model: x520-SR2, ports: [{port: 1, uplink: sw-b/1}]}]")
    #expect(ruleIDs(one + third + Texts.team(", mode: active-backup, spread: adapter")) == ["redundancy.oneSwitch"])
  }

  @Test func anAggregationIsToldOfItsFirstFaultOnly() {
    let site = Texts.pair(", uplink: sw-a/1, speed: 1Gbps", ", uplink: sw-b/1") + Texts.floor
    #expect(ruleIDs(site + Texts.team(", mode: 802.3ad")) == ["aggregation.switches"])
  }

  @Test func theSidesOfAFabricMayHaveANetworkEach() {
    let sides = document("Network", "left", "vlan: 300, fabric: A") + document("Network", "right", "vlan: 300, fabric: B")
    let vnics = ["{name: a, network: left}", "{name: b, network: right}"]
    #expect(ruleIDs(Texts.ground + sides + Texts.team(", mode: AFT", vnics)) == [])
    let other = document("Network", "left", "vlan: 300") + document("Network", "right", "vlan: 301")
    #expect(ruleIDs(Texts.ground + other + Texts.team(", mode: AFT", vnics)) == ["redundancy.differentNetworks"])
    #expect(ruleIDs(Texts.ground + other + Texts.team("", vnics)) == [])
  }

  @Test func noCapIsMoreThanAnyCap() throws {
    let vnics = ["{name: a, network: prod, bandwidth: {max: 1Gbps}}", "{name: b, network: prod, bandwidth: {max: 0bps}}"]
    let found = rules(Texts.ground + Texts.team("", vnics)).diagnostics.filter { $0.id == "redundancy.unevenRates" }
    #expect(try #require(found.first).message.contains("'b' has no cap and 'a' is capped at 1Gbps"))
  }

  @Test func whoAsksForAdaptersKnowsOfTheOneCable() {
    let site = Texts.appliance("vio-1") + Texts.appliance("vio-2") + Texts.floor
    #expect(ruleIDs(site + Texts.team("")) == ["redundancy.singleCable"])
    #expect(ruleIDs(site + Texts.team(", spread: adapter")) == [])
  }

  @Test func aBackupMayHaveOnePath() {
    let backup = Texts.wideGround.replacing("name: backup}, spec: {vlan: 200", with: "name: backup}, spec: {purpose: backup, vlan: 200")
    let lone = Texts.profile("esx-1", "vnics: [{name: a, network: prod}, {name: b, network: prod}, {name: c, network: backup}]")
    #expect(ruleIDs(Texts.wideGround + lone) == ["redundancy.onlyPath"])
    #expect(ruleIDs(backup + lone) == [])
  }

  @Test func aMemberMayBeNamedTwiceInOneGroup() {
    let profile = Texts.profile("esx-1", "vnics: [{name: a, network: prod}], redundancy: [{name: team, members: [a, a]}]")
    #expect(ruleIDs(Texts.ground + profile) == ["redundancy.oneMember"])
  }

  @Test func theFixOfMinAvailableLeavesOneToSpare() throws {
    let found = rules(Texts.ground + Texts.team(", minAvailable: 2")).diagnostics
    #expect(try #require(found.first { $0.id == "redundancy.nothingMayFail" }).fix?.replacement == "1")
  }
}
