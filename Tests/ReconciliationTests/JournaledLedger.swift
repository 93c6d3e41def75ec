import Ledger

/// A ledger whose writes are noted in the world's log, and which dies with the world's fuse before or after any of them.
struct JournaledLedger: LedgerStore {
  let base: SQLiteLedger
  let world: World

  private func write<Value>(_ event: String, _ body: () throws(LedgerError) -> Value) throws(LedgerError) -> Value {
    try burn()
    let value = try body()
    world.note(event)
    try burn()
    return value
  }

  private func burn() throws(LedgerError) {
    if world.fuse.isBurnt { throw .unexpected(path: base.path, cause: "the process is dead") }
  }

  func acquireLease(holder: String, host: String, pid: Int32, ttlSeconds: Int64, at: Int64) throws(LedgerError) -> LeaseToken {
    try write("lease") { () throws(LedgerError) in
      try base.acquireLease(holder: holder, host: host, pid: pid, ttlSeconds: ttlSeconds, at: at)
    }
  }
  func renew(_ lease: LeaseToken, ttlSeconds: Int64, at: Int64) throws(LedgerError) {
    try write("renew") { () throws(LedgerError) in try base.renew(lease, ttlSeconds: ttlSeconds, at: at) }
  }
  func release(_ lease: LeaseToken) throws(LedgerError) {
    try write("release") { () throws(LedgerError) in try base.release(lease) }
  }
  func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError) {
    try write("start \(run.id)") { () throws(LedgerError) in try base.startRun(run, plan: plan, under: lease) }
  }
  func endRun(_ run: RunID, _ outcome: LedgerRun.Outcome, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try write("finish \(outcome.rawValue)") { () throws(LedgerError) in try base.endRun(run, outcome, under: lease, at: at) }
  }
  func awaitConfirmation(of run: RunID, until deadline: Int64, under lease: LeaseToken) throws(LedgerError) {
    try write("wait \(run)") { () throws(LedgerError) in try base.awaitConfirmation(of: run, until: deadline, under: lease) }
  }
  func decide(_ run: RunID, _ wanted: Confirmation.Decision, by user: String, at: Int64) throws(LedgerError) -> Confirmation.Decision {
    try write("decide \(run)") { () throws(LedgerError) in try base.decide(run, wanted, by: user, at: at) }
  }
  func begin(_ steps: [JournalBegin], in run: RunID, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try end([], releasing: steps, recording: nil, in: run, under: lease, at: at)
  }
  func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID, under lease: LeaseToken,
    at: Int64
  ) throws(LedgerError) {
    let words = ends.map { "\($0.result.word) \($0.step)" } + begins.map { "begin \($0.step)#\($0.attempt)" }
    let objects = (changes?.upsert.map { "remember \($0.address)" } ?? []) + (changes?.remove.map { "forget \($0.address)" } ?? [])
    try write("commit: " + (words + objects).joined(separator: ", ")) { () throws(LedgerError) in
      try base.end(ends, releasing: begins, recording: changes, in: run, under: lease, at: at)
    }
  }
  func record(_ changes: LedgerChanges, under lease: LeaseToken) throws(LedgerError) -> Int64 {
    try write("record") { () throws(LedgerError) in try base.record(changes, under: lease) }
  }

  func basis() throws(LedgerError) -> LedgerBasis { try base.basis() }
  func snapshot() throws(LedgerError) -> LedgerSnapshot { try base.snapshot() }
  func snapshotWithoutActiveIdentities() throws(LedgerError) -> LedgerSnapshot { try base.snapshotWithoutActiveIdentities() }
  func objects(scope: String) throws(LedgerError) -> [LedgerObject] { try base.objects(scope: scope) }
  func objects() throws(LedgerError) -> [LedgerObject] { try base.objects() }
  func identities() throws(LedgerError) -> [LedgerIdentity] { try base.identities() }
  func identity(_ value: String, type: String) throws(LedgerError) -> LedgerIdentity? { try base.identity(value, type: type) }
  func identityHistory(_ value: String) throws(LedgerError) -> [LedgerIdentity] { try base.identityHistory(value) }
  func runs(last count: Int) throws(LedgerError) -> [LedgerRun] { try base.runs(last: count) }
  func unfinishedRuns() throws(LedgerError) -> [LedgerRun] { try base.unfinishedRuns() }
  func run(_ id: RunID) throws(LedgerError) -> LedgerRun? { try base.run(id) }
  func rollbacks(of run: RunID) throws(LedgerError) -> [LedgerRun] { try base.rollbacks(of: run) }
  func plan(of run: RunID) throws(LedgerError) -> String? { try base.plan(of: run) }
  func openSteps(in run: RunID) throws(LedgerError) -> [JournalStep] { try base.openSteps(in: run) }
  func steps(in run: RunID) throws(LedgerError) -> [JournalStep] { try base.steps(in: run) }
  func journal(of run: RunID) throws(LedgerError) -> [JournalEvent] { try base.journal(of: run) }
  func currentLease() throws(LedgerError) -> Lease? { try base.currentLease() }
}

extension StepResult {
  var word: String {
    switch self {
    case .performed: "performed"
    case .verified: "verified"
    case .noop: "noop"
    case .failed: "failed"
    }
  }
}
