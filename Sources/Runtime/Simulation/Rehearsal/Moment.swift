internal import FabricModel
package import Planning

extension Rehearsal {
  /// When a server bears the most of a plan.
  package struct Moment: Hashable, Sendable {
    package let server: String
    package let impact: Impact
    /// The group with the fewest paths above what it needs; nil where steps cost the server something else than paths.
    package let paths: ServerCost.Paths?
    /// Milliseconds since the start.
    package let from: Int64
    package let until: Int64
    /// The steps that cost it something then, as indices in the plan.
    package let steps: [Int]

    /// One for each server that bears anything, the worst first.
    static func all(in plan: Plan, _ times: StepTimes) -> [Moment] {
      let burdens = burdens(plan, times)
      let moments = plan.servers.compactMap { cost in
        let paths = cost.groups.filter { $0.lowest < $0.before }.min { ($0.spare, $0.name) < ($1.spare, $1.name) }
        let all = burdens[cost.server] ?? []
        let those = all.filter { burden in paths.map { plan.steps[burden.step].mayTake(from: $0) } ?? true }
        return worst(of: those.isEmpty ? all : those, cost, paths)
      }
      return moments.sorted { ($0.rank, $0.from, $0.server) < ($1.rank, $1.from, $1.server) }
    }

    private typealias Burden = (span: Range<Int64>, step: Int)

    /// When which step costs a server something: a path that is taken away here and comes back elsewhere is away all the time between.
    private static func burdens(_ plan: Plan, _ times: StepTimes) -> [String: [Burden]] {
      var returns: [String: Int64] = [:]
      for (number, step) in plan.steps.enumerated() where step.change.before == nil {
        if let span = times.span(of: number) { returns[step.target.description] = span.upperBound }
      }
      var burdens: [String: [Burden]] = [:]
      for (number, step) in plan.steps.enumerated() where step.impact > .none {
        guard let span = times.span(of: number) else { continue }
        let back = step.change.after == nil ? returns[step.target.description] ?? span.upperBound : span.upperBound
        for server in step.servers { burdens[server, default: []].append((span.lowerBound..<max(span.upperBound, back), number)) }
      }
      return burdens
    }

    /// The time at which the most of its steps are under way, the first of those.
    private static func worst(of burdens: [Burden], _ cost: ServerCost, _ paths: ServerCost.Paths?) -> Moment? {
      let starts = burdens.map(\.span.lowerBound).sorted()
      let counted = starts.map { start in (start, burdens.filter { $0.span.contains(start) }) }
      guard let most = counted.map(\.1.count).max(), let (from, under) = counted.first(where: { $0.1.count == most }) else { return nil }
      let until = under.map(\.span.upperBound).min() ?? from
      return Moment(server: cost.server, impact: cost.impact, paths: paths, from: from, until: until, steps: under.map(\.step))
    }

    /// What comes first: a worse impact, then fewer paths to spare.
    private var rank: Int {
      let worse = Impact.allCases.firstIndex(of: impact) ?? 0
      return -worse * 1000 + (paths?.spare ?? 0)
    }
  }
}

extension ServerCost.Paths {
  /// How many paths more than needed are up at the lowest; below zero is an outage.
  fileprivate var spare: Int { lowest - minAvailable }
}

extension Step {
  /// Whether it can be the one that takes a member of a group: all but a step on a v-port may have to do with any.
  fileprivate func mayTake(from paths: ServerCost.Paths) -> Bool {
    guard case .vport(let vport)? = change.before ?? change.after else { return true }
    guard vport.profile == paths.profile else { return false }
    if let group { return group == paths.name }
    let networks = [vport.native ?? ""] + (vport.tagged ?? [])
    return networks.contains(paths.name) || (vport.kind == .vhba && paths.name == "vhbas") || vport.name == paths.name
  }
}
