internal import FabricModel

/// P1: a step finds what it expects to change. One whose effect is there already is harmless (DESIGN section 6).
enum StepsApply {
  static func violation(of step: Step, held: Record?) -> Violation? {
    if agree(step.change.before, held) || agree(step.change.after, held) { return nil }
    let subject = "\(step.appliance):\(step.target)"
    let problem: String =
      switch (step.change.before, held) {
      case (_, nil): "is not there to be changed"
      case (nil, _?): "is there already, and another one"
      case (_?, _?): "is not as \(step.id) expects it"
      }
    return Violation("P1", subject, "\(subject) \(problem)")
  }

  /// Whether the appliance holds what the step speaks of; derived fields follow other objects and say nothing of this one.
  private static func agree(_ expected: Record?, _ held: Record?) -> Bool {
    switch (expected, held) {
    case (nil, nil): true
    case (.network(let a)?, .network(let b)?): a.agrees(with: b)
    case (.vsan(let a)?, .vsan(let b)?): a.agrees(with: b)
    case (.profile(let a)?, .profile(let b)?): a.agrees(with: b)
    case (.vport(let a)?, .vport(let b)?): a.kind == b.kind && a.agrees(with: b)
    case (.adapter(let a)?, .adapter(let b)?): a.agrees(with: b)
    case (.port(let a)?, .port(let b)?): a.agrees(with: b)
    default: false
    }
  }
}
