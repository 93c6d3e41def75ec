internal import Planning
internal import Reconciliation

/// When each step of a rehearsed plan began, was performed and was seen to be done, in milliseconds.
struct StepTimes {
  private(set) var calls: [Rehearsal.Call] = []
  private var performed: [Int64]
  private var verified: [Int64]
  /// The call of each step, as an index; nil for one that was done before.
  private var callOf: [Int?]

  init(_ plan: Plan, _ events: [(at: Int64, event: RunEvent)]) {
    performed = Array(repeating: 0, count: plan.steps.count)
    verified = performed
    callOf = Array(repeating: nil, count: plan.steps.count)
    let numbers = Dictionary(plan.steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var begun: [String: Int64] = [:]
    for (at, event) in events {
      switch event {
      case .batchBegun(let appliance, _): begun[appliance] = at
      case .batchDone(let appliance, let steps):
        let steps = steps.compactMap { numbers[$0] }
        for step in steps { (performed[step], callOf[step]) = (at, calls.count) }
        calls.append(Rehearsal.Call(appliance: appliance, steps: steps, begin: begun[appliance] ?? at, end: at))
      case .verified(_, let steps): for step in steps.compactMap({ numbers[$0] }) { verified[step] = at }
      case .started, .retrying, .failed, .waiting, .finished: break
      }
    }
    sortCalls()
  }

  /// From the begin of its call until it is seen to be done; nil for a step that was done before.
  func span(of step: Int) -> Range<Int64>? {
    guard let call = callOf[step] else { return nil }
    return calls[call].begin..<max(verified[step], calls[call].begin + 1)
  }

  /// From the step that is seen last, back through what the calls waited for.
  func criticalPath(_ plan: Plan) -> [Int] {
    guard var step = plan.steps.indices.filter({ callOf[$0] != nil }).max(by: { (verified[$0], -$0) < (verified[$1], -$1) }) else {
      return []
    }
    var path = [step]
    while let before = cause(of: step, plan) {
      path.append(before)
      step = before
    }
    return path.reversed()
  }

  /// What the call of a step waited for: the one among what its steps follow that came last, or else the call before it on the appliance.
  private func cause(of step: Int, _ plan: Plan) -> Int? {
    guard let number = callOf[step] else { return nil }
    let call = calls[number]
    var last: (step: Int, at: Int64)?
    for edge in call.steps.flatMap({ plan.steps[$0].follows }) {
      guard let other = callOf[edge.step], other != number else { continue }
      let at = edge.until == .verified ? verified[edge.step] : performed[edge.step]
      if at <= call.begin, at > last?.at ?? -1 { last = (edge.step, at) }
    }
    let previous = calls.filter { $0.appliance == call.appliance && $0.end <= call.begin }.max { $0.end < $1.end }
    if let previous, let end = previous.steps.last, previous.end > last?.at ?? -1 { last = (end, previous.end) }
    return last?.step
  }

  private mutating func sortCalls() {
    let order = calls.indices.sorted { (calls[$0].begin, calls[$0].appliance) < (calls[$1].begin, calls[$1].appliance) }
    var places = Array(repeating: 0, count: calls.count)
    for (place, call) in order.enumerated() { places[call] = place }
    calls = order.map { calls[$0] }
    callOf = callOf.map { $0.map { places[$0] } }
  }
}
