import Documents
import FabricModel
import Testing

@testable import Planning

/// Leases, policies, servers and silence.
@Suite struct RulesLeaseTests {
  private static let ground =
    document(
      "Appliance", "vio-1",
      "driver: 'file:vio-1.xml', adapters: [{slot: 1, model: x520-SR2}, {slot: 2, model: x520-SR2, sharing: exclusive}]")
    + Texts.server(1) + Texts.server(2)

  private func lease(_ name: String, _ spec: String) -> String { document("AdapterLease", name, "adapter: vio-1/2, \(spec)") }

  private func day(_ from: Int, _ to: Int) -> String {
    "from: '2026-11-\(from)T00:00:00Z', expires: '2026-11-\(to)T00:00:00Z'"
  }

  @Test func leasesThatFollowEachOtherDoNotOverlap() {
    let first = lease("a", "server: srv-1, \(day(10, 12))")
    #expect(ruleIDs(Self.ground + first + lease("b", "server: srv-2, \(day(12, 14))")) == [])
    #expect(ruleIDs(Self.ground + first + lease("b", "server: srv-2, \(day(11, 14))")) == ["lease.overlap"])
  }

  @Test func aLongLeaseOverlapsAllThatBeginInIt() {
    let long = lease("long", "server: srv-1, \(day(10, 20))")
    let others = lease("b", "server: srv-2, \(day(11, 12))") + lease("c", "server: srv-2, \(day(14, 15))")
    #expect(ruleIDs(Self.ground + long + others) == ["lease.overlap", "lease.overlap"])
  }

  @Test func aLeaseWithoutAnEndOverlapsWhatComesLater() {
    let ids = ruleIDs(Self.ground + lease("a", "server: srv-1") + lease("b", "server: srv-2, \(day(11, 12))"))
    #expect(ids == ["lease.endless", "lease.overlap"])
  }

  @Test func aLeaseIsOverOnlyWhereTheTimeIsKnown() {
    let text = Self.ground + lease("a", "server: srv-1, \(day(10, 12))")
    #expect(ruleIDs(text) == [])
    #expect(ruleIDs(text, at: Timestamp("2026-11-12T00:00:00Z")) == ["lease.expired"])
    #expect(ruleIDs(text, at: Timestamp("2026-11-11T23:59:59Z")) == [])
  }

  @Test func anAdapterThatMayBeThereIsNotComplainedOf() {
    let text = Texts.unknown("vio-1") + Texts.server(1) + lease("a", "server: srv-1, \(day(10, 12))")
    #expect(ruleIDs(text) == [])
  }

  @Test func aWindowThatEndsOnTheNextDayIsNotShort() {
    func policy(_ from: String, _ to: String) -> String {
      document("MaintenancePolicy", "nights", "disruptive: window, windows: [{from: '\(from)', to: '\(to)'}]")
    }
    #expect(ruleIDs(policy("23:50", "00:05")) == [])
    #expect(ruleIDs(policy("23:50", "00:04")) == ["maintenance.shortWindow"])
    #expect(ruleIDs(policy("10:00", "10:00")) == [])
  }

  @Test func aSiteWithoutProfilesMayGoOnInOtherFiles() {
    #expect(ruleIDs(Texts.ground, but: []) == [])
  }

  @Test func aRackThatIsBeingFilledIsOneFinding() {
    let found = rules(Texts.ground + Texts.vnics("esx-1", ["a", "b"])).diagnostics.filter { $0.id == "server.idle" }
    #expect(found.map(\.message) == ["servers 'srv-2' and 'srv-3' are cabled, and bear no profile"])
  }

  @Test func whatATemplateUsesIsUsed() {
    let template = document("ServerProfileTemplate", "web", "update: updating, vnics: [{name: a, network: backup}]")
    let profile = Texts.profile("esx-1", "template: web, vnics: [{name: b, network: prod}], vhbas: [{name: h, vsan: san-a}]")
    let unused = rules(Texts.ground + template + profile).diagnostics.filter { $0.id == "object.unused" }
    #expect(unused.map(\.message) == ["VSAN 'san-b' is not used: no vHBA is in it"])
  }
}

@Suite struct RulesSilenceTests {
  private func profile(_ ignored: String) -> String {
    "---\n{apiVersion: weft/v1, kind: ServerProfile, metadata: {name: esx-1, annotations: {weft/ignore: '\(ignored)'}}, "
      + "spec: {server: srv-1, vnics: [{name: a, network: prod, pool: lan}, {name: b, network: prod, pool: lan}]}}\n"
  }

  private static let pool = document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1, vio-1/1/2]}")

  @Test func aSilencedFindingIsKeptWithItsReason() throws {
    let found = rules(Texts.ground + Self.pool + profile("redundancy.oneAdapter: one card"))
    #expect(found.diagnostics.filter { $0.severity < .note } == [])
    let silenced = try #require(found.silenced.first)
    #expect(silenced.diagnostic.id == "redundancy.oneAdapter" && silenced.justification == "one card")
  }

  @Test func silenceOfAnotherObjectIsNeedless() {
    let text = Texts.ground + Self.pool + profile("server.idle: one card")
    #expect(ruleIDs(text) == ["redundancy.oneAdapter", "ignore.needless"])
  }

  @Test func whetherSilenceIsNeededIsNotSaidWhereHardwareIsUnknown() {
    let pool = document("AdapterPool", "lan", "type: ethernet")
    #expect(ruleIDs(Texts.unknown("vio-1") + Texts.floor + pool + profile("redundancy.oneAdapter: one card")) == [])
  }

  @Test func errorsAreNotSilenced() {
    let text =
      "---\n{apiVersion: weft/v1, kind: AdapterLease, metadata: {name: l, annotations: {weft/ignore: 'lease.choice: later'}}, "
      + "spec: {server: srv-1, expires: '2026-11-12T00:00:00Z'}}\n"
    #expect(ruleIDs(Texts.ground + text) == ["lease.choice", "ignore.errorRule"])
  }

  @Test func everyRuleHasAnIdOfLettersAndADot() {
    for rule in Rule.all { #expect(rule.id.wholeMatch(of: /[a-z][a-zA-Z]*\.[a-zA-Z]+/) != nil, "\(rule.id)") }
  }
}
