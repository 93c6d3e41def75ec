import Glibc
import Ledger
import Testing

@Suite("Reading without a trace", .timeLimit(.minutes(20)))
struct ReadingTests {
  let fixture: Fixture
  let objects: [LedgerObject] = [.sample("esx-01/vnic0"), .sample("esx-02/vnic0")]

  init() throws { fixture = try Fixture() }

  /// Everything that would differ if a byte of the folder had been written.
  func marks() throws -> [String] {
    try fixture.entries().map { name in
      var status = stat()
      try #require(stat(fixture.folder + "/site/" + name, &status) == 0)
      return "\(name) \(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }
  }

  func expectTraceless(_ expected: [LedgerObject]) throws {
    let before = try marks()
    let reader = try #require(try SQLiteLedger.openForReading(fixture.path))
    #expect(try reader.snapshot().objects == expected)
    #expect(try marks() == before)
  }

  @Test("A ledger that was closed")
  func closed() throws {
    try { try record(objects) }()
    #expect(fixture.entries() == ["ledger.db"])
    try expectTraceless(objects)
  }

  @Test("A ledger that another process is writing: what it committed, and nothing else")
  func live() throws {
    let ledger = try fixture.open()
    let lease = try ledger.lease()
    try ledger.record(LedgerChanges(upsert: [objects[0]]), under: lease)
    try expectTraceless([objects[0]])
    try ledger.record(LedgerChanges(upsert: [objects[1]]), under: lease)
    try expectTraceless(objects)
  }

  @Test("A reader follows the ledger through being written, closed and written again")
  func follows() throws {
    try { try record([objects[0]]) }()
    let reader = try #require(try SQLiteLedger.openForReading(fixture.path))
    #expect(try reader.objects() == [objects[0]])
    let ledger = try fixture.open()
    try ledger.record(LedgerChanges(upsert: [objects[1]]), under: ledger.lease("bob", at: now + 60))
    #expect(try reader.objects() == objects)
    #expect(try reader.basis().serial == 2)
  }

  @Test("A ledger whose writer was killed, with all it committed")
  func crashed() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.path as String] in
      let ledger = try SQLiteLedger.open(path, createIfMissing: Fixture.lineage)
      try ledger.record(LedgerChanges(upsert: [.sample("esx-01/vnic0"), .sample("esx-02/vnic0")]), under: ledger.lease())
      kill(getpid(), SIGKILL)
    }
    #expect(fixture.entries() == ["ledger.db", "ledger.db-shm", "ledger.db-wal"])
    try expectTraceless(objects)
    // Killed while it closed the ledger: SQLite removes the index before the log.
    unlink(fixture.path + "-shm")
    try expectTraceless(objects)
    #expect(fixture.entries() == ["ledger.db", "ledger.db-wal"])
    #expect(try fixture.open().objects() == objects)
  }

  @Test("Reads between the commits, openings and closings of another process see whole commits, and never an older one than before")
  func besideAWriter() async throws {
    try { try record([.sample("a", mtu: 0), .sample("b", mtu: 0)]) }()
    async let writer = #expect(processExitsWith: .success) { [path = fixture.path as String] in
      for number in 1...100 {
        let ledger = try SQLiteLedger.open(path)
        let lease = try ledger.lease(at: now + 100 * Int64(number))
        try ledger.record(LedgerChanges(upsert: [.sample("a", mtu: number), .sample("b", mtu: number)]), under: lease)
      }
    }
    let reader = try #require(try SQLiteLedger.openForReading(fixture.path))
    let end = ContinuousClock.now + .seconds(20)
    var serial: Int64 = 0
    while serial < 101, ContinuousClock.now < end {
      let snapshot = try reader.snapshot()
      let mtu = Int(snapshot.basis.serial - 1)
      try #require(snapshot.basis.serial >= serial)
      try #require(snapshot.objects == [.sample("a", mtu: mtu), .sample("b", mtu: mtu)])
      serial = snapshot.basis.serial
      await Task.yield()
    }
    _ = await writer
    #expect(try reader.basis().serial == 101)
  }

  @Test("A log that was cut off after its header, as a kill at its first write leaves it, holds nothing; a damaged one takes a writer")
  func emptyLogs() throws {
    try { try record(objects) }()
    try fixture.write([], to: "site/ledger.db-shm")
    let header: [UInt8] = [0x37, 0x7F, 0x06, 0x82, 0, 0x2D, 0xE2, 0x18, 0, 0, 0x10, 0] + Array(repeating: 7, count: 20)
    try fixture.write(header, to: "site/ledger.db-wal")
    try expectTraceless(objects)
    try fixture.write(Array(repeating: 7, count: 8192), to: "site/ledger.db-wal")
    let error = try ledgerError { _ = try SQLiteLedger.openForReading(fixture.path) }
    #expect(error == .needsRecovery(path: fixture.path))
    #expect(try fixture.open().objects() == objects)
  }

  @Test("What stands in a path is not taken for syntax", arguments: ["a b", "100%41", "x?mode=rwc", "x#y", "ä"])
  func paths(name: String) throws {
    let path = fixture.folder + "/" + name
    _ = try SQLiteLedger.open(path, createIfMissing: Fixture.lineage)
    #expect(fixture.entries("") == [name])
    #expect(try SQLiteLedger.openForReading(path)?.basis().lineage == Fixture.lineage)
  }

  @Test("100,000 objects and as many identities are recorded and load", .timeLimit(.minutes(20)))
  func many() throws {
    let count = 100_000
    let ledger = try fixture.open()
    let record = #"{"kind":"vnic","profile":"esx-00001","name":"vnic0","server":"s","port":"vio-1/3/2","mac":"02:00:00:00:00:01"}"#
    let many = (0..<count).map {
      LedgerObject(scope: "default", appliance: "vio-\($0 / 160)", address: "esx-\($0 / 10)/vnic\($0 % 10)", kind: "vnic", record: record)
    }
    let dealt = (0..<count).map { LedgerIdentity("\($0)", type: "mac", owner: "esx-\($0 / 10)/vnic0", recordedAt: now) }
    try ledger.record(LedgerChanges(upsert: many, identities: dealt), under: ledger.lease())
    #expect(try ledger.objects(scope: "default").count == count)
    #expect(try ledger.identities().count == count)
  }

  private func record(_ objects: [LedgerObject]) throws {
    let ledger = try fixture.open()
    try ledger.record(LedgerChanges(upsert: objects), under: ledger.lease())
  }
}
