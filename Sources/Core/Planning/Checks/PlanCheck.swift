package import FabricModel

extension Plan {
  /// Takes over what the checker says; a plan that breaks an invariant is a bug of the planner, and is refused as one.
  mutating func take(_ report: PlanChecker.Report) {
    preexisting = report.preexisting
    // That too many servers are down at once has a blocker of its own, which says what lifts it.
    let isCrowded = blockers.contains { $0.id == "plan.unavailable" }
    let broken = report.broken.filter { !(isCrowded && $0.violation.invariant == "I8") }
    guard !broken.isEmpty else { return }
    let reasons = broken.map { "when \($0.step) begins, \($0.violation.message) (\($0.violation.invariant))" }
    blockers.append(
      Blocker(
        "plan.unsafe", "the plan would break what it promises: " + Plan.list(reasons, most: 6) + "; this is a fault of weft's planner",
        steps: broken.map(\.step)))
  }
}

extension Planner {
  /// What the saved steps would break on the fabric as it is now, by the terms they were planned under: somebody may have taken the room.
  ///
  /// Steps that are done already change nothing.
  package static func recheck(_ plan: Plan, on fresh: Fabric) -> [Violation] {
    var hardware = Hardware()
    for appliance in fresh.appliances { hardware.add(appliance.name, appliance.inventory, labels: []) }
    let report = PlanChecker.check(plan.steps, on: fresh, hardware: hardware, terms: plan.terms)
    return report.broken.map(\.violation)
  }
}
