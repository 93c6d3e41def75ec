internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// One event of a run as a line of JSON (`schemas/event.schema.json`): the same envelope for all, then what the event has.
struct RunEventJSON {
  static let format = "weft/event/1"

  let run: RunID
  /// From 1 in each run, without gaps: a reader sees whether it lost any.
  let sequence: Int
  let time: Timestamp
  let event: RunEvent

  var text: String {
    var json = JSONWriter()
    json.object { json in
      json.member("format", Self.format)
      json.member("run", run.text)
      json.member("seq", sequence)
      json.member("time", time.description)
      json.member("event", name)
      writeMembers(&json)
    }
    return json.text
  }

  private var name: String {
    switch event {
    case .started: "runStarted"
    case .batchBegun: "stepBegun"
    case .batchDone: "stepPerformed"
    case .verified: "stepVerified"
    case .failed: "stepFailed"
    case .retrying: "callRetried"
    case .waiting: "runWaiting"
    case .finished: "runFinished"
    }
  }

  private func writeMembers(_ json: inout JSONWriter) {
    switch event {
    case .started(_, let steps, let noops):
      json.member("steps", steps)
      json.member("noop", noops)
    case .batchBegun(let appliance, let steps), .batchDone(let appliance, let steps), .verified(let appliance, let steps):
      write(appliance, steps, &json)
    case .failed(let appliance, let steps, let reason):
      write(appliance, steps, &json)
      json.member("reason", reason)
    case .retrying(let appliance, let retry, let reason):
      json.member("appliance", appliance)
      json.member("retry", retry)
      json.member("reason", reason)
    case .waiting(_, let deadline): json.member("until", Timestamp(seconds: deadline).description)
    case .finished(let outcome): write(outcome, &json)
    }
  }

  private func write(_ appliance: String, _ steps: [String], _ json: inout JSONWriter) {
    json.member("appliance", appliance)
    json.list("steps", steps) { $0.string($1) }
  }

  private func write(_ outcome: Outcome, _ json: inout JSONWriter) {
    switch outcome.result {
    case .done:
      json.member("outcome", "done")
      json.member("reason", nil as String?)
    case .stopped(let reason):
      json.member("outcome", "stopped")
      json.member("reason", reason.description)
    case .rolledBack(let reason, let residue):
      json.member("outcome", residue.isEmpty ? "rolledBack" : "rolledBackWithResidue")
      json.member("reason", reason.description)
    }
    json.member("verified", outcome.verified)
    json.member("noop", outcome.noop)
    json.member("performed", outcome.performed)
    json.member("failed", outcome.failed)
    json.member("unknown", outcome.unknown)
    json.member("notStarted", outcome.notStarted)
  }
}
