import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct LeaseTests {
  private static let ground =
    document(
      "Appliance", "vio-1",
      "driver: 'file:vio-1.xml', model: VIO-4001, adapters: [{slot: 1, model: x520-SR2}, {slot: 2, model: PRO/1000 PT, sharing: exclusive}]"
    )
    + Texts.server(1) + document("AdapterPool", "tape", "type: ethernet, sharing: exclusive")

  private static func lease(_ spec: String) -> String {
    document("AdapterLease", "night", "server: srv-1, from: '2026-11-21T22:00:00Z', expires: '2026-11-22T04:00:00Z', \(spec)")
  }

  private func holder(_ world: World) -> String { world.observed.appliances[0].inventory[slot: 2]?.lentTo ?? "" }

  @Test(arguments: ["adapter: vio-1/2", "pool: tape"]) func anAdapterIsLentForTheTimeOfItsLeaseAndComesBack(what: String) {
    var world = World(hardware: Self.ground)
    let text = Self.ground + Self.lease(what)
    for (time, server) in [("2026-11-21T21:00:00Z", ""), ("2026-11-21T22:00:00Z", "srv-1"), ("2026-11-22T04:00:00Z", "")] {
      world.now = Timestamp(time)
      world.apply(text)
      #expect(holder(world) == server, "at \(time)")
      #expect(world.plan(text).changes == [], "at \(time)")
    }
  }

  @Test func whereOnlyAWarningIsAskedForItStays() {
    var world = World(hardware: Self.ground)
    let text = Self.ground + Self.lease("adapter: vio-1/2, onExpiry: warn")
    for time in ["2026-11-21T23:00:00Z", "2026-11-22T05:00:00Z"] {
      world.now = Timestamp(time)
      world.apply(text)
    }
    #expect(holder(world) == "srv-1")
  }

  @Test func lendingCostsTheServerARescan() {
    var world = World(hardware: Self.ground)
    world.now = Timestamp("2026-11-21T23:00:00Z")
    let plan = world.apply(Self.ground + Self.lease("adapter: vio-1/2"))
    #expect(plan.steps.map(\.impact) == [.hostRescan])
    #expect(plan.steps.map(\.server) == ["srv-1"])
  }

  @Test func aPoolWithNothingLeftSaysSo() {
    var world = World(hardware: Self.ground)
    world.now = Timestamp("2026-11-21T23:00:00Z")
    let other = document("AdapterLease", "other", "server: srv-1, pool: tape")
    let plan = world.plan(Self.ground + Self.lease("pool: tape") + other)
    #expect(plan.diagnostics.contains { $0.id == "lease.noneFree" })
  }
}
