internal import Planning

/// Steps that go to one appliance in one call.
struct Batch: Hashable {
  let appliance: String
  /// Indices in the plan, in its order.
  let steps: [Int]

  /// Cuts the plan's order where the appliance changes, and before a step that waits until one of the same batch is verified.
  static func cut(_ plan: Plan, skipping finished: Set<Int>) -> [Batch] {
    var batches: [Batch] = []
    var steps: [Int] = []
    func close() {
      if let first = steps.first { batches.append(Batch(appliance: plan.steps[first].appliance, steps: steps)) }
      steps = []
    }
    for (index, step) in plan.steps.enumerated() where !finished.contains(index) {
      if let first = steps.first {
        let waits = step.follows.contains { $0.until == .verified && $0.step >= first && !finished.contains($0.step) }
        if waits || plan.steps[first].appliance != step.appliance { close() }
      }
      steps.append(index)
    }
    close()
    return batches
  }

  /// Names the batch for good: no other one of the run begins with this step.
  func key(_ plan: Plan, run: String) -> String { "\(run)/\(plan.steps[steps[0]].id)" }
}
