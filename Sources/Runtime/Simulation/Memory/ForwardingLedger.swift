package import Ledger

/// A ledger that stands before another one, and does something else only where it says so.
package protocol ForwardingLedger: LedgerStore {
  var base: any LedgerStore { get }
}

extension ForwardingLedger {
  package func acquireLease(holder: String, host: String, pid: Int32, ttlSeconds: Int64, at: Int64) throws(LedgerError) -> LeaseToken {
    try base.acquireLease(holder: holder, host: host, pid: pid, ttlSeconds: ttlSeconds, at: at)
  }
  package func renew(_ lease: LeaseToken, ttlSeconds: Int64, at: Int64) throws(LedgerError) {
    try base.renew(lease, ttlSeconds: ttlSeconds, at: at)
  }
  package func release(_ lease: LeaseToken) throws(LedgerError) { try base.release(lease) }

  package func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError) {
    try base.startRun(run, plan: plan, under: lease)
  }
  package func endRun(_ run: RunID, _ outcome: LedgerRun.Outcome, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try base.endRun(run, outcome, under: lease, at: at)
  }
  package func awaitConfirmation(of run: RunID, until deadline: Int64, under lease: LeaseToken) throws(LedgerError) {
    try base.awaitConfirmation(of: run, until: deadline, under: lease)
  }
  package func decide(_ run: RunID, _ wanted: Confirmation.Decision, by user: String, at: Int64) throws(LedgerError)
    -> Confirmation.Decision
  {
    try base.decide(run, wanted, by: user, at: at)
  }
  package func begin(_ steps: [JournalBegin], in run: RunID, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try end([], releasing: steps, recording: nil, in: run, under: lease, at: at)
  }
  package func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID, under lease: LeaseToken,
    at: Int64
  ) throws(LedgerError) {
    try base.end(ends, releasing: begins, recording: changes, in: run, under: lease, at: at)
  }
  package func record(_ changes: LedgerChanges, under lease: LeaseToken) throws(LedgerError) -> Int64 {
    try base.record(changes, under: lease)
  }

  package func basis() throws(LedgerError) -> LedgerBasis { try base.basis() }
  package func snapshot() throws(LedgerError) -> LedgerSnapshot { try base.snapshot() }
  package func snapshotWithoutActiveIdentities() throws(LedgerError) -> LedgerSnapshot { try base.snapshotWithoutActiveIdentities() }
  package func objects(scope: String) throws(LedgerError) -> [LedgerObject] { try base.objects(scope: scope) }
  package func objects() throws(LedgerError) -> [LedgerObject] { try base.objects() }
  package func identities() throws(LedgerError) -> [LedgerIdentity] { try base.identities() }
  package func identity(_ value: String, type: String) throws(LedgerError) -> LedgerIdentity? { try base.identity(value, type: type) }
  package func identityHistory(_ value: String) throws(LedgerError) -> [LedgerIdentity] { try base.identityHistory(value) }
  package func runs(last count: Int) throws(LedgerError) -> [LedgerRun] { try base.runs(last: count) }
  package func unfinishedRuns() throws(LedgerError) -> [LedgerRun] { try base.unfinishedRuns() }
  package func run(_ id: RunID) throws(LedgerError) -> LedgerRun? { try base.run(id) }
  package func rollbacks(of run: RunID) throws(LedgerError) -> [LedgerRun] { try base.rollbacks(of: run) }
  package func plan(of run: RunID) throws(LedgerError) -> String? { try base.plan(of: run) }
  package func openSteps(in run: RunID) throws(LedgerError) -> [JournalStep] { try base.openSteps(in: run) }
  package func steps(in run: RunID) throws(LedgerError) -> [JournalStep] { try base.steps(in: run) }
  package func journal(of run: RunID) throws(LedgerError) -> [JournalEvent] { try base.journal(of: run) }
  package func currentLease() throws(LedgerError) -> Lease? { try base.currentLease() }
}
