internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning

/// One run: who and when, its plan, and what became of every step.
struct RunView {
  let run: LedgerRun
  /// Nil where this weft cannot read it.
  let plan: Plan?
  let planText: String?
  /// Those that were begun or found done.
  let steps: [JournalStep]
  let rolledBackBy: [RunID]

  func text(_ extent: Extent, color: Bool) -> String {
    head + (plan.map { PlanView($0, extent: extent, blockers: []).text(color: color) } ?? "\nIts plan can't be read by this weft.\n") + "\n"
      + stepTable
  }

  private var head: String {
    var rows = [
      ("run", run.id.text), ("started", "\(HistoryView.time(run.startedAt)) by \(run.user) on \(run.host), weft \(run.toolVersion)"),
      ("outcome", run.outcomeText + (run.endedAt.map { ", \(HistoryView.time($0))" } ?? "")), ("scope", run.scope), ("plan", run.planID),
    ]
    if let revision = run.revision {
      rows.append(("revision", revision.commit + (revision.isDirty ? ", with changes that were not committed" : "")))
    }
    if !run.note.isEmpty { rows.append(("note", run.note)) }
    if let words = run.confirmation?.words { rows.append(("confirmation", words)) }
    if let other = run.rollsBack { rows.append(("takes back", "run \(other)")) }
    for other in rolledBackBy { rows.append(("taken back by", "run \(other)")) }
    return rows.map { name, value in name + String(repeating: " ", count: 15 - name.count) + printable(value) + "\n" }.joined()
  }

  private var stepTable: String {
    let rows = rows
    if rows.isEmpty { return "It had no steps.\n" }
    var table = TextTable(["STEP", "APPLIANCE", "OPERATION", "TARGET", "RESULT", "WHEN", "REASON"])
    for row in rows {
      table.add(
        [
          row.step, row.planned?.appliance ?? "", row.planned?.change.operation.rawValue ?? "", row.planned?.target.description ?? "",
          row.result, row.journal.map { HistoryView.time($0.at) } ?? "", row.reason ?? "",
        ].map(printable))
    }
    return "Steps:\n" + table.text()
  }

  func json() -> String {
    var json = JSONWriter()
    json.object { json in
      json.member("format", "weft/run/1")
      run.writeMembers(&json)
      json.list("rolledBackBy", rolledBackBy) { $0.string($1.text) }
      json.list("steps", rows) { json, row in
        json.object { json in
          json.member("id", row.step)
          json.member("appliance", row.planned?.appliance)
          json.member("operation", row.planned?.change.operation.rawValue)
          json.member("target", row.planned?.target.description)
          json.member("result", row.result)
          json.member("attempt", row.journal?.attempt)
          json.member("time", row.journal.map { HistoryView.time($0.at) })
          json.member("reason", row.reason)
        }
      }
      json.key("content")
      json.optional(planText) { $0.raw($1) }
    }
    return json.text
  }

  private struct Row {
    let step: String
    let planned: Step?
    let journal: JournalStep?

    var result: String {
      switch journal?.result {
      case .performed: "performed"
      case .verified: "verified"
      case .noop: "noop"
      case .failed: "failed"
      case nil: journal == nil ? "notStarted" : "begun"
      }
    }

    var reason: String? {
      if case .failed(let reason)? = journal?.result { reason } else { nil }
    }
  }

  /// In the order of the plan.
  private var rows: [Row] {
    guard let plan else { return steps.map { Row(step: $0.step, planned: nil, journal: $0) } }
    let journal = Dictionary(steps.map { ($0.step, $0) }, uniquingKeysWith: { first, _ in first })
    return plan.steps.map { Row(step: $0.id, planned: $0, journal: journal[$0.id]) }
  }
}

extension Confirmation {
  fileprivate var words: String {
    let by = decidedBy.map { " by \($0)" } ?? ""
    let at = decidedAt.map { " at \(HistoryView.time($0))" } ?? ""
    switch decision {
    case .confirmed: return "given\(by)\(at)"
    case .withdrawn: return "not given in time, or refused\(by)\(at)"
    case nil: return "to be given within \(Interval(seconds: withinSeconds))" + (deadline.map { ", until \(HistoryView.time($0))" } ?? "")
    }
  }
}
