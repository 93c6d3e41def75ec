package import FabricModel

/// Plays the events of a plan on the observed fabric and reports every invariant that a step breaks; it shares no code with what orders steps.
///
/// A step begins as soon as what it follows allows, and when it has begun it may have taken effect or not: what DESIGN section 6 promises must hold
/// for both. In which order steps are performed is left open by the plan, so several runs try different ones.
///
/// It is relative: what the observed fabric breaks already is told apart, and a step is blamed only for making something worse.
package struct PlanChecker {
  package struct Report: Sendable {
    /// What the observed fabric breaks already, among what the plan touches.
    package var preexisting: [Violation] = []
    /// Each violation of a step once, in the order in which the runs found them.
    package var broken: [Broken] = []

    package struct Broken: Hashable, Sendable {
      /// Id of the step at whose begin it shows.
      package let step: String
      package let violation: Violation
    }
  }

  /// Checks a plan.
  ///
  /// - Parameters:
  ///   - terms: what must hold beyond what the hardware limits.
  ///   - runs: the ways through the events that are tried; nil for those of plan time.
  package static func check(
    _ steps: [Step], on observed: Fabric, hardware: Hardware, terms: SafetyTerms = SafetyTerms(), runs: [CheckRun]? = nil
  ) -> Report {
    guard !steps.isEmpty else { return Report() }
    let touched = Set(steps.map(\.appliance)).sorted()
    let start = CheckState(CheckedPlan(steps, observed, touched: touched, hardware: hardware, terms: terms))
    var report = Report(preexisting: start.preexisting)
    var seen: Set<[String]> = []
    func add(_ broken: [(step: Int, violation: Violation)]) {
      for (step, violation) in broken where seen.insert([steps[step].id, violation.invariant, violation.subject]).inserted {
        report.broken.append(Report.Broken(step: steps[step].id, violation: violation))
      }
    }
    add(PlanOrder.violations(in: steps) + NoReuse.violations(in: steps, terms))
    for run in runs ?? CheckRun.planTime(steps: steps.count) {
      var state = start
      run.play(&state)
      add(state.broken)
    }
    return report
  }

  /// What a fabric breaks as it stands.
  package static func violations(of fabric: Fabric, hardware: Hardware, terms: SafetyTerms = SafetyTerms()) -> [Violation] {
    CheckState(CheckedPlan([], fabric, touched: fabric.appliances.map(\.name), hardware: hardware, terms: terms)).preexisting
  }
}
