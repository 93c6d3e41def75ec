/// P2: the order of the plan is one that its edges allow.
enum SerialOrder {
  static func violation(of position: Int, in steps: [Step]) -> Violation? {
    let step = steps[position]
    if let later = step.follows.first(where: { $0.step >= position || $0.step < 0 }) {
      return Violation("P2", step.id, "\(step.id) follows step \(later.step + 1), which does not come before it")
    }
    return nil
  }

  /// The same for an order that is given: every step comes after those it follows.
  static func violation(of position: Int, in steps: [Step], taken: [Bool]) -> Violation? {
    let step = steps[position]
    guard let missing = step.follows.first(where: { !taken.indices.contains($0.step) || !taken[$0.step] }) else { return nil }
    return Violation("P2", step.id, "\(step.id) comes before step \(missing.step + 1), which it follows")
  }
}
