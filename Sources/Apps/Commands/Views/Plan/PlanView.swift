internal import FabricModel
internal import Planning

/// A plan as text for people: like changes together, then what it costs, what others must do, and what stands against it.
struct PlanView {
  let plan: Plan
  let paint: Paint

  init(_ plan: Plan, color: Bool) {
    self.plan = plan
    paint = Paint(isOn: color)
  }

  func text() -> String {
    body() + section("It can't be applied as it is", plan.blockers.map { paint.red(describe($0)) }) + "\n" + summary() + "\n"
  }

  /// Without the gates, which are judged by the flags of the command that applies it.
  func textToApply() -> String { body() + "\n" + summary() + "\n" }

  private func body() -> String {
    var out = ""
    for group in groups() { out += describe(group) }
    out += section("Drift: the fabric is not as weft left it", plan.drift.map(describe))
    out += section("Broken already, and not made worse", plan.preexisting.map { "\($0.invariant) \($0.subject): \($0.message)" })
    out += section("For other teams, before the steps that need it", externalWork(), most: .max)
    out += section("Capacity of the ports it touches", plan.capacity.compactMap(describe))
    if !plan.unmanaged.isEmpty {
      out += "\nOn the fabric but not weft's, and left as it is (\(plan.unmanaged.count)): \(brief(plan.unmanaged))\n"
    }
    return out + impacts()
  }

  // MARK: Changes

  /// Changes that differ only in names, identities and places.
  private struct Group {
    let first: Change
    var others: [Change] = []
  }

  private func groups() -> [Group] {
    var groups: [Group] = []
    var index: [String: Int] = [:]
    for change in plan.changes {
      let key = likeness(of: change)
      if let known = index[key] {
        groups[known].others.append(change)
      } else {
        index[key] = groups.count
        groups.append(Group(first: change))
      }
    }
    return groups
  }

  /// Fields whose values are each object's own.
  private static let individual: Set<String> = ["mac", "wwpn", "wwnn", "uuid", "port", "server", "serverPort", "order"]

  private func likeness(of change: Change) -> String {
    let name = change.address.split(separator: "/").last.map(String.init) ?? ""
    let kind = change.address.hasPrefix("profile/") ? "profile" : name
    let fields = change.fields.map { field in
      Self.individual.contains(field.path) ? field.path : "\(field.path)=\(field.before.text)>\(field.after.text)"
    }
    return "\(change.action.rawValue)|\(kind)|\(change.reason)|\(impact(of: change).rawValue)|\(fields.joined(separator: ","))"
  }

  private func describe(_ group: Group) -> String {
    let change = group.first
    let cost = impact(of: change)
    let head = "\(change.action.glyph) \(change.address)"
    var out = "\n" + paint.action(change.action, head)
    if cost != .none { out += "  [\(cost.rawValue)]" }
    if !change.reason.isEmpty { out += "  (\(change.reason))" }
    out += "\n"
    let width = change.fields.map { $0.name.count }.max() ?? 0
    for field in change.fields {
      out += "    \(field.name)\(String(repeating: " ", count: width - field.name.count))  \(value(field, in: change))\n"
    }
    if !group.others.isEmpty {
      out += "  ×\(group.others.count) like this one: \(brief(group.others.map(\.address)))\n"
    }
    return out
  }

  private func value(_ field: FieldChange, in change: Change) -> String {
    switch change.action {
    case .create: field.afterText
    case .delete: field.beforeText
    default: "\(field.beforeText) → \(field.afterText)"
    }
  }

  private func impact(of change: Change) -> Impact { change.steps.map { plan.steps[$0].impact }.max() ?? .none }

  // MARK: The rest

  private func describe(_ drift: Difference) -> String {
    if drift.fields.isEmpty { return "\(drift.address) is gone" }
    let fields = drift.fields.map { "\($0.name) was \($0.beforeText), is \($0.afterText)" }
    return "\(drift.address): \(fields.joined(separator: "; "))"
  }

  private func describe(_ blocker: Blocker) -> String {
    blocker.message + (blocker.acknowledge.map { "\n      to go on all the same: \($0)" } ?? "") + " [\(blocker.id)]"
  }

