internal import DriverInterface
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// Runs that did not end: what they had under way, and what is so now.
struct Interruptions {
  let ledgerPath: String
  /// As it was just observed.
  let fabric: Fabric
  let console: Console
  /// Appliances that nobody asked: what a run began there counts as failed.
  var abandoned: Set<String> = []

  /// Says it. Only reads.
  func tell() throws {
    try onRunErrors {
      guard let ledger = try SQLiteLedger.openForReading(ledgerPath) else { return }
      let isAlive = try ledger.holder() != nil
      for interruption in try Interruption.all(in: ledger, fabric: fabric) {
        console.error(interruption.text(mayBeAlive: isAlive) + "\n")
      }
    }
  }

  /// Says it, and writes the findings to the ledger, so that the next run goes on from what is so; whether there was any.
  func settle() throws -> Bool {
    try onRunErrors {
      guard let reader = try SQLiteLedger.openForReading(ledgerPath), try !reader.unfinishedRuns().isEmpty else { return false }
      let ledger = try SQLiteLedger.open(ledgerPath)
      // A run that goes on is no interruption.
      if let lease = try ledger.holder() { throw LedgerError.locked(path: ledgerPath, by: lease) }
      for interruption in try Interruption.all(in: ledger, fabric: fabric) {
        console.error(interruption.text(mayBeAlive: false) + "\n")
        try interruption.close(in: ledger, context: RunIdentity.context(), abandoning: abandoned.isSuperset(of: interruption.unread))
      }
      return true
    }
  }
}

extension Workspace {
  func interruptions(_ console: Console) -> Interruptions {
    Interruptions(ledgerPath: ledgerPath, fabric: observations.fabric, console: console, abandoned: site.unread)
  }
}

extension Interruption {
  /// `run … was interrupted: 3 steps done, 1 not done, 4 not started`, and what nobody can know.
  func text(mayBeAlive: Bool) -> String {
    let counts = [(Finding.Verdict.done, "done"), (.notDone, "begun but not done"), (.unknown, "unknown"), (.notStarted, "not started")]
      .compactMap { verdict, words in count(verdict) == 0 ? nil : "\(count(verdict)) \(words)" }
    let head = mayBeAlive ? "run \(run.id) has not ended (it may still be running)" : "run \(run.id) was interrupted"
    var lines = waiting(mayBeAlive) + ["\(head): of \(findings.count) steps, \(counts.joined(separator: ", "))"]
    for finding in findings where finding.verdict == .notDone || finding.verdict == .unknown {
      lines.append(
        "  \(finding.appliance):\(finding.address) \(finding.verdict == .notDone ? "is as it was" : "is neither as it was nor as it should be")"
      )
    }
    return lines.joined(separator: "\n")
  }

  /// What is due to the run, or what it waits for.
  private func waiting(_ mayBeAlive: Bool) -> [String] {
    switch run.confirmation?.state(at: RunIdentity.context().now()) {
    case nil, .confirmed: []
    case .open(let deadline):
      ["run \(run.id) waits until \(Timestamp(seconds: deadline)) for 'weft confirm \(run.id)', and is taken back after that"]
    case .overdue:
      mayBeAlive ? [] : ["run \(run.id) was not confirmed in time: the next 'weft apply', 'recover' or 'confirm' takes it back"]
    }
  }
}
