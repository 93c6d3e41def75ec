import FabricModel
import Ledger
import Planning
import Reconciliation
import Testing

@Suite("Whether a plan still holds")
struct StalenessTests {
  let stage: Stage

  init() async throws {
    stage = try Stage()
    try await stage.run(stage.plan(building), as: "r0")
  }

  func refusal(_ plan: Plan, recheck: (Fabric) -> [Violation] = { _ in [] }) async throws -> RunRefusal {
    do {
      try await stage.run(plan, recheck: recheck)
    } catch let refusal as RunRefusal {
      #expect(stage.world.with { $0.performs } == 2)
      #expect(try stage.ledger.runs(last: 9).count == 1)
      #expect(stage.world.with { $0.held }.isEmpty)
      return refusal
    }
    throw Unrefused()
  }

  struct Unrefused: Error {}

  @Test func aChangedObjectIsNamedWithBothValues() async throws {
    let plan = stage.plan(changing)
    stage.world.edit(
      "vio-1", RecordChange(before: vnic("vnic0", on: "vio-1", mac: 1), after: vnic("vnic0", on: "vio-1", mac: 1, mtu: 4000)))
    #expect(
      try await refusal(plan).description
        == "changed since the plan was made: vio-1:esx-01/vnic0 mtu was 1500 and is 4000")
  }

  @Test func aGoneObjectIsNamed() async throws {
    let plan = stage.plan(changing)
    stage.world.edit("vio-1", RecordChange(before: vnic("vnic0", on: "vio-1", mac: 1), after: nil))
    #expect(try await refusal(plan).description == "changed since the plan was made: vio-1:esx-01/vnic0 was there and is gone")
  }

  @Test func anObjectThatNoStepChangesIsNamedWithItsFingerprint() async throws {
    let plan = stage.plan([changing[0]])
    stage.world.edit(
      "vio-2", RecordChange(before: vnic("vnic1", on: "vio-2", mac: 2), after: vnic("vnic1", on: "vio-2", mac: 3)))
    guard case .stale(let objects) = try await refusal(plan) else { return #expect(Bool(false)) }
    #expect(objects.map(\.address) == ["esx-01/vnic1"])
    #expect(objects.first?.now == vnic("vnic1", on: "vio-2", mac: 3))
    #expect(objects.first?.description.contains("had the fingerprint") == true)
  }

  @Test func anUnrelatedWriteDoesNotMatter() async throws {
    let plan = stage.plan(changing)
    stage.world.edit("vio-1", RecordChange(before: nil, after: network("other")))
    stage.world.edit("vio-1", RecordChange(before: nil, after: profile("esx-07", uuid: 7)))
    #expect(try await stage.run(plan).result == .done)
  }

  @Test func somebodyElsesMarkIsNotOurEffect() async throws {
    let plan = stage.plan([step("vio-1", network("prod"), network("prod", mtu: 9000))])
    var theirs = network("prod", mtu: 9000)
    theirs.owner = "other"
    stage.world.edit("vio-1", RecordChange(before: network("prod"), after: theirs))
    #expect(
      try await refusal(plan).description
        == "changed since the plan was made: vio-1:network/prod mtu was 1500 and is 9000, owner was default and is other")
  }

  @Test func whatFollowsFromAnOwnFinishedStepIsNotStale() async throws {
    let plan = stage.plan([step("vio-1", profile("esx-01"), profile("esx-01", server: "host-1"))])
    #expect(try await stage.run(plan).result == .done)
    let again = try await stage.run(plan, as: "r2")
    #expect(again.noop == 1)
  }

  @Test func theFreshFabricIsCheckedAndRefused() async throws {
    let refusal = try await refusal(stage.plan(changing)) { fabric in
      #expect(fabric.appliances.map(\.name) == ["vio-1", "vio-2"])
      return [Violation("I2", "vio-1/1/1", "port vio-1/1/1 would be overbooked")]
    }
    #expect(refusal.description == "I2: port vio-1/1/1 would be overbooked")
  }

  @Test func aPlanOfAnotherLedgerIsRefusedAndALaterSerialIsNot() async throws {
    var plan = stage.plan(changing)
    plan.basis.ledgerSerial = 0
    var other = plan
    other.basis.ledgerLineage = String(repeating: "f", count: 32)
    #expect(try await refusal(other).description.hasPrefix("the plan was made with the ledger ffff"))
    other.basis.ledgerLineage = nil
    #expect(try await refusal(other).description.hasPrefix("the plan was made without a ledger"))
    #expect(try await stage.run(plan).result == .done)
  }

  @Test func allUnreadableAppliancesAreNamed() async throws {
    stage.world.with { $0.unreadable = ["vio-1", "vio-2"] }
    #expect(try await refusal(stage.plan(changing)).description == "vio-1: vio-1 is down; vio-2: vio-2 is down")
  }

  @Test func anApplianceWithoutDriverIsNamed() async throws {
    let plan = stage.plan([step("vio-7", nil, network("prod"))])
    #expect(try await refusal(plan).description == "no driver for vio-7")
  }
}
