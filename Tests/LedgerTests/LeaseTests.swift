import GRDB
import Glibc
import Ledger
import Testing

@Suite("The lease")
struct LeaseTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  /// What another process would see: a connection of its own.
  let other: SQLiteLedger

  init() throws {
    fixture = try Fixture()
    ledger = try fixture.open()
    other = try fixture.open()
  }

  @Test("A second holder is told who holds it, where, and since when")
  func locked() throws {
    _ = try ledger.lease()
    let error = try ledgerError { _ = try other.lease("bob", at: now + 10) }
    guard case .locked(let path, let lease) = error else { return #expect(Bool(false), "\(error)") }
    #expect(path == fixture.path)
    #expect(lease.holder == "ann" && lease.host == "here" && lease.pid == getpid() && lease.since == now)
    #expect(error.description.contains("is held by ann on here, process \(getpid()), since 2026-05-28T20:26:40Z"))
  }

  @Test("Tokens only grow, through release, expiry and reopening")
  func monotone() throws {
    let first = try ledger.lease()
    try ledger.release(first)
    #expect(try ledger.currentLease() == nil)
    let second = try other.lease("bob")
    let third = try SQLiteLedger.open(fixture.path).lease("eve", at: now + 60)
    #expect(first < second && second < third)
    #expect(try ledger.currentLease()?.holder == "eve")
  }

  @Test("A heartbeat moves the expiry; without one the lease may be taken the second it ends")
  func heartbeat() throws {
    let lease = try ledger.lease(ttlSeconds: 60)
    try ledger.renew(lease, ttlSeconds: 60, at: now + 50)
    #expect(throws: LedgerError.self) { try other.lease("bob", at: now + 109) }
    _ = try other.lease("bob", at: now + 110)
    #expect(throws: LedgerError.self) { try ledger.renew(lease, ttlSeconds: 60, at: now + 110) }
  }

  @Test("An expired lease that nobody took still writes")
  func expiredButHeld() throws {
    let lease = try ledger.lease(ttlSeconds: 1)
    try ledger.startRun(.sample("r1", at: now + 100), plan: "{}", under: lease)
    try ledger.renew(lease, ttlSeconds: 60, at: now + 100)
  }

  @Test("A stale token writes nothing, whatever it tries")
  func fencing() throws {
    let stale = try ledger.lease(ttlSeconds: 1)
    try ledger.startRun(.sample("r1"), plan: "{}", under: stale)
    try ledger.begin([JournalBegin("s1")], in: r1, under: stale, at: now)
    let current = try other.lease("bob", at: now + 1)
    let before = try contents()
    let attempts: [() throws -> Void] = [
      { try ledger.begin([JournalBegin("s2")], in: r1, under: stale, at: now) },
      { try ledger.end([JournalEnd("s1", .performed)], in: r1, under: stale, at: now) },
      { try ledger.record(LedgerChanges(upsert: [.sample("a")]), under: stale) },
      { try ledger.startRun(.sample("r2"), plan: "{}", under: stale) },
      { try ledger.endRun(r1, .done, under: stale, at: now) },
      { try ledger.renew(stale, ttlSeconds: 60, at: now) },
    ]
    for attempt in attempts {
      let error = try ledgerError(attempt)
      guard case .staleLease(_, stale, let holder?) = error else { return #expect(Bool(false), "\(error)") }
      #expect(holder.token == current)
    }
    try ledger.release(stale)
    #expect(try contents() == before)
    try other.begin([JournalBegin("s2")], in: r1, under: current, at: now)
  }

  @Test("A lease that was given back writes nothing either")
  func released() throws {
    let lease = try ledger.lease()
    try ledger.release(lease)
    #expect(throws: LedgerError.staleLease(path: fixture.path, token: lease, current: nil)) {
      try ledger.record(LedgerChanges(upsert: [.sample("a")]), under: lease)
    }
  }

  @Test("The lease of a process that was killed on this host is free at once, on another host only when it expires")
  func deadHolder() async throws {
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.path as String] in
      _ = try SQLiteLedger.open(path).lease("child", ttlSeconds: 3600)
      kill(getpid(), SIGKILL)
    }
    #expect(try ledger.currentLease()?.holder == "child")
    #expect(throws: LedgerError.self) { try other.lease("bob", host: "elsewhere", at: now + 1) }
    _ = try other.lease("bob", at: now + 1)
  }

  @Test("A later process with the holder's number does not pass for the holder")
  func reusedNumber() throws {
    _ = try ledger.lease(ttlSeconds: 3600)
    #expect(throws: LedgerError.self) { try other.lease("bob", at: now + 1) }
    let mark = try #require(try ledger.currentLease()?.process)
    try rewriteProcess(mark.split(separator: " ").dropLast().joined(separator: " ") + " 1")
    _ = try other.lease("bob", at: now + 1)
  }

  @Test("Nobody is called dead who cannot be judged", arguments: ["other-boot pid:[1] 1", "nonsense", nil])
  func notJudged(mark: String?) throws {
    _ = try ledger.lease(ttlSeconds: 3600)
    try rewriteProcess(mark)
    #expect(throws: LedgerError.self) { try other.lease("bob", at: now + 1) }
  }

  private func rewriteProcess(_ mark: String?) throws {
    try DatabaseQueue(path: fixture.path).write { try $0.execute(sql: "UPDATE lease SET process = ?", arguments: [mark]) }
  }

  private func contents() throws -> [String] {
    [
      "\(try other.snapshot())", "\(try other.journal(of: r1))", "\(try other.runs(last: 10))",
      "\(String(describing: try other.currentLease()))",
    ]
  }
}
