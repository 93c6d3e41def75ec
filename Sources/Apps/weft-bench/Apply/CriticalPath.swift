import Planning

extension Plan {
  /// How many calls the longest way through the plan needs, one after the other: a step that only waits until one before it on the same appliance is
  /// performed can go in the same call.
  var criticalCalls: Int {
    var depth = Array(repeating: 0, count: steps.count)
    // Steps stand behind what they follow.
    for (index, step) in steps.enumerated() {
      depth[index] =
        step.follows.map { edge in
          let goesAlong = edge.until == .performed && steps[edge.step].appliance == step.appliance
          return depth[edge.step] + (goesAlong ? 0 : 1)
        }.max() ?? 1
    }
    return depth.max() ?? 0
  }
}
