/// The small durable memory of a site: what weft owns, which identities it dealt, what it ran and how far it got.
///
/// Every write but a decision names the lease it is made under; one whose lease has gone to somebody else writes nothing.
/// The clock is the caller's: all times are seconds since 1970.
package protocol LedgerStore: LedgerReader {
  /// Takes the one lease of this ledger, or throws `LedgerError.locked`. A lease that expired may be taken, and so may that of a process
  /// which is known to be dead because it ran on this host.
  func acquireLease(holder: String, host: String, pid: Int32, ttlSeconds: Int64, at: Int64) throws(LedgerError) -> LeaseToken
  /// The heartbeat: the lease lasts until `at + ttlSeconds`.
  func renew(_ lease: LeaseToken, ttlSeconds: Int64, at: Int64) throws(LedgerError)
  /// Gives the lease back; one that is no longer held is left alone.
  func release(_ lease: LeaseToken) throws(LedgerError)

  func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError)
  func endRun(_ run: RunID, _ outcome: LedgerRun.Outcome, under lease: LeaseToken, at: Int64) throws(LedgerError)

  /// Every step is verified: the run waits for somebody to say that it may stay.
  func awaitConfirmation(of run: RunID, until deadline: Int64, under lease: LeaseToken) throws(LedgerError)
  /// The decision that counts: the first that anybody made. It needs no lease, which the process that waits holds.
  func decide(_ run: RunID, _ wanted: Confirmation.Decision, by user: String, at: Int64) throws(LedgerError) -> Confirmation.Decision

  /// Returns once the begins are on the disk: only then may the driver be called.
  func begin(_ steps: [JournalBegin], in run: RunID, under lease: LeaseToken, at: Int64) throws(LedgerError)
  /// One transaction for ends, for the begins that these release, and for what the read-back confirmed: durability costs one commit for all.
  func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID,
    under lease: LeaseToken, at: Int64) throws(LedgerError)

  /// Changes of the recorded fabric outside a run's steps (adopt, forget); the serial after them.
  @discardableResult
  func record(_ changes: LedgerChanges, under lease: LeaseToken) throws(LedgerError) -> Int64
}

/// What may be asked of a ledger. Each call sees one committed state.
package protocol LedgerReader: Sendable {
  func basis() throws(LedgerError) -> LedgerBasis
  /// All that planning needs, of one moment: the basis belongs to exactly these objects and identities.
  func snapshot() throws(LedgerError) -> LedgerSnapshot
  /// The same with the released identities only: whose the active ones are is in the objects.
  func snapshotWithoutActiveIdentities() throws(LedgerError) -> LedgerSnapshot

  /// In the order of their keys.
  func objects(scope: String) throws(LedgerError) -> [LedgerObject]
  /// Those of other scopes count as taken.
  func objects() throws(LedgerError) -> [LedgerObject]

  func identities() throws(LedgerError) -> [LedgerIdentity]
  func identity(_ value: String, type: String) throws(LedgerError) -> LedgerIdentity?
  /// Every state that a value was recorded in, oldest first.
  func identityHistory(_ value: String) throws(LedgerError) -> [LedgerIdentity]

  /// Newest first.
  func runs(last count: Int) throws(LedgerError) -> [LedgerRun]
  /// Newest first.
  func unfinishedRuns() throws(LedgerError) -> [LedgerRun]
  func run(_ id: RunID) throws(LedgerError) -> LedgerRun?
  /// Those that took it back, or were to. Newest first.
  func rollbacks(of run: RunID) throws(LedgerError) -> [LedgerRun]
  func plan(of run: RunID) throws(LedgerError) -> String?

  /// Begun without an end: whether they took effect is for an observation to say.
  func openSteps(in run: RunID) throws(LedgerError) -> [JournalStep]
  /// Where each step of the run stands that was ever begun or found done.
  func steps(in run: RunID) throws(LedgerError) -> [JournalStep]
  /// All that was written for the run, in that order.
  func journal(of run: RunID) throws(LedgerError) -> [JournalEvent]

  func currentLease() throws(LedgerError) -> Lease?
}

extension LedgerStore {
  package func end(_ ends: [JournalEnd], in run: RunID, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try end(ends, releasing: [], recording: nil, in: run, under: lease, at: at)
  }
}
