internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning

/// Who holds a ledger, for people and for machines.
struct LockView {
  let lease: Lease?
  let state: Lease.ProcessState?
  private let path: String
  private let now: Int64
  /// The lease that was just taken away.
  private let broken: Lease?

  init(_ lease: Lease?, path: String, host: String, now: Int64, broken: Lease? = nil) {
    self.lease = lease
    self.path = path
    self.now = now
    self.broken = broken
    state = lease?.processState(on: host)
  }

  func text() -> String {
    if let broken { return "The lock of \(broken.holder) on the ledger \(path) is broken. What it began: 'weft plan' tells.\n" }
    guard let lease else { return "Nobody holds the ledger \(path).\n" }
    let rows = [
      ("ledger", path), ("holder", lease.holder), ("host", lease.host), ("process", "\(lease.pid) (\(stateText))"),
      ("since", time(lease.since)), ("renewed", time(lease.renewedAt)), ("expires", "\(time(lease.expiresAt)) (\(expiryText(lease)))"),
    ]
    return rows.map { name, value in name + String(repeating: " ", count: 9 - name.count) + printable(value) + "\n" }.joined()
  }

  func json() -> String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("format", "weft/lock/1")
      json.member("ledger", path)
      json.key("lease")
      json.optional(lease) { json, lease in write(lease, &json) }
      json.key("broken")
      json.optional(broken) { json, lease in write(lease, &json) }
    }
    return json.text
  }

  private func write(_ lease: Lease, _ json: inout JSONWriter) {
    json.object { json in
      json.member("token", Int(lease.token.fence))
      json.member("holder", lease.holder)
      json.member("host", lease.host)
      json.member("pid", Int(lease.pid))
      json.member("process", state?.rawValue)
      json.member("since", time(lease.since))
      json.member("renewed", time(lease.renewedAt))
      json.member("expires", time(lease.expiresAt))
      json.member("expired", now >= lease.expiresAt)
    }
  }

  private var stateText: String {
    switch state {
    case .running: "running on this host"
    case .dead: "dead: the next apply takes the ledger"
    case .unknown, nil: "it can't be known here whether it lives"
    }
  }

  private func expiryText(_ lease: Lease) -> String {
    let seconds = lease.expiresAt - now
    return seconds > 0 ? "in \(RunBlock.time(Double(seconds)))" : "the next apply may take the ledger"
  }

  private func time(_ seconds: Int64) -> String { Timestamp(seconds: seconds).description }
}
