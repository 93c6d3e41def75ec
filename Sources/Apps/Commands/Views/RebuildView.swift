internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// What a rebuilt ledger knows, and what is lost for good.
struct RebuildView {
  let rebuilding: Rebuilding
  let workspace: Workspace
  let path: String
  let aside: String?

  init(_ rebuilding: Rebuilding, _ workspace: Workspace, path: String, aside: String?) {
    self.rebuilding = rebuilding
    self.workspace = workspace
    self.path = path
    self.aside = aside
  }

  func text() -> String {
    let counts =
      "\(Words.count(rebuilding.objects, "object")) with \(rebuilding.changes.identities.count) address\(rebuilding.changes.identities.count == 1 ? "" : "es")"
    var lines = ["Rebuilt the ledger \(path): \(counts) of the scope \(workspace.site.scope) recorded."]
    if let aside { lines.append("The ledger that was there is \(aside).") }
    lines += found
    lines.append("Not rebuilt, since no appliance has it:")
    lines += lost.map { "  \($0)" }
    return lines.map { $0 + "\n" }.joined()
  }

  /// What the appliances have and the ledger does not take.
  private var found: [String] {
    var lines = rebuilding.conflicts.map {
      "\($0.identity) is on the appliances as \($0.owner)'s and as \($0.other)'s: recorded for \($0.owner) only."
    }
    if rebuilding.unmarked > 0 {
      lines.append(
        "\(Words.count(rebuilding.unmarked, "object")) of the manifests \(rebuilding.unmarked == 1 ? "bears" : "bear") no mark: "
          + "the next apply records what is as the manifests say.")
    }
    for scope in rebuilding.others.keys.sorted() {
      lines.append("\(Words.count(rebuilding.others[scope] ?? 0, "object")) of the scope \(scope): left to the marks they bear.")
    }
    return lines
  }

  private var lost: [String] {
    let absent = absentProfiles
    let initial = initialTemplates
    return [
      absent.isEmpty
        ? "addresses of profiles that no appliance holds (the manifests have none such)"
        : "the addresses of \(absent.joined(separator: ", ")), which no appliance holds",
      "the quarantine of addresses that were released",
      initial.isEmpty
        ? "what 'initial' templates once gave (the manifests have none)"
        : "what the 'initial' templates \(initial.joined(separator: ", ")) once gave: profiles keep what they have on the appliances",
      "tombstones of identities that were taken over from appliances that could not be read",
      "the history of runs and of addresses",
    ]
  }

  private var absentProfiles: [String] {
    let held = Set(workspace.observations.fabric.appliances.flatMap { $0.profiles.map(\.record.name) })
    return workspace.loaded.manifest.profiles.map(\.name).filter { !held.contains($0) }.sorted()
  }

  private var initialTemplates: [String] {
    let manifest = workspace.loaded.manifest
    return
      (manifest.templates.filter { $0.spec.update == .initial }.map(\.name)
      + manifest.vnicTemplates.filter { $0.spec.update == .initial }.map(\.name)
      + manifest.vhbaTemplates.filter { $0.spec.update == .initial }.map(\.name)).sorted()
  }
}
