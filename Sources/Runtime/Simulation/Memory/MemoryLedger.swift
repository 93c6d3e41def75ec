package import Ledger
internal import Synchronization

/// A ledger without a disk, which takes and refuses what the one in SQLite does: for thousands of runs in seconds, and for rehearsals.
package final class MemoryLedger: LedgerStore {
  private let contents: Mutex<LedgerContents>

  package init(lineage: String) { contents = Mutex(LedgerContents(lineage: lineage)) }

  private func read<Value: Sendable>(_ body: (LedgerContents) throws(LedgerError) -> Value) throws(LedgerError) -> Value {
    try body(contents.withLock { $0 })
  }

  /// All of it or nothing.
  private func write<Value: Sendable>(_ body: (inout LedgerContents) throws(LedgerError) -> Value) throws(LedgerError) -> Value {
    var next = contents.withLock { $0 }
    let value = try body(&next)
    contents.withLock { [next] in $0 = next }
    return value
  }

  // MARK: The lease

  package func acquireLease(holder: String, host: String, pid: Int32, ttlSeconds: Int64, at: Int64) throws(LedgerError) -> LeaseToken {
    try write { (contents) throws(LedgerError) in
      if let lease = contents.lease, at < lease.expiresAt { throw .locked(path: LedgerContents.path, by: lease) }
      contents.fence += 1
      let token = LeaseToken(fence: contents.fence)
      contents.lease = Lease(
        token: token, holder: holder, host: host, pid: pid, process: nil, since: at, renewedAt: at, expiresAt: at + ttlSeconds)
      return token
    }
  }

  package func renew(_ lease: LeaseToken, ttlSeconds: Int64, at: Int64) throws(LedgerError) {
    try write { (contents) throws(LedgerError) in
      try contents.requireHeld(lease)
      guard let held = contents.lease else { return }
      contents.lease = Lease(
        token: lease, holder: held.holder, host: held.host, pid: held.pid, process: held.process, since: held.since, renewedAt: at,
        expiresAt: at + ttlSeconds)
    }
  }

  package func release(_ lease: LeaseToken) throws(LedgerError) {
    try write { (contents) throws(LedgerError) in if contents.lease?.token == lease { contents.lease = nil } }
  }

  package func currentLease() throws(LedgerError) -> Lease? { try read { (contents) throws(LedgerError) in contents.lease } }

  // MARK: Runs and the journal

  package func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError) {
    try write { (contents) throws(LedgerError) in
      try contents.requireHeld(lease)
      guard contents.runs[run.id] == nil else { throw .runExists(path: LedgerContents.path, run: run.id) }
      contents.order.append(run.id)
      contents.runs[run.id] = LedgerContents.RunEntry(run: run, plan: plan)
    }
  }

  package func endRun(_ run: RunID, _ outcome: LedgerRun.Outcome, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try write { (contents) throws(LedgerError) in
      try contents.requireHeld(lease)
      try contents.requireOpen(run)
      contents.runs[run]?.run.endedAt = at
      contents.runs[run]?.run.outcome = outcome
    }
  }

  package func awaitConfirmation(of run: RunID, until deadline: Int64, under lease: LeaseToken) throws(LedgerError) {
    try write { (contents) throws(LedgerError) in
      try contents.requireHeld(lease)
      try contents.requireOpen(run)
      contents.runs[run]?.run.confirmation?.deadline = deadline
    }
  }

  package func decide(_ run: RunID, _ wanted: Confirmation.Decision, by user: String, at: Int64) throws(LedgerError)
    -> Confirmation.Decision
  {
    try write { (contents) throws(LedgerError) in
      try contents.requireOpen(run)
      guard let made = contents.runs[run]?.run.confirmation?.decide(wanted, by: user, at: at) else {
        throw .needsNoConfirmation(path: LedgerContents.path, run: run)
      }
      return made
    }
  }

  package func begin(_ steps: [JournalBegin], in run: RunID, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try end([], releasing: steps, recording: nil, in: run, under: lease, at: at)
  }

  package func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID, under lease: LeaseToken,
    at: Int64
  ) throws(LedgerError) {
    if ends.isEmpty, begins.isEmpty, changes == nil { return }
    try write { (contents) throws(LedgerError) in
      try contents.requireHeld(lease)
      try contents.requireOpen(run)
      for end in ends { try contents.append(end, run, at: at) }
      for begin in begins { try contents.append(begin, run, at: at) }
      if let changes { try contents.apply(changes) }
    }
  }

  package func record(_ changes: LedgerChanges, under lease: LeaseToken) throws(LedgerError) -> Int64 {
    try write { (contents) throws(LedgerError) in
      try contents.requireHeld(lease)
      try contents.apply(changes)
      return contents.serial
    }
  }

  package func runs(last count: Int) throws(LedgerError) -> [LedgerRun] {
    try read { (contents) throws(LedgerError) in contents.newestFirst.prefix(count).map(\.self) }
  }
  package func unfinishedRuns() throws(LedgerError) -> [LedgerRun] {
    try read { (contents) throws(LedgerError) in contents.newestFirst.filter { $0.endedAt == nil } }
  }
  package func run(_ id: RunID) throws(LedgerError) -> LedgerRun? { try read { (contents) throws(LedgerError) in contents.runs[id]?.run } }
  package func rollbacks(of run: RunID) throws(LedgerError) -> [LedgerRun] {
    try read { (contents) throws(LedgerError) in contents.newestFirst.filter { $0.rollsBack == run } }
  }
  package func plan(of run: RunID) throws(LedgerError) -> String? {
    try read { (contents) throws(LedgerError) in contents.runs[run]?.plan }
  }
  package func openSteps(in run: RunID) throws(LedgerError) -> [JournalStep] { try steps(in: run).filter { $0.result == nil } }
  package func steps(in run: RunID) throws(LedgerError) -> [JournalStep] {
    try read { (contents) throws(LedgerError) in try contents.entry(of: run).steps.values.sorted { $0.step < $1.step } }
  }
  package func journal(of run: RunID) throws(LedgerError) -> [JournalEvent] {
    try read { (contents) throws(LedgerError) in try contents.entry(of: run).journal }
  }

  // MARK: The recorded fabric

  package func basis() throws(LedgerError) -> LedgerBasis { try read { (contents) throws(LedgerError) in contents.basis } }
  package func snapshot() throws(LedgerError) -> LedgerSnapshot { try read { (contents) throws(LedgerError) in contents.snapshot } }
  package func objects(scope: String) throws(LedgerError) -> [LedgerObject] { try objects().filter { $0.scope == scope } }
  package func snapshotWithoutActiveIdentities() throws(LedgerError) -> LedgerSnapshot { try snapshot().withoutActiveIdentities }

  package func objects() throws(LedgerError) -> [LedgerObject] { try snapshot().objects }
  package func identities() throws(LedgerError) -> [LedgerIdentity] { try snapshot().identities }
  package func identity(_ value: String, type: String) throws(LedgerError) -> LedgerIdentity? {
    try identities().first { $0.value == value && $0.type == type }
  }
  package func identityHistory(_ value: String) throws(LedgerError) -> [LedgerIdentity] {
    try read { (contents) throws(LedgerError) in contents.history.filter { $0.value == value } }
  }
}
