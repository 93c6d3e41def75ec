internal import Planning

/// A plan for the people who answer for the servers: like changes together, then what it costs, what others must do, and what stands against it.
struct PlanView {
  let plan: Plan
  let extent: Extent
  /// What stands against carrying it out.
  let blockers: [Blocker]

  /// - Parameter blockers: what is left of them where the flags of a command have been judged; absent, those of the plan.
  init(_ plan: Plan, extent: Extent = .brief, blockers: [Blocker]? = nil) {
    self.plan = plan
    self.extent = extent
    self.blockers = blockers ?? plan.blockers
  }

  func text(color: Bool) -> String { PlanText(paint: Paint(isOn: color)).write(document()) }

  func markdown() -> String { PlanMarkdown().write(document()) }

  func document() -> PlanDocument {
    let sections = [
      changes(), drift(), preexisting(), unmanaged(), costs(), capacity(), externalWork(before: true), externalWork(before: false),
      waiting(),
      blocked(),
    ]
    return PlanDocument(sections: sections.filter { !$0.isEmpty }, summary: summary())
  }

  private func changes() -> PlanDocument.Section {
    PlanDocument.Section("Changes", blocks: ChangeBlocks(plan, extent).blocks(), count: plan.changes.count, isLeading: true)
  }

  private func summary() -> String {
    if plan.changes.isEmpty { return blockers.isEmpty ? "No changes. The fabric is as the manifests say." : "Nothing can be done." }
    var numbers: [Change.Action: Int] = [:]
    for change in plan.changes { numbers[change.action, default: 0] += 1 }
    let counts = Change.Action.allCases.compactMap { action in numbers[action].map { "\($0) to \(action.rawValue)" } }
    return "Plan: \(counts.joined(separator: ", ")); \(Words.count(plan.steps.count, "step")), impact at most \(plan.impact.rawValue)."
  }
}
