/// How long a plan took to be carried out, beside what its steps need one by one.
package struct Makespan: Sendable {
  package var plan: String
  package var appliances: Int
  package var steps: Int
  /// Calls that changed something: steps that may go together do, and then a plan can take less than its bound.
  package var calls: Int
  /// Steps on the longest way through the plan, one after the other.
  package var criticalSteps: Int
  /// How many calls were under way at the same time, at most.
  package var concurrency: Int
  /// A lone call, measured in the same run.
  package var callSeconds: Double
  /// A lone durable commit of a step, measured in the same run.
  package var commitSeconds: Double
  /// From the first begin until the run is closed.
  package var seconds: Double
  /// With opening and reading the appliances, and keeping the plan.
  package var wholeSeconds: Double

  package init(plan: String, appliances: Int, steps: Int, calls: Int, criticalSteps: Int, concurrency: Int) {
    self.plan = plan
    self.appliances = appliances
    self.steps = steps
    self.calls = calls
    self.criticalSteps = criticalSteps
    self.concurrency = concurrency
    (callSeconds, commitSeconds, seconds, wholeSeconds) = (0, 0, 0, 0)
  }

  /// max(critical path, work / concurrency), a step costing the appliance's time and one commit (DESIGN section 11).
  package var boundSeconds: Double {
    (callSeconds + commitSeconds) * max(Double(criticalSteps), Double(steps) / Double(concurrency))
  }

  package var perBound: Double? { ratio(seconds, boundSeconds) }
}
