import Glibc
import Ledger
import SyncCounter
import Testing

@Suite("Copies and new ledgers")
struct BackupTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  let lease: LeaseToken
  var target: String { fixture.folder + "/copy.db" }

  init() throws {
    fixture = try Fixture()
    (ledger, lease) = try fixture.running()
    try ledger.record(LedgerChanges(upsert: [.sample("a"), .sample("b")]), under: lease)
  }

  private func reader() throws -> SQLiteLedger { try #require(try SQLiteLedger.openTraceless(fixture.path)) }

  @Test("A copy has all that was committed while the ledger is being written, and leaves it alone")
  func whole() throws {
    let entries = fixture.entries()
    #expect(try reader().backUp(to: target, replacing: false) == ledger.basis())
    #expect(fixture.entries() == entries)
    #expect(fixture.entries("") == ["copy.db", "site"])
    let copy = try #require(try SQLiteLedger.openForReading(target))
    #expect(try copy.snapshot() == ledger.snapshot())
    #expect(try copy.plan(of: r1) == "{}")
    try ledger.record(LedgerChanges(upsert: [.sample("c")]), under: lease)
    #expect(try SQLiteLedger.open(target).objects().count == 2)
  }

  @Test("What has the name already stays, unless it is to be replaced")
  func taken() throws {
    try fixture.write(Array("mine".utf8), to: "copy.db")
    let error = try ledgerError { _ = try reader().backUp(to: target, replacing: false) }
    #expect(error == .backupExists(path: fixture.path, target: target))
    #expect(throws: LedgerError.self) { try SQLiteLedger.openForReading(target) }
    _ = try reader().backUp(to: target, replacing: true)
    #expect(try SQLiteLedger.openForReading(target)?.objects().count == 2)
    #expect(fixture.entries("") == ["copy.db", "site"])
  }

  @Test("Where there is no room, nothing has the name, and what had it stays", arguments: [false, true])
  func noRoom(replacing: Bool) throws {
    if replacing { _ = try reader().backUp(to: target, replacing: false) }
    try ledger.record(LedgerChanges(upsert: [.sample("c")]), under: lease)
    let watch = sync_watch_begin(target)
    defer { sync_watch_end(watch) }
    sync_watch_fail(watch, 0, ENOSPC)
    let error = try ledgerError { _ = try reader().backUp(to: target, replacing: replacing) }
    guard case .full = error else { return #expect(Bool(false), "\(error)") }
    #expect(fixture.entries("") == (replacing ? ["copy.db", "site"] : ["site"]))
    if replacing { #expect(try SQLiteLedger.openForReading(target)?.objects().count == 2) }
  }

  @Test("A damaged ledger is not copied as a sound one")
  func damaged() throws {
    let other = try Fixture()
    try {
      let ledger = try other.open()
      try ledger.record(LedgerChanges(upsert: (0..<2_000).map { .sample("esx-\($0)/vnic0") }), under: ledger.lease())
    }()
    let file = open(other.path, O_WRONLY)
    let junk = [UInt8](repeating: 0x5A, count: 4096)
    for page in 40..<50 { pwrite(file, junk, junk.count, page * 4096) }
    close(file)
    let reader = try #require(try SQLiteLedger.openTraceless(other.path))
    #expect(throws: LedgerError.self) { _ = try reader.backUp(to: target, replacing: false) }
    #expect(fixture.entries("") == ["site"])
  }

  @Test("A new ledger is there whole or not at all, and the old one goes aside with its log")
  func made() throws {
    let lineage = String(repeating: "f", count: 32)
    let aside = fixture.path + ".old"
    #expect(throws: LedgerError.missing(path: "x")) {
      try SQLiteLedger.make(fixture.path, lineage: lineage, settingAside: aside) { _ throws(LedgerError) in throw .missing(path: "x") }
    }
    #expect(try reader().basis().lineage == Fixture.lineage)
    #expect(!fixture.entries().contains { $0.contains("unfinished") || $0.contains("old") })
    let before = try ledger.snapshot()
    try SQLiteLedger.make(fixture.path, lineage: lineage, settingAside: aside) { ledger throws(LedgerError) in
      try ledger.record(LedgerChanges(), under: ledger.acquireLease(holder: "ann", host: "here", pid: 1, ttlSeconds: 1, at: now))
    }
    #expect(try reader().basis() == LedgerBasis(lineage: lineage, serial: 0))
    #expect(try SQLiteLedger.openForReading(aside)?.snapshot() == before)
  }

  @Test("A new ledger is not put in the place of one that nobody spoke of")
  func notReplaced() throws {
    #expect(throws: LedgerError.self) {
      try SQLiteLedger.make(fixture.path, lineage: String(repeating: "f", count: 32), settingAside: nil) { _ throws(LedgerError) in }
    }
    #expect(try reader().basis().lineage == Fixture.lineage)
  }
}
