internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation
internal import Synchronization

/// Tells what a run does: a live block on a terminal, lines elsewhere, both on standard error; or one JSON event a line on standard output.
final class Progress: Sendable {
  private let format: OutputFormat
  private let console: Console
  private let targets: [String: String]
  private let run: RunID
  private let now: @Sendable () -> Int64
  /// Whether lines begin with the time.
  private let hasTimes: Bool
  private let sequence = Mutex(0)
  private let block: LiveBlock?

  init(_ plan: Plan, _ context: RunContext, format: OutputFormat, hasTimes: Bool, console: Console) {
    self.format = format
    self.console = console
    self.hasTimes = hasTimes
    run = context.run
    now = context.now
    targets = Dictionary(plan.steps.map { ($0.id, $0.target.description) }, uniquingKeysWith: { first, _ in first })
    block = format == .text && console.errorIsTerminal && !plan.steps.isEmpty ? LiveBlock(RunTally(plan), console) : nil
  }

  func tell(_ event: RunEvent) {
    if format == .json { return console.output(json(event) + "\n") }
    guard let block else {
      if let line = line(event) { console.error(line + "\n") }
      return
    }
    block.take(event, line: hasTimes || isWorthKeeping(event) ? line(event) : nil)
    if case .waiting = event { block.rest() }
  }

  /// Takes the block off the terminal.
  func end() { block?.end() }

  /// What is still to be seen when the block is gone.
  private func isWorthKeeping(_ event: RunEvent) -> Bool {
    switch event {
    case .started, .failed, .retrying, .waiting: true
    case .batchBegun, .batchDone, .verified, .finished: false
    }
  }

  private func line(_ event: RunEvent) -> String? {
    words(event).map { (hasTimes ? "\(Timestamp(seconds: now())) " : "") + printable($0) }
  }

  private func words(_ event: RunEvent) -> String? {
    switch event {
    case .started(let run, let steps, let noops):
      "run \(run): \(Words.count(steps, "step"))" + (noops == 0 ? "" : ", \(noops) of them done already")
    case .batchBegun(let appliance, let steps): "\(appliance): \(names(steps))"
    case .retrying(let appliance, let retry, let reason): "\(appliance): try \(retry + 1) (\(reason))"
    case .failed(let appliance, let steps, let reason): "\(appliance): \(names(steps)) failed: \(reason)"
    case .verified(let appliance, let steps): "\(appliance): \(steps.count) verified"
    case .waiting(let run, let deadline):
      "every step is verified; run \(run) is taken back at \(Timestamp(seconds: deadline)) unless it is confirmed: "
        + (console.isInteractive ? "say yes or no, or 'weft confirm \(run)'" : "weft confirm \(run)")
    case .batchDone, .finished: nil
    }
  }

  private func names(_ steps: [String]) -> String {
    let first = steps.first.flatMap { targets[$0] } ?? "nothing"
    return steps.count < 2 ? first : "\(first) and \(steps.count - 1) more"
  }

  private func json(_ event: RunEvent) -> String {
    let number = sequence.withLock { number in
      number += 1
      return number
    }
    return RunEventJSON(run: run, sequence: number, time: Timestamp(seconds: now()), event: event).text
  }
}
