import FabricModel
import Ledger
import Planning
import Reconciliation
import Testing

@Suite("What the ledger is told")
struct MemoryTests {
  let stage: Stage

  init() async throws {
    stage = try Stage()
    try await stage.run(stage.plan(building), as: "r0")
  }

  func identities() throws -> [String] {
    try stage.ledger.identities().map { "\($0.type) \($0.owner) \($0.state == .active ? "active" : "released")" }
  }

  @Test func identitiesBelongToTheirVPortsAndProfiles() throws {
    #expect(try identities() == ["uuid profile/esx-01 active", "mac esx-01/vnic0 active", "mac esx-01/vnic1 active"])
    #expect(try stage.ledger.identity("02:00:00:00:00:01", type: "mac")?.owner == "esx-01/vnic0")
  }

  @Test func aDeletedVPortReleasesItsIdentity() async throws {
    try await stage.run(stage.plan([step("vio-1", vnic("vnic0", on: "vio-1", mac: 1), nil)]))
    #expect(try identities() == ["uuid profile/esx-01 active", "mac esx-01/vnic0 released", "mac esx-01/vnic1 active"])
    let release = try #require(stage.recorded.released.first)
    #expect(
      release
        == Recorded.Release(
          identity: .mac(MACAddress(rawValue: 0x0200_0000_0001)), owner: "esx-01/vnic0", at: .init(seconds: 1_780_000_000)))
  }

  @Test func aChangedIdentityIsReleasedAndTheNewOneTaken() async throws {
    try await stage.run(stage.plan([step("vio-1", vnic("vnic0", on: "vio-1", mac: 1), vnic("vnic0", on: "vio-1", mac: 9))]))
    #expect(
      try identities() == [
        "uuid profile/esx-01 active", "mac esx-01/vnic0 released", "mac esx-01/vnic1 active", "mac esx-01/vnic0 active",
      ])
  }

  @Test func aProfileKeepsItsIdentityWhileAnotherApplianceHasIt() async throws {
    let gone = [step("vio-1", vnic("vnic0", on: "vio-1", mac: 1), nil), step("vio-1", profile("esx-01"), nil, performed: [0])]
    try await stage.run(stage.plan(gone))
    #expect(try identities().first == "uuid profile/esx-01 active")
    let last = [step("vio-2", vnic("vnic1", on: "vio-2", mac: 2), nil), step("vio-2", profile("esx-01"), nil, performed: [0])]
    try await stage.run(stage.plan(last), as: "r2")
    #expect(try identities().first == "uuid profile/esx-01 released")
  }

  @Test func twoVPortsSwapTheirIdentities() async throws {
    let spare = vnic("vnic0", on: "vio-1", mac: 8)
    try await stage.run(
      stage.plan([
        step("vio-1", vnic("vnic0", on: "vio-1", mac: 1), spare),
        step("vio-2", vnic("vnic1", on: "vio-2", mac: 2), vnic("vnic1", on: "vio-2", mac: 1), verified: [0]),
        step("vio-1", spare, vnic("vnic0", on: "vio-1", mac: 2), verified: [1]),
      ]))
    #expect(try stage.recorded.fabric == stage.world.fabric)
    #expect(try identities() == ["uuid profile/esx-01 active", "mac esx-01/vnic1 active", "mac esx-01/vnic0 active"])
  }

  @Test func anObjectOfAnotherKindTakesThePlaceOfTheOld() async throws {
    var vhba = VPortRecord.defaults(kind: .vhba, profile: "esx-01", name: "vnic0", appliance: "vio-1")
    vhba.wwpn = WWN(rawValue: 0x2000_0025_B500_0001)
    vhba.owner = "default"
    let steps = [step("vio-1", vnic("vnic0", on: "vio-1", mac: 1), nil), step("vio-1", nil, .vport(vhba), performed: [0])]
    let forget = [Forgotten(appliance: "vio-1", address: "esx-01/vnic0")]
    let plan = stage.plan(steps, remember: [Remembered(appliance: "vio-1", record: .vport(vhba))], forget: forget)
    #expect(try await stage.run(plan).verified == 2)
    #expect(try stage.ledger.objects().filter { $0.address == "esx-01/vnic0" }.map(\.kind) == ["vhba"])
    #expect(try await stage.run(plan, as: "r2").noop == 2)
  }

  @Test func nothingIsRememberedBeforeItIsReadBack() async throws {
    let log = stage.world.log
    for (index, event) in log.enumerated() where event.contains("remember") {
      let performed = try #require(log[..<index].lastIndex { $0.hasPrefix("perform") })
      #expect(log[performed..<index].contains("observe vio-2"))
    }
    #expect(log.contains { $0.contains("remember") })
  }

  @Test func anIdentityOfAnotherScopeStopsTheMemoryAndNotTheRun() async throws {
    let lease = try stage.ledger.acquireLease(holder: "ann", host: "here", pid: 1, ttlSeconds: 9, at: 0)
    _ = try stage.ledger.record(
      LedgerChanges(identities: [LedgerIdentity("02:00:00:00:00:09", type: "mac", owner: "esx-09/vnic0", recordedAt: 0)]), under: lease)
    try stage.ledger.release(lease)
    let outcome = try await stage.run(stage.plan([step("vio-1", nil, vnic("vnic9", on: "vio-1", mac: 9))]))
    #expect(outcome.result == .done)
    #expect(outcome.unrecorded.map(\.reason) == ["02:00:00:00:00:09 still belongs to esx-09/vnic0"])
  }
}
