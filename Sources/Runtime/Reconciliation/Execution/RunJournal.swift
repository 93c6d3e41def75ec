internal import Ledger
internal import Planning

/// The ledger as one run writes it: what is pending goes in one transaction with the begins that it releases.
struct RunJournal {
  /// Longer than the longest call of a driver: a dead run's lease is taken over after this.
  static let leaseSeconds: Int64 = 300

  let ledger: any LedgerStore
  let lease: LeaseToken
  let run: RunID
  let now: @Sendable () -> Int64
  private var renewedAt: Int64

  init(_ ledger: any LedgerStore, run: RunID, holder: String, host: String, pid: Int32, now: @escaping @Sendable () -> Int64) throws {
    self.ledger = ledger
    self.run = run
    self.now = now
    renewedAt = now()
    lease = try ledger.acquireLease(holder: holder, host: host, pid: pid, ttlSeconds: Self.leaseSeconds, at: renewedAt)
  }

  /// Under the same lease, what another run does.
  func continued(as run: RunID) -> RunJournal { RunJournal(ledger, lease: lease, run: run, now: now, renewedAt: renewedAt) }

  private init(_ ledger: any LedgerStore, lease: LeaseToken, run: RunID, now: @escaping @Sendable () -> Int64, renewedAt: Int64) {
    self.ledger = ledger
    self.lease = lease
    self.run = run
    self.now = now
    self.renewedAt = renewedAt
  }

  mutating func commit(_ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?) throws {
    try renewIfDue()
    try ledger.end(ends, releasing: begins, recording: changes, in: run, under: lease, at: now())
  }

  var isDue: Bool { now() - renewedAt >= Self.leaseSeconds / 3 }

  /// The heartbeat, at a third of the lease's life: each one costs a sync.
  mutating func renewIfDue() throws {
    guard isDue else { return }
    let now = now()
    try ledger.renew(lease, ttlSeconds: Self.leaseSeconds, at: now)
    renewedAt = now
  }

  func start(_ plan: Plan, text: String, _ context: RunContext) throws {
    let entry = LedgerRun(
      id: run, planID: plan.id, scope: plan.scope, startedAt: now(), host: context.host, user: context.user,
      toolVersion: context.toolVersion, note: context.note, revision: context.revision, rollsBack: context.rollsBack,
      confirmation: context.confirmSeconds.map(Confirmation.init(withinSeconds:)))
    try ledger.startRun(entry, plan: text, under: lease)
  }

  func end(_ outcome: LedgerRun.Outcome) throws { try ledger.endRun(run, outcome, under: lease, at: now()) }

  /// Gives the lease back; where that fails it runs out by itself.
  func release() { try? ledger.release(lease) }
}
