internal import Planning

/// Which steps may begin: those whose predecessors have come as far as their edges ask.
///
/// A predecessor on the same appliance counts as performed as soon as it begins: calls of one appliance go one after the other, each in order, so both go in one call.
struct Schedule {
  private let appliances: [String]
  /// The appliance of each step, as an index.
  private let places: [Int]
  private let followers: [[Follower]]
  /// How many edges of each step are not satisfied.
  private var missing: [Int]
  /// Steps that may begin, by appliance.
  private var ready: [[Int]]
  /// Steps that never begin: something that they follow failed.
  private(set) var blocked: Set<Int> = []

  private struct Follower {
    let step: Int
    let until: Step.Until
    let settleSeconds: Int64
    let isHealthy: Bool
  }

  /// An edge that is satisfied only after a while.
  struct Settling: Hashable, Sendable {
    let step: Int
    let seconds: Int64
  }

  /// - Parameter finished: steps whose effect is there already.
  init(_ plan: Plan, finished: Set<Int>) {
    var index: [String: Int] = [:]
    var names: [String] = []
    places = plan.steps.map { step in
      if let known = index[step.appliance] { return known }
      index[step.appliance] = names.count
      names.append(step.appliance)
      return names.count - 1
    }
    appliances = names
    var followers = Array(repeating: [Follower](), count: plan.steps.count)
    missing = Array(repeating: 0, count: plan.steps.count)
    for (step, it) in plan.steps.enumerated() {
      for edge in it.follows where !finished.contains(edge.step) {
        followers[edge.step].append(
          Follower(step: step, until: edge.until, settleSeconds: edge.settleSeconds, isHealthy: edge.isHealthy))
        missing[step] += 1
      }
    }
    self.followers = followers
    ready = Array(repeating: [], count: names.count)
    for step in plan.steps.indices where missing[step] == 0 && !finished.contains(step) { ready[places[step]].append(step) }
  }

  /// The appliances on which steps may begin.
  var waitingAppliances: [String] { ready.indices.filter { !ready[$0].isEmpty }.map { appliances[$0] } }

  /// Takes the steps that may begin on an appliance in one call, in the order of the plan.
  mutating func takeBatch(on appliance: String, most: Int) -> Batch? {
    guard let place = appliances.firstIndex(of: appliance), !ready[place].isEmpty else { return nil }
    var open = ready[place].sorted()
    var taken: [Int] = []
    var head = 0
    while head < open.count, taken.count < most {
      let step = open[head]
      head += 1
      if blocked.contains(step) { continue }
      taken.append(step)
      for follower in followers[step] where follower.until == .performed && places[follower.step] == place {
        missing[follower.step] -= 1
        if missing[follower.step] == 0 { open.append(follower.step) }
      }
    }
    ready[place] = Array(open[head...])
    return taken.isEmpty ? nil : Batch(appliance: appliance, steps: taken.sorted())
  }

  /// A step was performed.
  mutating func perform(_ step: Int) {
    for follower in followers[step] where follower.until == .performed && places[follower.step] != places[step] { satisfy(follower.step) }
  }

  /// A step was seen to have taken effect.
  ///
  /// - Parameter isHealthy: whether what it is about has its links.
  /// - Returns: the edges that wait for things to settle.
  mutating func verify(_ step: Int, isHealthy: Bool) -> [Settling] {
    var settling: [Settling] = []
    for follower in followers[step] where follower.until == .verified && (isHealthy || !follower.isHealthy) {
      if follower.settleSeconds > 0 {
        settling.append(Settling(step: follower.step, seconds: follower.settleSeconds))
      } else {
        satisfy(follower.step)
      }
    }
    return settling
  }

  /// What a verified step is about has its links now, too.
  ///
  /// - Returns: the edges that wait for things to settle.
  mutating func recover(_ step: Int) -> [Settling] {
    var settling: [Settling] = []
    for follower in followers[step] where follower.until == .verified && follower.isHealthy {
      if follower.settleSeconds > 0 {
        settling.append(Settling(step: follower.step, seconds: follower.settleSeconds))
      } else {
        satisfy(follower.step)
      }
    }
    return settling
  }

  /// One edge to a step is satisfied.
  mutating func satisfy(_ step: Int) {
    missing[step] -= 1
    if missing[step] == 0, !blocked.contains(step) { ready[places[step]].append(step) }
  }

  /// Whether somebody waits until what the step is about has its links.
  func needsHealth(_ step: Int) -> Bool { followers[step].contains { $0.isHealthy } }

  /// What follows a step that failed does not begin.
  mutating func block(followersOf step: Int) {
    var open = [step]
    while let next = open.popLast() {
      for follower in followers[next] where blocked.insert(follower.step).inserted { open.append(follower.step) }
    }
  }

  /// Whether somebody waits until the step is verified.
  func isAwaited(_ step: Int) -> Bool { followers[step].contains { $0.until == .verified && !blocked.contains($0.step) } }
}
