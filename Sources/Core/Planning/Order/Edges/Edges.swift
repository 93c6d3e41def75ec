internal import FabricModel

/// Says which steps have to wait for which, so that the invariants hold in whatever order the others come (DESIGN section 6).
///
/// It starts from one serial order that keeps them and takes away what does not matter. Each family of edges guards one kind of thing, in a file of its own: whatever set of steps is finished, what a step takes was there before or was set free by a step that it follows.
struct Edges {
  let steps: [Orderer.Taken]
  /// The fabric before the first step.
  let start: Replay
  private var follows: [[Step.Predecessor]]

  /// The predecessors of each step, each once, and where more servers are down at once than may be.
  ///
  /// - Parameter down: the profiles that are down before the first step.
  static func follows(
    _ steps: [Orderer.Taken], from start: Replay, _ terms: SafetyTerms, down: () -> [String]
  ) -> (follows: [[Step.Predecessor]], crowded: [String: Crowding]) {
    var edges = Edges(steps: steps, start: start, follows: Array(repeating: [], count: steps.count))
    edges.followOneObject()
    edges.followReferences()
    edges.followWholeObjects()
    edges.followIdentities()
    edges.followRoom()
    edges.followCrowds()
    edges.followPaths(terms)
    let crowded = edges.followAvailability(terms, down: down)
    return (edges.follows.map(Self.once), crowded)
  }

  mutating func add(_ step: Int, after earlier: Int, until: Step.Until = .performed) {
    add(step, after: Step.Predecessor(earlier, until: until))
  }

  mutating func add(_ step: Int, after predecessor: Step.Predecessor) {
    if step != predecessor.step { follows[step].append(predecessor) }
  }

  mutating func add(_ step: Int, after earlier: [Int], until: Step.Until = .performed) {
    for predecessor in earlier { add(step, after: predecessor, until: until) }
  }

  /// Each predecessor once: where one is waited for in several ways, all of them count.
  private static func once(_ predecessors: [Step.Predecessor]) -> [Step.Predecessor] {
    if predecessors.count < 2 { return predecessors }
    var once: [Step.Predecessor] = []
    for next in predecessors.sorted(by: { $0.step < $1.step }) {
      if once.last?.step != next.step {
        once.append(next)
      } else if let last = once.popLast() {
        once.append(
          Step.Predecessor(
            next.step, until: last.until == .verified ? .verified : next.until, settleSeconds: max(last.settleSeconds, next.settleSeconds),
            isHealthy: last.isHealthy || next.isHealthy))
      }
    }
    return once
  }

  /// A thing of one appliance.
  struct Key<Thing: Hashable>: Hashable {
    let appliance: String
    let thing: Thing
  }
}
