import GRDB
import Glibc
import Ledger
import Testing

@Suite("Breaking a lease")
struct InterventionTests {
  let fixture: Fixture
  let ledger: SQLiteLedger
  /// What another process would see: a connection of its own.
  let other: SQLiteLedger

  init() throws {
    fixture = try Fixture()
    ledger = try fixture.open()
    other = try fixture.open()
  }

  private func breakLease(_ token: LeaseToken) throws {
    try other.breakLease(token, user: "bob", host: "there", pid: 7, at: now + 5)
  }

  @Test("The holder can write nothing any more, and the next one can")
  func broken() throws {
    let lease = try ledger.lease()
    try breakLease(lease)
    #expect(try other.currentLease() == nil)
    #expect(throws: LedgerError.staleLease(path: fixture.path, token: lease, current: nil)) {
      try ledger.record(LedgerChanges(upsert: [.sample("a")]), under: lease)
    }
    let next = try other.lease("bob", at: now + 6)
    #expect(lease < next)
    #expect(throws: LedgerError.self) { try ledger.record(LedgerChanges(upsert: [.sample("a")]), under: lease) }
    try other.record(LedgerChanges(upsert: [.sample("b")]), under: next)
    #expect(try other.objects() == [.sample("b")])
  }

  @Test("Another process whose lease was broken writes nothing any more")
  func otherProcess() async throws {
    let lease = fixture.folder + "/lease"
    let broken = fixture.folder + "/broken"
    async let child = #expect(processExitsWith: .success) {
      [path = fixture.path as String, lease = lease as String, broken = broken as String] in
      let ledger = try SQLiteLedger.open(path)
      let token = try ledger.lease("child", ttlSeconds: 3600)
      close(open(lease, O_WRONLY | O_CREAT, 0o600))
      while access(broken, F_OK) != 0 { usleep(1_000) }
      let error = try ledgerError { try ledger.record(LedgerChanges(upsert: [.sample("a")]), under: token) }
      precondition(error == .staleLease(path: path, token: token, current: nil), "\(error)")
    }
    while access(lease, F_OK) != 0 { usleep(1_000) }
    let held = try #require(try other.currentLease())
    #expect(held.holder == "child" && held.pid != getpid())
    try breakLease(held.token)
    close(open(broken, O_WRONLY | O_CREAT, 0o600))
    _ = await child
    #expect(try other.objects() == [])
  }

  @Test("Who broke whose lease, and when, is kept, newest first")
  func kept() throws {
    try breakLease(try ledger.lease("ann"))
    try breakLease(try ledger.lease("eve", at: now + 1))
    let kept = try other.interventions(last: 5)
    #expect(kept.map(\.what).map { $0.contains("eve") } == [true, false])
    #expect(kept[1].what == "lease 1 was taken from ann on here, process \(getpid()), held since 2026-05-28T20:26:40Z")
    #expect(kept[1].user == "bob" && kept[1].host == "there" && kept[1].pid == 7 && kept[1].at == now + 5)
    #expect(try other.interventions(last: 1) == [kept[0]])
  }

  @Test("A lease that somebody took meanwhile is not broken in the place of the one that was looked at")
  func another() throws {
    let seen = try ledger.lease(ttlSeconds: 1)
    let current = try other.lease("eve", at: now + 1)
    #expect(throws: LedgerError.self) { try breakLease(seen) }
    #expect(try other.currentLease()?.token == current)
    #expect(try other.interventions(last: 5) == [])
  }

  @Test("The holder's process is running, dead, or nobody can say")
  func processes() async throws {
    _ = try ledger.lease()
    let running = try #require(try ledger.currentLease())
    #expect(running.processState(on: "here") == .running)
    #expect(running.processState(on: "elsewhere") == .unknown)
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = fixture.path as String] in
      _ = try SQLiteLedger.open(path).lease("child", at: now + 100)
      kill(getpid(), SIGKILL)
    }
    #expect(try ledger.currentLease()?.processState(on: "here") == .dead)
  }
}
