import Planning

extension Plan {
  /// How many steps are on the longest way through the plan.
  var criticalSteps: Int {
    var depth = Array(repeating: 1, count: steps.count)
    // Steps stand behind what they follow.
    for (index, step) in steps.enumerated() {
      depth[index] = (step.follows.map { depth[$0.step] }.max() ?? 0) + 1
    }
    return depth.max() ?? 0
  }
}
