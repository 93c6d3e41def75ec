internal import FabricModel

/// P1: a step finds what it expects to change. One whose effect is there already is harmless (DESIGN section 6).
enum StepsApply {
  /// - Parameter held: what the appliance holds when the step begins.
  static func violation(of step: Step, held: Record?) -> Violation {
    let problem: String =
      switch (step.change.before, held) {
      case (_, nil): "is not there to be changed"
      case (nil, _?): "is there already, and another one"
      case (_?, _?): "is not as \(step.id) expects it"
      }
    return Violation("P1", subject(step), "\(subject(step)) \(problem)")
  }

  /// Two steps change one object, and nothing keeps them apart.
  static func violation(of step: Step, beside other: Step) -> Violation {
    Violation("P1", subject(step), "\(subject(step)) is still being changed by \(other.id) when \(step.id) begins")
  }

  private static func subject(_ step: Step) -> String { "\(step.appliance):\(step.target)" }
}
