import FabricModel
import Testing

@testable import Planning

/// An identity once given stays until released (DESIGN section 5).
@Suite struct IdentityTests {
  private func mac(_ world: World, _ address: String) -> String? { world[vport: address]?.mac?.description }

  @Test func newVPortsAreDealtInTheOrderOfAddresses() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-2", on: "srv-2", ["vnic0"]) + Texts.vnics("esx-1", ["vnic1", "vnic0"]))
    #expect(mac(world, "esx-1/vnic0") == "02:00:00:00:00:01")
    #expect(mac(world, "esx-1/vnic1") == "02:00:00:00:00:02")
    #expect(mac(world, "esx-2/vnic0") == "02:00:00:00:00:03")
  }

  @Test func aNewNeighbourLeavesAnIdentityAlone() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-1", ["vnic5"]))
    world.apply(Texts.ground + Texts.vnics("esx-1", ["vnic5", "vnic0"]) + Texts.vnics("aaa", on: "srv-2", ["vnic0"]))
    #expect(mac(world, "esx-1/vnic5") == "02:00:00:00:00:01")
    #expect(mac(world, "aaa/vnic0") == "02:00:00:00:00:02")
    #expect(mac(world, "esx-1/vnic0") == "02:00:00:00:00:03")
  }

  @Test func movingDocumentsDealsNothingAnew() {
    var world = World(hardware: Texts.ground)
    let profiles = [Texts.vnics("esx-1", ["b", "a"]), Texts.vnics("esx-2", on: "srv-2", ["a"])]
    world.apply(Texts.ground + profiles.joined())
    let before = world.observed
    #expect(world.plan(profiles.reversed().joined() + Texts.ground).isEmpty)
    #expect(world.observed == before)
  }

  @Test func whatTheManifestSaysComesFirst() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-1", ["vnic0"]))
    world.apply(Texts.ground + Texts.profile("esx-1", "vnics: [{name: vnic0, network: prod, mac: '02:00:00:00:00:77'}]"))
    #expect(mac(world, "esx-1/vnic0") == "02:00:00:00:00:77")
  }

  @Test func recordedComesBeforeObserved() {
    var world = World(hardware: Texts.ground)
    let text = Texts.ground + Texts.vnics("esx-1", ["vnic0"])
    world.apply(text)
    let address = ObjectAddress.vport(VPortAddress(profile: "esx-1", name: "vnic0"))
    guard case .vport(var drifted)? = world.observed["vio-1"]?.record(at: address) else { Issue.record("no v-port"); return }
    drifted.mac = MACAddress(rawValue: 0x02_00_00_00_00_55)
    world.observed.put(.vport(drifted), on: "vio-1")
    let plan = world.plan(text)
    #expect(plan.drift.map(\.address) == ["esx-1/vnic0"])
    world.apply(text)
    #expect(mac(world, "esx-1/vnic0") == "02:00:00:00:00:01")
  }

  @Test func observedComesBeforeThePool() {
    var world = World(hardware: Texts.ground)
    let text = Texts.ground + Texts.vnics("esx-1", ["vnic0"])
    world.apply(text)
    world.recorded = Recorded()
    var profile = world.observed.appliances[0].profiles[0]
    profile.vports[0].mac = MACAddress(rawValue: 0x02_00_00_00_00_44)
    world.observed.put(.vport(profile.vports[0]), on: "vio-1")
    #expect(world.plan(text).steps == [])
  }

  @Test func whatOthersHaveIsNotDealt() {
    var world = World(hardware: Texts.ground)
    var stranger = VPortRecord.defaults(kind: .vnic, profile: "alien", name: "vnic0", appliance: "vio-1")
    stranger.mac = MACAddress(rawValue: 0x02_00_00_00_00_01)
    world.observed.put(.profile(.defaults(name: "alien")), on: "vio-1")
    world.observed.put(.vport(stranger), on: "vio-1")
    let plan = world.apply(Texts.ground + Texts.vnics("esx-1", ["vnic0"]))
    #expect(mac(world, "esx-1/vnic0") == "02:00:00:00:00:02")
    #expect(plan.unmanaged == ["profile/alien", "alien/vnic0"])
  }

  @Test(arguments: [
    (owner: "esx-9/vnic0", hours: 23, mac: "02:00:00:00:00:02"), ("esx-9/vnic0", 24, "02:00:00:00:00:01"),
    ("esx-1/vnic0", 0, "02:00:00:00:00:01"),
  ])
  func aReleasedAddressRests(owner: String, hours: Int, mac wanted: String) throws {
    var world = World(hardware: Texts.ground)
    let released = try #require(Timestamp("2026-01-01T00:00:00Z"))
    world.now = released + Interval(seconds: Int64(hours) * 3600)
    world.recorded.released = [
      Recorded.Release(identity: .mac(MACAddress(rawValue: 0x02_00_00_00_00_01)), owner: owner, at: released)
    ]
    world.apply(Texts.ground + Texts.vnics("esx-1", ["vnic0"]))
    #expect(mac(world, "esx-1/vnic0") == wanted)
  }

  @Test func theOwnersFormerAddressComesBackEvenIfALowerOneIsFree() throws {
    var world = World(hardware: Texts.ground)
    let released = try #require(Timestamp("2026-01-01T00:00:00Z"))
    world.now = released
    world.recorded.released = [
      Recorded.Release(identity: .mac(MACAddress(rawValue: 0x02_00_00_00_00_09)), owner: "esx-1/vnic0", at: released)
    ]
    world.apply(Texts.ground + Texts.vnics("esx-1", ["vnic0"]))
    #expect(mac(world, "esx-1/vnic0") == "02:00:00:00:00:09")
  }

  @Test func aProfileMovesWithItsIdentities() {
    var world = World(hardware: Texts.ground)
    let body = "vnics: [{name: vnic0, network: prod}], vhbas: [{name: vhba0, vsan: san-a}]"
    world.apply(Texts.ground + Texts.profile("esx-1", body))
    let before = [world[vport: "esx-1/vnic0"]?.identity, world[vport: "esx-1/vhba0"]?.identity]
    let wwnn = world.observed.appliances[0].profiles[0].record.wwnn
    let plan = world.apply(Texts.ground + Texts.profile("esx-1", on: "srv-2", body))
    #expect(plan.changes.map(\.action) == [.rehome])
    #expect([world[vport: "esx-1/vnic0"]?.identity, world[vport: "esx-1/vhba0"]?.identity] == before)
    #expect(wwnn != nil && world.observed.appliances[0].profiles[0].record.wwnn == wwnn)
    #expect(world[vport: "esx-1/vnic0"]?.server == "srv-2")
  }
}
