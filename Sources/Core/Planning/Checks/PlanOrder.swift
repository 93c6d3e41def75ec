/// P2: a step follows steps that come before it in the plan, each once; so the plan's own order is one in which it can be carried out.
enum PlanOrder {
  static func violations(in steps: [Step]) -> [(step: Int, violation: Violation)] {
    var found: [(Int, Violation)] = []
    for (position, step) in steps.enumerated() {
      for (index, edge) in step.follows.enumerated() {
        if !steps[..<position].indices.contains(edge.step) {
          found.append((position, Violation("P2", step.id, "\(step.id) follows step \(edge.step + 1), which does not come before it")))
        } else if step.follows[..<index].contains(where: { $0.step == edge.step }) {
          found.append((position, Violation("P2", step.id, "\(step.id) follows \(steps[edge.step].id) twice")))
        }
      }
    }
    return found
  }
}
