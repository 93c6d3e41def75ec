package import Ledger
internal import Synchronization

/// A ledger whose process dies at one of its writes: that one is on the disk or not, and none after it.
package struct MortalLedger: ForwardingLedger {
  package let base: any LedgerStore
  private let life: Life

  private final class Life: Sendable {
    let writes = Mutex(0)
  }

  /// The write at which it dies, counted from 1; nil is never.
  private let last: Int?
  private let isLastWritten: Bool
  private let death: @Sendable () -> Void

  /// - Parameter death: is called when it dies, for all else that ends with the process.
  package init(_ base: any LedgerStore, dyingAt last: Int?, written isLastWritten: Bool, death: @escaping @Sendable () -> Void) {
    self.base = base
    self.last = last
    self.isLastWritten = isLastWritten
    self.death = death
    life = Life()
  }

  /// How many writes there were, the last one included.
  package var writes: Int { life.writes.withLock { $0 } }
  package var isDead: Bool { last.map { writes >= $0 } ?? false }

  private func write<Value>(_ body: () throws(LedgerError) -> Value) throws(LedgerError) -> Value {
    let number = life.writes.withLock { writes in
      writes += 1
      return writes
    }
    guard let last, number >= last else { return try body() }
    if number == last {
      if isLastWritten { _ = try body() }
      death()
    }
    throw .unexpected(path: "ledger", cause: "the process is dead")
  }

  package func acquireLease(holder: String, host: String, pid: Int32, ttlSeconds: Int64, at: Int64) throws(LedgerError) -> LeaseToken {
    try write { () throws(LedgerError) in
      try base.acquireLease(holder: holder, host: host, pid: pid, ttlSeconds: ttlSeconds, at: at)
    }
  }
  package func renew(_ lease: LeaseToken, ttlSeconds: Int64, at: Int64) throws(LedgerError) {
    try write { () throws(LedgerError) in try base.renew(lease, ttlSeconds: ttlSeconds, at: at) }
  }
  package func release(_ lease: LeaseToken) throws(LedgerError) {
    try write { () throws(LedgerError) in try base.release(lease) }
  }
  package func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError) {
    try write { () throws(LedgerError) in try base.startRun(run, plan: plan, under: lease) }
  }
  package func endRun(_ run: RunID, _ outcome: LedgerRun.Outcome, under lease: LeaseToken, at: Int64) throws(LedgerError) {
    try write { () throws(LedgerError) in try base.endRun(run, outcome, under: lease, at: at) }
  }
  package func awaitConfirmation(of run: RunID, until deadline: Int64, under lease: LeaseToken) throws(LedgerError) {
    try write { () throws(LedgerError) in try base.awaitConfirmation(of: run, until: deadline, under: lease) }
  }
  package func decide(_ run: RunID, _ wanted: Confirmation.Decision, by user: String, at: Int64) throws(LedgerError)
    -> Confirmation.Decision
  {
    try write { () throws(LedgerError) in try base.decide(run, wanted, by: user, at: at) }
  }
  package func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID, under lease: LeaseToken,
    at: Int64
  ) throws(LedgerError) {
    try write { () throws(LedgerError) in
      try base.end(ends, releasing: begins, recording: changes, in: run, under: lease, at: at)
    }
  }
  package func record(_ changes: LedgerChanges, under lease: LeaseToken) throws(LedgerError) -> Int64 {
    try write { () throws(LedgerError) in try base.record(changes, under: lease) }
  }
}
