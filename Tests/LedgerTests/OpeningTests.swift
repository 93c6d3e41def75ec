import Documents
import GRDB
import Glibc
import Ledger
import Testing

@Suite("Opening")
struct OpeningTests {
  let fixture: Fixture

  init() throws { fixture = try Fixture() }

  @Test("A new ledger has its lineage, and a folder for its owner alone")
  func creation() throws {
    #expect(try fixture.open().basis() == LedgerBasis(lineage: Fixture.lineage, serial: 0))
    var status = stat()
    #expect(stat(fixture.folder + "/site", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o700)
    let again = try SQLiteLedger.open(fixture.path, createIfMissing: String(repeating: "f", count: 32))
    #expect(try again.basis().lineage == Fixture.lineage)
  }

  @Test("Where there is no ledger, a reader finds nothing, a writer says so, and neither makes a file")
  func missing() throws {
    #expect(try SQLiteLedger.openForReading(fixture.path) == nil)
    #expect(throws: LedgerError.missing(path: fixture.path)) { try SQLiteLedger.open(fixture.path) }
    #expect(fixture.entries("") == [])
  }

  @Test("An empty file, as a crash at creation leaves it, is no ledger yet but can become one")
  func blank() throws {
    mkdir(fixture.folder + "/site", 0o700)
    try fixture.write([], to: "site/ledger.db")
    #expect(try SQLiteLedger.openForReading(fixture.path) == nil)
    #expect(throws: LedgerError.missing(path: fixture.path)) { try SQLiteLedger.open(fixture.path) }
    #expect(try fixture.open().basis().serial == 0)
  }

  @Test("Many who make the same ledger at once get one ledger")
  func creationRace() async throws {
    let lineages = try await withThrowingTaskGroup(of: String.self) { group in
      for digit in "0123456789abcdef" {
        group.addTask { @concurrent [path = fixture.path] in
          try SQLiteLedger.open(path, createIfMissing: String(repeating: digit, count: 32), busyTimeoutSeconds: 60).basis().lineage
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(lineages.count == 1)
  }

  @Test("A file of something else is refused and left as it was")
  func foreign() throws {
    try fixture.write(Array("apiVersion: weft/v1\nkind: Appliance\n".utf8) + Array(repeating: 32, count: 2000), to: "site.yaml")
    try DatabaseQueue(path: fixture.folder + "/other.db").write { try $0.execute(sql: "CREATE TABLE t (x)") }
    for name in ["site.yaml", "other.db"] {
      let path = fixture.folder + "/" + name
      for body in openings(path) {
        let error = try ledgerError(body)
        guard case .notALedger(path, _) = error else { return #expect(Bool(false), "\(error)") }
      }
    }
    #expect(fixture.entries("") == ["other.db", "site.yaml"])
  }

  @Test("A ledger of a newer weft is refused, by readers too, and left as it was")
  func newer() throws {
    _ = try fixture.open()
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "PRAGMA user_version = 99") }
    for body in openings(fixture.path) {
      #expect(try ledgerError(body) == .newerVersion(path: fixture.path, found: 99, supported: SQLiteLedger.version))
    }
  }

  @Test("A reader does not bring an older ledger up to date, and a writer refuses a format that never was")
  func older() throws {
    _ = try fixture.open()
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "PRAGMA user_version = 0") }
    let error = try ledgerError { _ = try SQLiteLedger.openForReading(fixture.path) }
    #expect(error == .olderVersion(path: fixture.path, found: 0, supported: SQLiteLedger.version))
    guard case .corrupt = try ledgerError({ _ = try fixture.open() }) else { return #expect(Bool(false), "a format that never was") }
  }

  @Test("A damaged ledger is called damaged")
  func corrupt() throws {
    try {
      let ledger = try fixture.open()
      try ledger.record(LedgerChanges(upsert: (0..<2_000).map { .sample("esx-\($0)/vnic0") }), under: ledger.lease())
    }()
    let file = open(fixture.path, O_WRONLY)
    let junk = [UInt8](repeating: 0x5A, count: 4096)
    for page in 40..<50 { pwrite(file, junk, junk.count, page * 4096) }
    close(file)
    let reader = try #require(try SQLiteLedger.openForReading(fixture.path))
    let error = try ledgerError { _ = try reader.objects() }
    guard case .corrupt(fixture.path, _) = error else { return #expect(Bool(false), "\(error)") }
    #expect(try !SQLiteLedger.open(fixture.path).check().isEmpty)
  }

  @Test("A ledger that this user may not write is called so when it is opened, and can be read")
  func readOnlyFile() async throws {
    _ = try fixture.open().lease()
    chmod(fixture.folder, 0o755)
    chmod(fixture.folder + "/site", 0o555)
    chmod(fixture.path, 0o444)
    await #expect(processExitsWith: .success) { [path = fixture.path as String] in
      if geteuid() == 0 { precondition(seteuid(65534) == 0) }
      let error = try ledgerError {
        let ledger = try SQLiteLedger.open(path)
        _ = try ledger.lease("nobody", at: now + 3600)
      }
      guard case .readOnly(path, _) = error else { preconditionFailure("\(error)") }
      let reader = try SQLiteLedger.openForReading(path)
      let holder = try reader?.currentLease()?.holder
      precondition(holder == "ann")
    }
    chmod(fixture.folder + "/site", 0o755)
  }

  @Test("A folder in the ledger's place is named as such")
  func folder() throws {
    let error = try ledgerError { _ = try SQLiteLedger.open(fixture.folder) }
    guard case .inaccessible(fixture.folder, _) = error else { return #expect(Bool(false), "\(error)") }
  }

  @Test("Waiting for another writer ends, and says what it waited for")
  func busy() throws {
    let lease = try fixture.open().lease()
    let ledger = try SQLiteLedger.open(fixture.path, busyTimeoutSeconds: 0)
    try DatabaseQueue(path: fixture.path).writeWithoutTransaction { db in
      try db.inTransaction(.immediate) {
        let error = try ledgerError { try ledger.renew(lease, ttlSeconds: 60, at: now) }
        #expect(error == .busy(path: fixture.path, seconds: 0))
        #expect(error.description.contains("another process has been writing"))
        return .rollback
      }
    }
    try ledger.renew(lease, ttlSeconds: 60, at: now)
  }

  private func openings(_ path: String) -> [() throws -> Void] {
    [
      { _ = try SQLiteLedger.openForReading(path) }, { _ = try SQLiteLedger.open(path) },
      { _ = try SQLiteLedger.open(path, createIfMissing: Fixture.lineage) },
    ]
  }
}
