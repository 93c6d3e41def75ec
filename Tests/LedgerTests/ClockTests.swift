import Ledger
import Testing

@Suite("A clock that jumps")
struct ClockTests {
  private static let hour: Int64 = 3_600
  private static let mac = "02:00:00:00:00:01"

  let fixture: Fixture
  let ledger: SQLiteLedger

  init() throws {
    fixture = try Fixture()
    ledger = try fixture.open()
  }

  /// Records that the address goes or comes, in a run of that time.
  private func record(_ state: LedgerIdentity.State, at: Int64) throws {
    let lease = try ledger.lease(at: at)
    try ledger.record(
      LedgerChanges(identities: [LedgerIdentity(Self.mac, type: "mac", owner: "a/b", state: state, recordedAt: at)]), under: lease)
    try ledger.release(lease)
  }

  private var released: LedgerIdentity.State? { get throws { try ledger.identity(Self.mac, type: "mac")?.state } }

  @Test("A release counts from the latest time that the ledger knows, where the clock fell back since")
  func fellBack() throws {
    try record(.active, at: now)
    try record(.released(at: now - Self.hour), at: now - Self.hour)
    #expect(try released == .released(at: now))
  }

  @Test("A release counts from now where the clock runs on")
  func runsOn() throws {
    try record(.active, at: now)
    try record(.released(at: now + Self.hour), at: now + Self.hour)
    #expect(try released == .released(at: now + Self.hour))
  }

  @Test("A time in the ledger that is more than a day ahead is taken for the wrong one, and forgotten")
  func wasFarAhead() throws {
    try record(.active, at: now + 1_000 * Self.hour)
    try record(.released(at: now), at: now)
    #expect(try released == .released(at: now))
    try record(.active, at: now + 1)
    try record(.released(at: now - Self.hour), at: now - Self.hour)
    #expect(try released == .released(at: now + 1))
  }

  @Test("A holder whose lease ended since the clock jumped writes nothing beside the one who took it")
  func lease() throws {
    let other = try fixture.open()
    let lease = try ledger.lease(ttlSeconds: 300)
    let next = try other.lease("bob", at: now + Self.hour)
    #expect(throws: LedgerError.self) { try ledger.record(LedgerChanges(upsert: [.sample("a")]), under: lease) }
    try other.renew(next, ttlSeconds: 300, at: now)
    #expect(throws: LedgerError.self) { try ledger.lease(at: now + 299) }
    _ = try ledger.lease(at: now + 300)
  }
}
