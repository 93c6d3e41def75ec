internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// Tells what a run does: lines for people on standard error, or one JSON event a line on standard output.
struct Progress: Sendable {
  private let format: OutputFormat
  private let console: Console
  private let targets: [String: String]

  init(_ plan: Plan, format: OutputFormat, console: Console) {
    self.format = format
    self.console = console
    targets = Dictionary(plan.steps.map { ($0.id, $0.target.description) }, uniquingKeysWith: { first, _ in first })
  }

  func tell(_ event: RunEvent) {
    switch format {
    case .text: if let line = line(event) { console.error(line + "\n") }
    case .json: console.output(json(event) + "\n")
    }
  }

  private func line(_ event: RunEvent) -> String? {
    switch event {
    case .started(let run, let steps, let noops):
      "run \(run): \(steps) step\(steps == 1 ? "" : "s")" + (noops == 0 ? "" : ", \(noops) of them done already")
    case .batchBegun(let appliance, let steps):
      "\(appliance): \(name(steps.first))" + (steps.count == 1 ? "" : " and \(steps.count - 1) more")
    case .retrying(let appliance, let retry, let reason): "\(appliance): try \(retry + 1) (\(reason))"
    case .failed(let appliance, let steps, let reason): "\(appliance): \(name(steps.first)) failed: \(reason)"
    case .verified(let appliance, let steps): "\(appliance): \(steps.count) verified"
    case .batchDone, .finished: nil
    }
  }

  private func name(_ step: String?) -> String { step.flatMap { targets[$0] } ?? "nothing" }

  private func json(_ event: RunEvent) -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("format", "weft/event/1")
      switch event {
      case .started(let run, let steps, let noops):
        json.member("event", "started")
        json.member("run", run.text)
        json.member("steps", steps)
        json.member("noops", noops)
      case .batchBegun(let appliance, let steps): write("begun", appliance, steps, nil, &json)
      case .batchDone(let appliance, let steps): write("performed", appliance, steps, nil, &json)
      case .verified(let appliance, let steps): write("verified", appliance, steps, nil, &json)
      case .failed(let appliance, let steps, let reason): write("failed", appliance, steps, reason, &json)
      case .retrying(let appliance, let retry, let reason):
        json.member("event", "retrying")
        json.member("appliance", appliance)
        json.member("retry", retry)
        json.member("reason", reason)
      case .finished(let outcome):
        json.member("event", "finished")
        json.member("run", outcome.run.text)
        json.member("outcome", outcome.result == .done ? "done" : "stopped")
        json.member("verified", outcome.verified)
        json.member("noop", outcome.noop)
        json.member("performed", outcome.performed)
        json.member("failed", outcome.failed)
        json.member("unknown", outcome.unknown)
        json.member("notStarted", outcome.notStarted)
      }
    }
    return json.text
  }

  private func write(_ event: String, _ appliance: String, _ steps: [String], _ reason: String?, _ json: inout JSONWriter) {
    json.member("event", event)
    json.member("appliance", appliance)
    json.list("steps", steps) { $0.string($1) }
    if let reason { json.member("reason", reason) }
  }
}
