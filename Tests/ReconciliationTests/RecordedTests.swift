import Documents
import FabricModel
import Ledger
import Planning
import Reconciliation
import Testing

@Suite("Loading what is recorded")
struct RecordedTests {
  func snapshot(_ objects: [LedgerObject], _ identities: [LedgerIdentity] = []) -> LedgerSnapshot {
    LedgerSnapshot(basis: LedgerBasis(lineage: "abc", serial: 7), objects: objects, identities: identities)
  }

  func object(_ record: Record, on appliance: String = "vio-1", scope: String = "default") -> LedgerObject {
    LedgerObject(Remembered(appliance: appliance, record: record), scope: scope)
  }

  @Test func whatIsNotManagedStaysUnmanaged() throws {
    var vport = VPortRecord(kind: .vnic, profile: "esx-01", name: "vnic0", appliance: "vio-1")
    vport.mac = MACAddress(rawValue: 1)
    vport.native = ""
    vport.tagged = ["a", "b"]
    vport.slotPort = SlotPort(slot: 3, port: 2)
    vport.minimum = .zero
    let recorded = try RecordedLoader.load(snapshot([object(.vport(vport))]), scope: "default")
    let profile = try #require(recorded.fabric["vio-1"]?.profiles.first)
    #expect(profile.record == ProfileRecord(name: "esx-01"))
    #expect(profile.vports == [vport])
    #expect((recorded.lineage, recorded.serial) == ("abc", 7))
  }

  @Test func otherScopesAreOnlyNamed() throws {
    let recorded = try RecordedLoader.load(
      snapshot([object(network("prod"), scope: "lab"), object(network("test"))]), scope: "default")
    #expect(recorded.foreign == ["vio-1:network/prod": "lab"])
    #expect(recorded.fabric["vio-1"]?.networks.map(\.name) == ["test"])
  }

  @Test func ofAnApplianceThatWasNotReadTheRecordsOfOtherScopesAreKeptToo() throws {
    let objects = [object(network("prod"), scope: "lab"), object(network("test"), on: "vio-2", scope: "lab")]
    let recorded = try RecordedLoader.load(snapshot(objects), scope: "default", unread: ["vio-2"])
    #expect(recorded.others.appliances.map(\.name) == ["vio-2"])
    #expect(recorded.others["vio-2"]?.networks.map(\.owner) == ["lab"])
    #expect(recorded.foreign.count == 2)
  }

  @Test func releasedIdentitiesRest() throws {
    let identities = [
      LedgerIdentity("02:00:00:00:00:01", type: "mac", owner: "a/b", state: .released(at: 5), recordedAt: 5),
      LedgerIdentity("20:00:00:25:b5:00:00:01", type: "wwpn", owner: "a/c", recordedAt: 5),
    ]
    let recorded = try RecordedLoader.load(snapshot([], identities), scope: "default")
    #expect(recorded.released.map(\.owner) == ["a/b"])
    let bad = [LedgerIdentity("xyz", type: "mac", owner: "a/b", state: .released(at: 5), recordedAt: 5)]
    #expect(throws: RecordedError.self) { try RecordedLoader.load(snapshot([], bad), scope: "default") }
  }

  @Test(
    arguments: [
      (#"{"kind":"network","name":"prod","mtu":"x"}"#, "'x' is no value of 'mtu'"),
      (#"{"kind":"network""#, "it is no JSON of a record"),
      (#"{"kind":"network"}"#, "it has no 'name'"),
      (#"{"kind":"network","name":"prod"},{"kind":"network","name":"prod"}"#, "it is no JSON of a record"),
      (#"{"kind":"network","name":"test"}"#, "it is the record of network 'network/test'"),
    ])
  func aBadRecordIsNamed(record: String, cause: String) throws {
    let bad = LedgerObject(scope: "default", appliance: "vio-1", address: "network/prod", kind: "network", record: record)
    let error = #expect(throws: RecordedError.self) {
      try RecordedLoader.load(snapshot([object(network("a")), bad]), scope: "default")
    }
    #expect(error?.description == "the ledger's record of network 'network/prod' on 'vio-1' cannot be read: \(cause)")
  }

  @Test(.timeLimit(.minutes(20))) func aHundredThousandObjectsAreLoaded() throws {
    let objects = (0..<100_000).map { index in
      let record = vnic(
        "vnic\(index % 8)", on: "vio-\(index / 160)", of: "esx-\(index / 8)", mac: UInt64(index), server: "host-\(index / 8)")
      return object(record, on: "vio-\(index / 160)")
    }
    let shot = snapshot(objects)
    let recorded = try RecordedLoader.load(shot, scope: "default")
    #expect(recorded.fabric.appliances.count == 625)
  }
}
