import GRDB
import Ledger
import Testing

@Suite("Tombstones")
struct TombstoneTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  let lease: LeaseToken

  init() throws {
    fixture = try Fixture()
    ledger = try fixture.open()
    lease = try ledger.lease()
  }

  private func tombstone(_ address: String, run: String = "r1") -> LedgerTombstone {
    LedgerTombstone(
      key: .init(appliance: "vio-2", address: address), scope: "default",
      identities: [.init("02:00:00:00:00:01", type: "mac"), .init("20:00:00:25:b5:00:00:01", type: "wwpn")], run: RunID(run), at: now)
  }

  private func set(_ tombstones: LedgerTombstone...) throws -> Int64 {
    var changes = LedgerChanges()
    changes.tombstones = tombstones
    return try ledger.record(changes, under: lease)
  }

  @Test("They come back in the order of their addresses, with all that was said")
  func kept() throws {
    let (one, other) = (tombstone("esx-01/vnic0"), tombstone("profile/esx-01"))
    #expect(try set(other, one) == 1)
    #expect(try ledger.snapshot().tombstones == [one, other])
    #expect(try SQLiteLedger.openForReading(fixture.path)?.snapshot().tombstones == [one, other])
  }

  @Test("One that stands already stays as it is, and changes nothing")
  func again() throws {
    #expect(try set(tombstone("esx-01/vnic0")) == 1)
    #expect(try set(tombstone("esx-01/vnic0", run: "r2")) == 1)
    #expect(try ledger.snapshot().tombstones.map(\.run) == [r1])
  }

  @Test("A lifted one is gone, and one that never stood is no error")
  func lifted() throws {
    _ = try set(tombstone("esx-01/vnic0"), tombstone("esx-01/vnic1"))
    var changes = LedgerChanges()
    changes.lifted = [.init(appliance: "vio-2", address: "esx-01/vnic0"), .init(appliance: "vio-2", address: "esx-09/vnic0")]
    #expect(try ledger.record(changes, under: lease) == 2)
    #expect(try ledger.snapshot().tombstones.map(\.key.address) == ["esx-01/vnic1"])
  }

  @Test("A ledger of the third format is read as one that has none, and a writer brings it up to date")
  func thirdFormat() throws {
    try DatabaseQueue(path: ledger.path).write { db in
      try db.execute(
        sql: undoingTheFifth + "DROP TABLE tombstones; PRAGMA user_version = 3; DELETE FROM grdb_migrations WHERE identifier = '4'")
    }
    #expect(try SQLiteLedger.openForReading(fixture.path)?.snapshot().tombstones == [])
    let ledger = try fixture.open()
    var changes = LedgerChanges()
    changes.tombstones = [tombstone("esx-01/vnic0")]
    try ledger.record(changes, under: lease)
    #expect(try ledger.snapshot().tombstones.count == 1)
  }
}
