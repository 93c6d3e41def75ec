internal import FabricModel
internal import Planning

/// What a plan is not about: said after it, since it limits what its summary promises.
struct ScopeNote {
  let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// Empty where the plan is about everything.
  var text: String {
    var lines: [String] = []
    if !plan.complete { lines.append(incomplete) }
    if !plan.limits.isEmpty { lines.append(limited) }
    for server in plan.fenced.keys.sorted() { lines.append("Fenced: \(server) counts as off (\(plan.fenced[server] ?? "")).") }
    for burial in plan.burials where burial.record.kind == "profile" {
      lines.append("\(burial.record.address) is taken over from \(burial.appliance), and deactivated there as soon as it can be read.")
    }
    return lines.isEmpty ? "" : "\n" + lines.map { $0 + "\n" }.joined()
  }

  private var incomplete: String {
    "Incomplete: \(plan.unread.joined(separator: ", ")) \(plan.unread.count == 1 ? "was" : "were") not read; what is recorded there stays."
  }

  private var limited: String {
    let targets = plan.limits.targets.words
    let excludes = plan.limits.excludes.words
    let to = targets.isEmpty ? "all" : targets.joined(separator: ", ")
    return "Partial: limited to \(to)\(excludes.isEmpty ? "" : ", without \(excludes.joined(separator: ", "))")."
  }
}

extension Plan {
  /// What a run of it writes into the journal's note.
  var note: String {
    let parts =
      fenced.keys.sorted().map { "fenced \($0): \(fenced[$0] ?? "")" } + unread.map { "without \($0)" }
      + limits.targets.words.map { "target \($0)" } + limits.excludes.words.map { "exclude \($0)" }
    return parts.joined(separator: "; ").filter { $0 != "\0" }
  }
}
