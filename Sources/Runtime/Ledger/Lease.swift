/// The right to write, as a number that only ever grows: whoever holds an older one has lost it.
package struct LeaseToken: Hashable, Sendable, Comparable {
  package let fence: Int64

  package init(fence: Int64) { self.fence = fence }

  package static func < (left: LeaseToken, right: LeaseToken) -> Bool { left.fence < right.fence }
}

/// Who holds a ledger, and until when.
package struct Lease: Hashable, Sendable {
  package let token: LeaseToken
  /// For people: a user and what they started.
  package let holder: String
  package let host: String
  package let pid: Int32
  /// Tells the holder from a later process with the same number; absent if it could not be found out.
  package let process: String?
  package let since: Int64
  package let renewedAt: Int64
  package let expiresAt: Int64

  package init(
    token: LeaseToken, holder: String, host: String, pid: Int32, process: String?, since: Int64, renewedAt: Int64, expiresAt: Int64
  ) {
    self.token = token
    self.holder = holder
    self.host = host
    self.pid = pid
    self.process = process
    self.since = since
    self.renewedAt = renewedAt
    self.expiresAt = expiresAt
  }

  /// What can be said of the holder's process from here.
  package enum ProcessState: String, Hashable, Sendable {
    case running, dead
    /// It is on another machine, or nothing tells it from another process of that number.
    case unknown
  }

  package func processState(on host: String) -> ProcessState {
    guard host == self.host, let process, let mark = ProcessMark(text: process) else { return .unknown }
    if mark.isKnownDead(pid: pid) { return .dead }
    return mark == ProcessMark(pid: pid) ? .running : .unknown
  }

  /// Whether somebody else may take it.
  package func isFree(on host: String, at now: Int64) -> Bool {
    now >= expiresAt || processState(on: host) == .dead
  }
}
