import DriverInterface
import FabricModel
import Ledger
import Planning
import Reconciliation
import Testing

/// The profile `esx-01` goes from `vio-2`, which cannot be read, to `vio-1`.
@Suite("Tombstones of a run")
struct TombstoneTests {
  let stage: Stage

  init() async throws {
    stage = try Stage()
    try await stage.run(stage.plan(Array(building.suffix(3)).map { step($0.appliance, nil, $0.change.after) }), as: "r0")
  }

  private var moving: Plan {
    let old = [profile("esx-01"), vnic("vnic1", on: "vio-2", mac: 2)]
    var plan = stage.plan(
      [
        step("vio-1", nil, network("prod")), step("vio-1", nil, profile("esx-01"), performed: [0]),
        step("vio-1", nil, vnic("vnic1", on: "vio-1", mac: 2), performed: [1]),
      ], forget: old.map { Forgotten(appliance: "vio-2", address: "\($0.address)", mayRemain: true) })
    plan.basis.reads.removeAll { $0.appliance == "vio-2" }
    plan.burials = old.map { Burial(appliance: "vio-2", record: $0) }
    plan.id = plan.digest()
    return plan
  }

  @Test func theyStandBeforeAnythingIsDone() async throws {
    stage.world.fail(2, .error(.rejected))
    #expect(try await stage.run(moving).result != .done)
    let tombstones = try stage.recorded.tombstones
    #expect(tombstones.map { "\($0.appliance):\($0.address) \($0.run)" } == ["vio-2:esx-01/vnic1 r1", "vio-2:profile/esx-01 r1"])
    #expect(tombstones[0].identities == [.mac(MACAddress(rawValue: 0x0200_0000_0002))])
  }

  @Test func whatIsTakenOverIsLetGoThoughNobodyLooked() async throws {
    let outcome = try await stage.run(moving)
    #expect(outcome.result == .done && outcome.unrecorded == [])
    #expect(
      try stage.remembered == ["vio-1:esx-01/vnic1", "vio-1:network/prod", "vio-1:profile/esx-01", "vio-2:network/prod"])
    #expect(try stage.ledger.identity("02:00:00:00:00:02", type: "mac")?.state == .active)
  }

  @Test func aRunThatStopsLetsNothingGo() async throws {
    stage.world.fail(2, .error(.rejected))
    let outcome = try await stage.run(moving)
    #expect(outcome.result != .done)
    #expect(try stage.remembered.contains("vio-2:esx-01/vnic1"))
  }

  @Test func theyAreLiftedWhenWhatLiesUnderThemIsSeenToBeGone() async throws {
    try await stage.run(moving)
    let old = [vnic("vnic1", on: "vio-2", mac: 2), profile("esx-01")]
    var plan = stage.plan(old.map { step("vio-2", $0, nil) }, forget: [])
    plan.lifted = old.map { Forgotten(appliance: "vio-2", address: "\($0.address)") }
    plan.id = plan.digest()
    #expect(try await stage.run(plan, as: "r2").result == .done)
    #expect(try stage.recorded.tombstones == [])
  }

  @Test func oneOfWhatIsStillThereStays() async throws {
    try await stage.run(moving)
    var plan = stage.plan([], forget: [])
    plan.lifted = [
      Forgotten(appliance: "vio-2", address: "profile/esx-01"), Forgotten(appliance: "vio-2", address: "esx-01/vnic9"),
    ]
    plan.id = plan.digest()
    try await stage.run(plan, as: "r2")
    #expect(try stage.recorded.tombstones.map(\.address) == ["esx-01/vnic1", "profile/esx-01"])
  }
}
