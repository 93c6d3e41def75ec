package import Documents
package import FabricModel

/// Makes the plan: a pure function of the manifests, the fabric, the ledger's memory and the policy.
package enum Planner {
  /// The parts of planning, for those who measure it.
  package enum Stage: String, CaseIterable, Sendable { case resolve, rules, diff, order, check, basis }

  /// Resolves the manifests and plans the way from the observed to the desired fabric.
  ///
  /// - Parameter finished: is told of each stage as it ends.
  package static func plan(
    _ site: Site, sources: SourceSet, policy: PlanPolicy, tool: String, finished: (Stage) -> Void = { _ in }
  ) -> Plan {
    var making = PlanMaking(site, sources, policy, tool: tool)
    finished(.resolve)
    let problems = making.problems()
    finished(.rules)
    guard making.admit(problems), let found = making.differences() else { return making.plan }
    making.take(found)
    finished(.diff)
    making.order(found.drafts)
    finished(.order)
    making.take(making.checked())
    finished(.check)
    making.take(making.measured())
    finished(.basis)
    return making.plan
  }

  /// The same plan, where stages that do not need each other run at the same time.
  package static func planConcurrently(
    _ site: Site, sources: SourceSet, policy: PlanPolicy, tool: String, finished: (Stage) -> Void = { _ in }
  ) async -> Plan {
    var making = PlanMaking(site, sources, policy, tool: tool)
    finished(.resolve)
    let (problems, differences) = await compare(making)
    finished(.rules)
    guard making.admit(problems), let found = differences else { return making.plan }
    making.take(found)
    finished(.diff)
    making.order(found.drafts)
    finished(.order)
    let (report, measured) = await check(making)
    making.take(report)
    finished(.check)
    making.take(measured)
    finished(.basis)
    return making.plan
  }

  private static func compare(_ making: PlanMaking) async -> ([Diagnostic], Differences?) {
    async let problems = making.problems()
    async let differences = making.differences()
    return await (problems, differences)
  }

  private static func check(_ making: PlanMaking) async -> (PlanChecker.Report, Plan) {
    async let report = making.checked()
    async let measured = making.measured()
    return await (report, measured)
  }

  /// How long a saved plan may be applied: longer than a review takes, shorter than a fabric stays as it was.
  package static let validity = Interval(seconds: 7 * 24 * 3600)
}
