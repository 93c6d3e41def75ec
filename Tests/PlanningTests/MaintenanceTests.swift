import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct MaintenanceTests {
  /// One path to its network, so that changing it is an outage.
  private static func text(_ policy: String, mtu: Int = 1500) -> String {
    Texts.ground + document("MaintenancePolicy", "night", policy)
      + Texts.profile("esx-1", "maintenance: night, vnics: [{name: a, network: prod, mtu: \(mtu)}]")
  }

  private func blockers(_ policy: String, at time: String) -> [String] {
    var world = World(hardware: Texts.ground)
    world.apply(Self.text(policy))
    world.now = Timestamp(time)
    return world.plan(Self.text(policy, mtu: 1400), policy: PlanPolicy()).blockers.map(\.message)
  }

  @Test func withoutAWordOfThePolicyAnOutageIsGated() {
    #expect(blockers("disruptive: ack", at: "2026-11-21T10:00:00Z").count == 1)
  }

  @Test func anImmediatePolicyLetsItPass() {
    #expect(blockers("disruptive: immediate", at: "2026-11-21T10:00:00Z") == [])
  }

  @Test(arguments: [
    ("2026-11-20T21:59:59Z", false), ("2026-11-20T22:00:00Z", true), ("2026-11-21T03:59:59Z", true), ("2026-11-21T04:00:00Z", false),
    ("2026-11-21T23:00:00Z", false), ("2026-11-28T03:00:00Z", true),
  ])
  func aWindowIsOpenFromFridayNightToSaturdayMorning(time: String, isOpen: Bool) {
    let policy = "disruptive: window, windows: [{days: [fri], from: '22:00', to: '04:00'}]"
    #expect(blockers(policy, at: time).isEmpty == isOpen)
  }

  @Test func aWindowKeepsItsOwnClock() {
    let policy = "disruptive: window, windows: [{days: [sat], from: '00:00', to: '02:00', offset: '+02:00'}]"
    #expect(blockers(policy, at: "2026-11-20T22:30:00Z") == [])
    #expect(!blockers(policy, at: "2026-11-21T00:30:00Z").isEmpty)
  }

  @Test func aClosedWindowSaysWhenItOpens() {
    let policy = "disruptive: window, windows: [{from: '22:00', to: '23:00'}]"
    #expect(
      blockers(policy, at: "2026-11-21T10:00:00Z").first?.contains("policy 'night' lets srv-1 be disturbed from 2026-11-21T22:00:00Z on")
        == true)
  }
}
