internal import Planning

/// Steps that go to one appliance in one call.
struct Batch: Hashable, Sendable {
  /// Steps in one call, at most: what is lost sight of where its reply is lost.
  static let mostSteps = 5_000

  let appliance: String
  /// Indices in the plan, in its order.
  let steps: [Int]

  /// Names the batch for good: no other one of the run begins with this step.
  func key(_ plan: Plan, run: String) -> String { "\(run)/\(plan.steps[steps[0]].id)" }
}
