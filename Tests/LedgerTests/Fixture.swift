import Glibc
import Ledger
import TestSupport
import Testing

/// A folder of its own for one test, gone with it, and a ledger in it.
final class Fixture: Sendable {
  static let lineage = "0123456789abcdef0123456789abcdef"
  static let now: Int64 = 1_780_000_000

  private let temporary: TemporaryFolder
  var folder: String { temporary.path }
  var path: String { folder + "/site/ledger.db" }

  init() throws { temporary = try TemporaryFolder() }

  func open() throws -> SQLiteLedger { try .open(path, createIfMissing: Self.lineage) }

  /// An open ledger with a lease of this process and a run `r1`.
  func running() throws -> (ledger: SQLiteLedger, lease: LeaseToken) {
    let ledger = try open()
    let lease = try ledger.lease()
    try ledger.startRun(.sample("r1"), plan: "{}", under: lease)
    return (ledger, lease)
  }

  /// The names in a folder of the fixture, sorted.
  func entries(_ name: String = "site") -> [String] { temporary.names(in: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = Glibc.open(folder + "/" + name, O_WRONLY | O_CREAT, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    #expect(Glibc.write(file, bytes, bytes.count) == bytes.count)
  }
}

extension SQLiteLedger {
  func lease(_ holder: String = "ann", host: String = "here", ttlSeconds: Int64 = 60, at: Int64 = Fixture.now) throws -> LeaseToken {
    try acquireLease(holder: holder, host: host, pid: getpid(), ttlSeconds: ttlSeconds, at: at)
  }
}

/// Makes a ledger one of the fourth format.
let undoingTheFifth = """
  ALTER TABLE runs DROP COLUMN revision; ALTER TABLE runs DROP COLUMN dirty; ALTER TABLE runs DROP COLUMN rolls_back;
  ALTER TABLE meta DROP COLUMN latest; DROP TABLE interventions; DROP TABLE pending_reboots; PRAGMA user_version = 4;
  ALTER TABLE runs DROP COLUMN confirm_within; ALTER TABLE runs DROP COLUMN confirm_by; ALTER TABLE runs DROP COLUMN decision;
  ALTER TABLE runs DROP COLUMN decided_by; ALTER TABLE runs DROP COLUMN decided_at;
  DELETE FROM grdb_migrations WHERE identifier IN ('5', '6');
  """

extension LedgerRun {
  static func sample(_ id: String, scope: String = "default", at: Int64 = Fixture.now) -> LedgerRun {
    LedgerRun(id: RunID(id), planID: "plan-\(id)", scope: scope, startedAt: at, host: "here", user: "ann", toolVersion: "1.0")
  }
}

extension LedgerObject {
  static func sample(_ address: String, scope: String = "default", mtu: Int = 1500) -> LedgerObject {
    LedgerObject(scope: scope, appliance: "vio-1", address: address, kind: "vnic", record: #"{"kind":"vnic","mtu":\#(mtu)}"#)
  }
}

/// The error that `body` throws, which must be the ledger's own.
func ledgerError(_ body: () throws -> Void, at location: SourceLocation = #_sourceLocation) throws -> LedgerError {
  try #require(#expect(throws: LedgerError.self, sourceLocation: location, performing: body), sourceLocation: location)
}

let r1 = RunID("r1")
let now = Fixture.now
