internal import FabricModel

extension Planner {
  /// Has the checker replay the plan; a plan that breaks an invariant is a bug of the planner, and is refused as one.
  static func check(_ plan: inout Plan, _ site: Site, _ resolution: Resolution, _ observed: Fabric) {
    let report = PlanChecker.check(
      plan.steps, on: observed, hardware: resolution.hardware, reservable: resolution.reservable)
    plan.preexisting = report.preexisting
    guard !report.broken.isEmpty else { return }
    let reasons = report.broken.map { "after \($0.step), \($0.violation.message) (\($0.violation.invariant))" }
    plan.blockers.append(
      Blocker(
        "plan.unsafe", "the plan would break what it promises: " + Plan.list(reasons, most: 6) + "; this is a fault of weft's planner",
        steps: report.broken.map(\.step)))
  }
}