  /// All of it, as others can do only what they are told: zoning by VSAN, then the rest.
  private func externalWork() -> [String] {
    var zones: [(vsan: String, members: [String])] = []
    var rest: [String] = []
    let steps = Dictionary(plan.steps.map { ($0.id, $0) }) { first, _ in first }
    for work in plan.external {
      guard work.kind == .zoning, case .vport(let vhba)? = work.precedes.first.flatMap({ steps[$0]?.change.after }) else {
        rest.append(work.text)
        continue
      }
      let vsan = vhba.vsan ?? ""
      let place = zones.firstIndex { $0.vsan == vsan } ?? zones.count
      if place == zones.count { zones.append((vsan, [])) }
      zones[place].members.append("  \(vhba.wwpn?.description ?? "")  \(vhba.address)")
    }
    return zones.flatMap { ["zone in VSAN \($0.vsan), and give LUNs to:"] + $0.members } + rest
  }

  /// Only ports whose load changes say something.
  private func describe(_ port: PortCapacity) -> String? {
    guard port.functionsBefore != port.functionsAfter || port.guaranteedBefore != port.guaranteedAfter else { return nil }
    var parts = ["functions \(port.functionsBefore) → \(port.functionsAfter)" + (port.functionLimit.map { " of \($0)" } ?? "")]
    if port.guaranteedAfter > .zero || port.guaranteedBefore > .zero {
      let before = port.guaranteedBefore == .zero ? "0" : port.guaranteedBefore.description
      let after = port.guaranteedAfter == .zero ? "0" : port.guaranteedAfter.description
      parts.append("guaranteed \(before) → \(after)" + (port.reservable.map { " of \($0)" } ?? ""))
    }
    return "\(port.port): " + parts.joined(separator: ", ")
  }

  /// What each class of impact hits.
  private func impacts() -> String {
    let lines = Impact.allCases.reversed().compactMap { impact -> String? in
      guard impact != .none else { return nil }
      let steps = plan.steps.filter { $0.impact == impact }
      guard !steps.isEmpty else { return nil }
      if impact == .dataLoss {
        let disks = Set(steps.compactMap(\.bearer)).sorted()
        return "\(impact.rawValue): \(disks.count) disk\(disks.count == 1 ? "" : "s") (\(brief(disks)))"
      }
      let servers = Set(steps.compactMap(\.server)).sorted()
      return "\(impact.rawValue): \(servers.count) server\(servers.count == 1 ? "" : "s") (\(brief(servers)))"
    }
    return section("What it costs the servers", lines)
  }

  private func summary() -> String {
    if plan.changes.isEmpty { return plan.blockers.isEmpty ? "No changes. The fabric is as the manifests say." : "Nothing can be done." }
    let counts = Change.Action.allCases.compactMap { action -> String? in
      let count = plan.changes.filter { $0.action == action }.count
      return count == 0 ? nil : "\(count) to \(action.rawValue)"
    }
    let steps = "\(plan.steps.count) step\(plan.steps.count == 1 ? "" : "s")"
    return "Plan: \(counts.joined(separator: ", ")); \(steps), impact at most \(plan.impact.rawValue)."
  }

  private func section(_ title: String, _ lines: [String], most: Int = 20) -> String {
    guard !lines.isEmpty else { return "" }
    let shown = lines.prefix(most).map { "  \($0)\n" }.joined()
    return "\n\(title):\n\(shown)" + (lines.count > most ? "  … and \(lines.count - most) more\n" : "")
  }

  private func brief(_ names: [String], most: Int = 4) -> String {
    names.count <= most ? names.joined(separator: ", ") : names.prefix(most).joined(separator: ", ") + " … \(names[names.count - 1])"
  }
}

/// Colours, where there are any.
struct Paint {
  let isOn: Bool

  func red(_ text: String) -> String { wrap(text, "31") }
  func bold(_ text: String) -> String { wrap(text, "1") }

  func action(_ action: Change.Action, _ text: String) -> String {
    switch action {
    case .create, .adopt: wrap(text, "32")
    case .delete, .replace: wrap(text, "31")
    case .update, .rebind, .rehome, .forget: wrap(text, "33")
    }
  }

  private func wrap(_ text: String, _ code: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
