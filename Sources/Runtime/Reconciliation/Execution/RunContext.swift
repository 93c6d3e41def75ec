package import Ledger

/// All that a run takes from the world: who it is, what time it is, and whom it tells.
package struct RunContext: Sendable {
  package var run: RunID
  package var host: String
  package var user: String
  package var pid: Int32
  package var toolVersion: String
  package var note = ""
  /// The run that this one takes back.
  package var rollsBack: RunID?
  /// How long somebody has to say that the run may stay, from the time that all of it is verified; absent where it stays.
  package var confirmSeconds: Int64?
  /// Where the manifests stood.
  package var revision: ManifestRevision?
  /// Seconds since 1970.
  package var now: @Sendable () -> Int64
  /// Waits before the n-th retry of a call, counted from 1.
  package var pause: @Sendable (_ retry: Int) async -> Void = { _ in }
  /// Waits for what a plan lets settle.
  package var wait: @Sendable (_ seconds: Int64) async -> Void = { _ in }
  /// Asked again and again, a moment each time, while a run waits for somebody to say that it may stay.
  package var answer: @Sendable () async -> Confirmation.Decision? = { nil }
  /// Asked between batches.
  package var shouldStop: @Sendable () -> Bool = { false }
  package var report: @Sendable (RunEvent) -> Void = { _ in }

  package init(run: RunID, host: String, user: String, pid: Int32, toolVersion: String, now: @escaping @Sendable () -> Int64) {
    self.run = run
    self.host = host
    self.user = user
    self.pid = pid
    self.toolVersion = toolVersion
    self.now = now
  }
}

/// What a run tells while it goes on.
package enum RunEvent: Hashable, Sendable {
  /// With how many of the plan's steps were done already.
  case started(RunID, steps: Int, noops: Int)
  case batchBegun(appliance: String, steps: [String])
  case retrying(appliance: String, retry: Int, reason: String)
  /// The driver said so.
  case batchDone(appliance: String, steps: [String])
  /// A second look said so.
  case verified(appliance: String, steps: [String])
  case failed(appliance: String, steps: [String], reason: String)
  /// Every step is verified; it is taken back unless somebody says by then that it may stay.
  case waiting(RunID, until: Int64)
  case finished(Outcome)
}
