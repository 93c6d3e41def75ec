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
  /// - Parameter finished: the indices of steps whose effect is there already.
  package static func recheck(_ plan: Plan, on fresh: Fabric, finished: Set<Int> = []) -> [Violation] {
    var hardware = Hardware()
    for appliance in fresh.appliances { hardware.add(appliance.name, appliance.inventory, labels: []) }
    let report = PlanChecker.check(plan.steps.without(finished), on: fresh, hardware: hardware, terms: plan.terms)
    return report.broken.map(\.violation)
  }
}

extension [Step] {
  /// The others, which wait only for each other.
  fileprivate func without(_ finished: Set<Int>) -> [Step] {
    guard !finished.isEmpty else { return self }
    var places = [Int?](repeating: nil, count: count)
    var left = 0
    for index in indices where !finished.contains(index) {
      places[index] = left
      left += 1
    }
    return indices.filter { !finished.contains($0) }.map { index in
      var step = self[index]
      step.follows = step.follows.compactMap { edge in
        places[edge.step].map { Step.Predecessor($0, until: edge.until, settleSeconds: edge.settleSeconds, isHealthy: edge.isHealthy) }
      }
      return step
    }
  }
}
