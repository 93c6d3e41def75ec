/// How long a plan took to be carried out, beside what its calls need at least.
package struct Makespan: Sendable {
  package var plan: String
  package var appliances: Int
  package var steps: Int
  /// Calls that changed something: steps that may go together do.
  package var calls: Int
  /// Those on the longest way through the plan, one after the other.
  package var criticalCalls: Int
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

  package init(plan: String, appliances: Int, steps: Int, calls: Int, criticalCalls: Int, concurrency: Int) {
    self.plan = plan
    self.appliances = appliances
    self.steps = steps
    self.calls = calls
    self.criticalCalls = criticalCalls
    self.concurrency = concurrency
    (callSeconds, commitSeconds, seconds, wholeSeconds) = (0, 0, 0, 0)
  }

  /// max(critical path, work / concurrency). Each call costs the appliance's time and one commit; what steps save by going together is not
  /// counted in the executor's favour.
  package var boundSeconds: Double {
    (callSeconds + commitSeconds) * max(Double(criticalCalls), Double(calls) / Double(concurrency))
  }

  package var perBound: Double? { ratio(seconds, boundSeconds) }
}
