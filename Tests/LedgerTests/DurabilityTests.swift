import GRDB
import Glibc
import Ledger
import SyncCounter
import Testing

@Suite("Durability")
struct DurabilityTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  let lease: LeaseToken

  init() throws {
    fixture = try Fixture()
    (ledger, lease) = try fixture.running()
  }

  /// How often the log was synced and how much was written to it while `body` ran.
  func log<Value>(of path: String, _ body: () throws -> Value) rethrows -> (syncs: Int, bytes: Int) {
    let watch = sync_watch_begin(path + "-wal")
    defer { sync_watch_end(watch) }
    _ = try body()
    return (sync_watch_count(watch), sync_watch_bytes(watch))
  }

  @Test("A begin has synced the log once when it returns")
  func beginSyncs() throws {
    let cost = try log(of: ledger.path) { try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now) }
    #expect(cost.syncs == 1)
    #expect(cost.bytes > 0)
  }

  @Test("A hundred ends, the begins they release and the read-back cost the one sync of a single end")
  func groupCommit() throws {
    let names = (0..<100).map { "s\($0)" }
    try ledger.begin(names.map { JournalBegin($0) }, in: r1, under: lease, at: now)
    let many = try log(of: ledger.path) {
      try ledger.end(
        names.dropLast().map { JournalEnd($0, .verified) }, releasing: names.map { JournalBegin($0 + "-next") },
        recording: LedgerChanges(upsert: names.map { .sample($0) }), in: r1, under: lease, at: now)
    }
    let one = try log(of: ledger.path) { try ledger.end([JournalEnd("s99", .verified)], in: r1, under: lease, at: now) }
    #expect(many.syncs == 1)
    #expect(one.syncs == 1)
  }

  @Test("Every way of writing syncs before it returns")
  func everyWrite() throws {
    let writes: [() throws -> Void] = [
      { try ledger.record(LedgerChanges(upsert: [.sample("a")]), under: lease) },
      { try ledger.startRun(.sample("r2"), plan: "{}", under: lease) },
      { try ledger.endRun(RunID("r2"), .done, under: lease, at: now) },
      { try ledger.renew(lease, ttlSeconds: 60, at: now + 1) },
      { try ledger.release(lease) },
      { _ = try ledger.lease() },
    ]
    for (index, write) in writes.enumerated() { #expect(try log(of: ledger.path, write).syncs == 1, "write \(index)") }
  }

  @Test("The counter bites: what GRDB sets up by itself commits without any sync")
  func counterBites() throws {
    let path = fixture.folder + "/normal.db"
    var configuration = Configuration()
    configuration.journalMode = .wal
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.write { try $0.execute(sql: "CREATE TABLE t (x)") }
    func insert() throws { try queue.write { try $0.execute(sql: "INSERT INTO t VALUES (1)") } }
    let normal = try log(of: path, insert)
    #expect(normal.syncs == 0)
    #expect(normal.bytes > 0)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
    #expect(try log(of: path, insert).syncs == 1)
  }

  @Test("A begin whose sync fails throws, and is not there", arguments: [EIO])
  func failedSync(error: Int32) throws {
    try failing(sync: error) {
      let thrown = try ledgerError { try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now) }
      guard case .failedInputOutput = thrown else { return #expect(Bool(false), "\(thrown)") }
    }
    #expect(try ledger.openSteps(in: r1).isEmpty)
    try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
  }

  @Test("A full disk is named, leaves nothing half, and the ledger goes on when there is room again")
  func fullDisk() throws {
    try failing(write: ENOSPC) {
      let thrown = try ledgerError { try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now) }
      guard case .full(fixture.path, _) = thrown else { return #expect(Bool(false), "\(thrown)") }
    }
    #expect(try ledger.journal(of: r1).isEmpty)
    try ledger.begin([JournalBegin("s1")], in: r1, under: lease, at: now)
    #expect(try ledger.check().isEmpty)
  }

  private func failing(sync: Int32 = 0, write: Int32 = 0, _ body: () throws -> Void) rethrows {
    let watch = sync_watch_begin(fixture.path)
    defer { sync_watch_end(watch) }
    sync_watch_fail(watch, sync, write)
    try body()
  }

  @Test("A new ledger's folders are synced, each into its parent")
  func foldersSynced() throws {
    let fresh = try Fixture()
    let watch = sync_watch_begin(fresh.folder)
    defer { sync_watch_end(watch) }
    let site = sync_watch_begin(fresh.folder + "/site")
    defer { sync_watch_end(site) }
    _ = try fresh.open()
    #expect(sync_watch_count(watch) - sync_watch_count(site) == 1)
    #expect(sync_watch_count(site) >= 2)
  }

  @Test("An append writes as much to a journal of 100,000 events as to one of 1,000")
  func appendCost() throws {
    func fill(_ names: Range<Int>) throws {
      try ledger.begin(names.map { JournalBegin("step-\($0)") }, in: r1, under: lease, at: now)
    }
    func append(_ name: String) throws -> Int {
      try log(of: ledger.path) {
        for number in 0..<20 { try ledger.begin([JournalBegin("step-\(name)-\(number)")], in: r1, under: lease, at: now) }
      }.bytes
    }
    try fill(0..<1_000)
    let small = try append("a")
    try fill(1_000..<100_000)
    let large = try append("b")
    print("journal append: \(small / 20) bytes of log at 1,000 events, \(large / 20) at 100,000")
    #expect(large <= small * 3 / 2)
  }
}
