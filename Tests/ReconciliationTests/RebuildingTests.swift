import FabricModel
import Ledger
import Reconciliation
import Testing

/// What a lost ledger must have held, by the marks on the fabric.
@Suite struct RebuildingTests {
  private static let now: Int64 = 1_780_000_000

  private func fabric(_ networks: [Record] = [], _ vports: [Record] = [], profiles: [String] = ["esx-01"]) -> Fabric {
    var state = ApplianceState(name: "vio-1")
    for case .network(let it) in networks { state.networks.append(it) }
    for name in profiles where !vports.isEmpty {
      guard case .profile(let it) = profile(name) else { continue }
      var part = ProfileState(it)
      for case .vport(let vport) in vports where vport.profile == name { part.vports.append(vport) }
      state.profiles.append(part)
    }
    state.sort()
    return Fabric(appliances: [state])
  }

  private func rebuild(_ observed: Fabric, _ desired: Fabric = Fabric(), scope: String = "default") -> Rebuilding {
    Rebuilding(observed: observed, desired: desired, scope: scope, at: Self.now)
  }

  @Test func onlyWhatBearsTheScopesMarkIsRecorded() {
    var (other, nobodys) = (network("lab"), network("hand"))
    (other.owner, nobodys.owner) = ("lab", nil)
    let rebuilding = rebuild(fabric([network("prod"), other, nobodys]), fabric([nobodys]))
    #expect(rebuilding.changes.upsert.map(\.address) == ["network/prod"])
    #expect(rebuilding.others == ["lab": 1])
    #expect(rebuilding.unmarked == 1)
  }

  @Test func theManagedFieldsAreRecordedAsTheyAre() throws {
    var wanted = NetworkRecord(name: "prod")
    wanted.vlan = VLANID(20)
    wanted.owner = "default"
    let rebuilding = rebuild(fabric([network("prod", vlan: 10, mtu: 9000)]), fabric([.network(wanted)]))
    guard case .network(let recorded) = try Record(json: try #require(rebuilding.changes.upsert.first).record) else {
      return #expect(Bool(false))
    }
    #expect(recorded.vlan == VLANID(10))
    #expect(recorded.mtu == nil)
  }

  @Test func whatNoManifestAsksForIsRecordedInAllFields() throws {
    let rebuilding = rebuild(fabric([network("prod", vlan: 10, mtu: 9000)]))
    let record = try Record(json: try #require(rebuilding.changes.upsert.first).record)
    #expect(record == network("prod", vlan: 10, mtu: 9000))
  }

  @Test func identitiesAreActive() {
    let rebuilding = rebuild(fabric([], [vnic("vnic0", on: "vio-1", mac: 1)]))
    let identities = rebuilding.changes.identities
    #expect(identities.map(\.owner) == ["profile/esx-01", "esx-01/vnic0"])
    #expect(identities.allSatisfy { $0.state == .active && $0.recordedAt == Self.now })
    #expect(rebuilding.conflicts == [])
  }

  @Test func anIdentityOfTwoObjectsGoesToOneAndIsTold() {
    let rebuilding = rebuild(fabric([], [vnic("vnic0", on: "vio-1", mac: 1), vnic("vnic1", on: "vio-1", mac: 1)]))
    #expect(rebuilding.changes.upsert.count == 3)
    #expect(rebuilding.changes.identities.filter { $0.type == "mac" }.map(\.owner) == ["esx-01/vnic0"])
    #expect(rebuilding.conflicts == [.init(identity: "02:00:00:00:00:01", owner: "esx-01/vnic0", other: "esx-01/vnic1")])
  }

  @Test func thePartsOfAProfileShareItsIdentities() {
    var second = ApplianceState(name: "vio-2")
    guard case .profile(let it) = profile("esx-01") else { return }
    second.profiles = [ProfileState(it)]
    let observed = Fabric(appliances: fabric([], [vnic("vnic0", on: "vio-1", mac: 1)]).appliances + [second])
    let rebuilding = rebuild(observed)
    #expect(rebuilding.conflicts == [])
    #expect(rebuilding.changes.identities.filter { $0.type == "uuid" }.count == 1)
  }
}
