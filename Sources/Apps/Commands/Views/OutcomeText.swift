internal import Documents
internal import Planning
internal import Reconciliation

/// How a run ended, in words.
struct OutcomeText {
  let plan: Plan
  let outcome: Outcome

  /// What did not become as it was to be, and what is not as it was.
  var problems: String {
    var lines = outcome.mismatches.map(\.description)
    lines += outcome.unrecorded.map { "\($0.appliance):\($0.address) is not recorded: \($0.reason)" }
    if case .rolledBack(_, let residue) = outcome.result { lines += residue.map(\.description) }
    return lines.map { printable($0) + "\n" }.joined()
  }

  var text: String {
    switch outcome.result {
    case .done:
      let before = outcome.noop == 0 ? "" : ", \(outcome.noop) of them done before"
      return "Done: \(Words.count(outcome.states.count, "step")) verified\(before). Run \(outcome.run).\n" + boots
    case .rolledBack(let reason, let residue):
      let end = residue.isEmpty ? "everything is as it was" : "\(residue.count) object\(residue.count == 1 ? " is" : "s are") not as before"
      return "Rolled back: \(reason); \(end). Run \(outcome.run).\n"
    case .stopped(let reason):
      let isOpen = outcome.unknown + outcome.performed > 0
      return """
        Stopped: \(reason). \(outcome.verified + outcome.noop) of \(outcome.states.count) steps are verified, \
        \(outcome.performed) performed, \(outcome.failed) failed, \(outcome.unknown) unknown, \(outcome.notStarted) not started. \
        Run \(outcome.run). \(isOpen ? "To find out what became of it, and go on or back: weft recover." : "To go on: plan again.")

        """
    }
  }

  private var boots: String {
    let servers = Set(plan.steps.filter { $0.impact == .hostReboot }.flatMap(\.servers)).sorted()
    guard !servers.isEmpty else { return "" }
    let words =
      servers.count <= 5 ? servers.joined(separator: ", ") : "\(servers.prefix(5).joined(separator: ", ")) and \(servers.count - 5) more"
    return "Waiting for a boot of \(words): then say 'weft ack SERVER'.\n"
  }
}
