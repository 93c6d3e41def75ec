internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning

/// The runs of a ledger and what people did to it, newest first.
struct HistoryView {
  let runs: [LedgerRunSummary]
  let interventions: [LedgerIntervention]

  func text() -> String {
    var text = ""
    if runs.isEmpty {
      text = "Nothing was carried out yet.\n"
    } else {
      var table = TextTable(["WHEN", "RUN", "USER", "HOST", "OUTCOME", "DONE", "FAILED", "PLAN", "REVISION"])
      for summary in runs {
        let run = summary.run
        table.add(
          [
            Self.time(run.startedAt), run.id.text, run.user, run.host, run.outcomeText, "\(summary.done)", "\(summary.failed)",
            String(run.planID.prefix(12)), run.revision?.shortText ?? "",
          ].map(printable))
      }
      text = table.text()
    }
    if !interventions.isEmpty { text += "\nTo the ledger itself:\n" }
    for it in interventions { text += printable("  \(Self.time(it.at))  \(it.what), by \(it.user) on \(it.host)") + "\n" }
    return text
  }

  func json() -> String {
    var json = JSONWriter(pretty: true)
    json.object { json in
      json.member("format", "weft/history/1")
      json.list("runs", runs) { json, summary in
        json.object { json in
          summary.run.writeMembers(&json)
          json.member("done", summary.done)
          json.member("failed", summary.failed)
        }
      }
      json.list("interventions", interventions) { json, it in
        json.object { json in
          json.member("kind", it.kind.rawValue)
          json.member("time", Self.time(it.at))
          json.member("user", it.user)
          json.member("host", it.host)
          json.member("pid", Int(it.pid))
          json.member("what", it.what)
        }
      }
    }
    return json.text
  }

  static func time(_ seconds: Int64) -> String { Timestamp(seconds: seconds).description }
}

extension LedgerRun {
  /// A run without an end is under way, waits to be confirmed, or its process died.
  var outcomeText: String {
    switch outcome {
    case .done: "done"
    case .stopped: "stopped"
    case .interrupted: "interrupted"
    case .rolledBack: "rolled back"
    case .rolledBackWithResidue: "rolled back with residue"
    case nil: confirmation?.deadline != nil && confirmation?.decision == nil ? "waiting" : "not ended"
    }
  }

  func writeMembers(_ json: inout JSONWriter) {
    json.member("run", id.text)
    json.member("plan", planID)
    json.member("scope", scope)
    json.member("started", HistoryView.time(startedAt))
    json.member("ended", endedAt.map(HistoryView.time))
    json.member("outcome", outcome?.rawValue)
    json.member("user", user)
    json.member("host", host)
    json.member("tool", toolVersion)
    json.member("note", note)
    json.key("revision")
    json.optional(revision) { json, revision in
      json.object { json in
        json.member("commit", revision.commit)
        json.member("dirty", revision.isDirty)
      }
    }
    json.member("rollsBack", rollsBack?.text)
    json.key("confirmation")
    json.optional(confirmation) { json, it in
      json.object { json in
        json.member("withinSeconds", Int(it.withinSeconds))
        json.member("deadline", it.deadline.map(HistoryView.time))
        json.member("decision", it.decision?.rawValue)
        json.member("user", it.decidedBy)
        json.member("time", it.decidedAt.map(HistoryView.time))
      }
    }
  }
}

extension ManifestRevision {
  var shortText: String { commit.prefix(12) + (isDirty ? "+" : "") }
}
