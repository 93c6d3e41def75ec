import Documents
import FabricModel
import Testing

@testable import Planning

/// Whether workloads fit what they run on.
@Suite struct RulesWorkloadTests {
  private func workload(_ name: String, _ average: String, _ more: String = "", on place: String = "profile: esx-1") -> String {
    document("Workload", name, "\(place), traffic: [{network: prod, average: \(average)\(more)}]")
  }

  private func host(_ caps: [String], _ more: String = "") -> String {
    let vnics = caps.enumerated().map { "{name: v\($0), network: prod\($1.isEmpty ? "" : ", bandwidth: {\($1)}")}" }
    return Texts.ground + Texts.profile("esx-1", "vnics: [\(vnics.joined(separator: ", "))]\(more)")
  }

  @Test func fiveServersAtThirtyDoNotFitAHundred() throws {
    let five = (1...5).map { workload("vps-\($0)", "30Mbps") }.joined()
    let found = rules(host(["max: 100Mbps"]) + five).diagnostics.filter { $0.id == "workload.demand" }
    #expect(found.count == 1)
    #expect(try #require(found.first).message.contains("together need 150Mbps of network 'prod' on average, and 'esx-1' has 100Mbps there"))
    #expect(ruleIDs(host(["max: 150Mbps"]) + five) == [])
  }

  @Test func withoutACapThePortIsTheLimit() {
    #expect(ruleIDs(host([""]) + workload("vm", "10Gbps")) == [])
    #expect(ruleIDs(host([""]) + workload("vm", "10.1Gbps")) == ["workload.demand"])
  }

  @Test func whatOthersAreGuaranteedIsNotThere() {
    let pool = document("AdapterPool", "one", "type: ethernet, select: {ports: [vio-1/1/1]}")
    let other = Texts.profile("esx-2", on: "srv-2", "vnics: [{name: v0, network: prod, pool: one, bandwidth: {min: 8Gbps}}]")
    let mine = Texts.profile("esx-1", "vnics: [{name: v0, network: prod, pool: one}]")
    #expect(ruleIDs(Texts.ground + pool + mine + other + workload("vm", "2Gbps")) == ["rate.notEnforced"])
    #expect(ruleIDs(Texts.ground + pool + mine + other + workload("vm", "3Gbps")) == ["workload.demand", "rate.notEnforced"])
  }

  @Test func nothingIsSaidWhereTheRateIsNotKnown() {
    let host = Texts.profile("esx-1", "vnics: [{name: v0, network: prod}]")
    #expect(ruleIDs(Texts.unknown("vio-1") + Texts.floor + host + workload("vm", "100Gbps")) == [])
    #expect(ruleIDs(Texts.unknown("vio-1", ", hostLink: 10Gbps") + Texts.floor + host + workload("vm", "100Gbps")) == ["workload.demand"])
  }

  @Test func aTeamWithOneActiveMemberGivesOnce() {
    let team = ", redundancy: [{name: t, members: [v0, v1], mode: active-backup}]"
    #expect(ruleIDs(host(["max: 1Gbps", "max: 1Gbps"], team) + workload("vm", "1.5Gbps")) == ["workload.demand"])
    #expect(ruleIDs(host(["max: 1Gbps", "max: 1Gbps"]) + workload("vm", "1.5Gbps")) == ["workload.onePathDown"])
    #expect(ruleIDs(host(["max: 1Gbps", "max: 1Gbps"], team) + workload("vm", "1Gbps")) == [])
  }

  @Test func peaksAreToldOfWhereAveragesFit() {
    #expect(ruleIDs(host(["max: 1Gbps"]) + workload("vm", "1Gbps", ", peak: 2Gbps")) == ["workload.peak"])
    #expect(ruleIDs(host(["max: 1Gbps"]) + workload("vm", "1.5Gbps", ", peak: 2Gbps")) == ["workload.demand"])
  }

  @Test func aServerStandsForTheProfileThatItBears() {
    #expect(ruleIDs(host(["max: 1Gbps"]) + workload("vm", "2Gbps", on: "server: srv-1")) == ["workload.demand"])
    #expect(ruleIDs(host(["max: 1Gbps"]) + workload("vm", "2Gbps", on: "server: srv-2")) == ["workload.unreachable"])
  }

  @Test func aWorkloadNamesOnePlace() {
    #expect(ruleIDs(host([""]) + workload("vm", "1Mbps", on: "profile: esx-1, server: srv-1")) == ["workload.place"])
  }

  @Test func theTimeOfARestoreIsReckoned() throws {
    let restore = document("Workload", "db", "profile: esx-1, restore: {size: 40GiB, within: 30min, network: prod}")
    let found = rules(host(["max: 100Mbps"]) + restore).diagnostics.filter { $0.id == "workload.restore" }
    #expect(try #require(found.first).message.hasPrefix("40GiB of 'db' over 100Mbps takes 57min, asked are 30min"))
    #expect(ruleIDs(host(["max: 200Mbps"]) + restore) == [])
  }

  @Test func aGuaranteeKeepsProductionApartFromABackup() {
    let purposes = document("Network", "shop", "vlan: 300, purpose: production") + document("Network", "tape", "vlan: 301, purpose: backup")
    let pool = document("AdapterPool", "one", "type: ethernet, select: {ports: [vio-1/1/1]}")
    func site(_ shop: String, _ tape: String) -> String {
      Texts.ground + purposes + pool
        + Texts.profile("esx-1", "vnics: [{name: a, network: shop, pool: one\(shop)}, {name: b, network: tape, pool: one\(tape)}]")
    }
    #expect(ruleIDs(site("", "")) == ["traffic.onePort"])
    #expect(ruleIDs(site(", bandwidth: {min: 1Gbps}", "")) == ["rate.notEnforced"])
    #expect(ruleIDs(site("", ", bandwidth: {max: 2Gbps}")) == [])
  }
}
