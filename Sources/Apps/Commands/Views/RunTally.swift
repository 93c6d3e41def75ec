internal import Planning
internal import Reconciliation

/// How far a run has come, told event by event, with the seconds since it began.
struct RunTally: Sendable {
  /// The steps of one appliance.
  struct Share: Hashable, Sendable {
    var all = 0
    var verified = 0
    var failed = 0
    /// Performed or failed: nothing is left to do for them.
    var ended = 0
    /// In the call that is under way; none where there is none.
    var underWay = 0
    var began = 0.0
    /// Which try the call is.
    var attempt = 1
  }

  /// Calls that have to end before anything is said of the time left.
  static let callsBeforeGuess = 3

  private(set) var shares: [String: Share] = [:]
  private(set) var noops = 0
  let steps: Int
  private let mostCalls: Int
  private var calls = 0
  private var stepsInCalls = 0
  private var secondsInCalls = 0.0

  /// - Parameter mostCalls: how many calls are under way at once, at most.
  init(_ plan: Plan, mostCalls: Int = 16) {
    for step in plan.steps { shares[step.appliance, default: Share()].all += 1 }
    steps = plan.steps.count
    self.mostCalls = mostCalls
  }

  mutating func take(_ event: RunEvent, at seconds: Double) {
    switch event {
    case .started(_, _, let noops): self.noops = noops
    case .batchBegun(let appliance, let steps):
      shares[appliance]?.underWay = steps.count
      shares[appliance]?.began = seconds
      shares[appliance]?.attempt = 1
    case .retrying(let appliance, let retry, _): shares[appliance]?.attempt = retry + 1
    case .batchDone(let appliance, let steps):
      measure(appliance, seconds)
      end(appliance, steps.count)
    case .verified(let appliance, let steps):
      shares[appliance]?.verified += steps.count
      endDoubt(appliance)
    case .failed(let appliance, let steps, _):
      shares[appliance]?.failed += steps.count
      endDoubt(appliance)
    case .waiting: break
    case .finished: for appliance in shares.keys { shares[appliance]?.underWay = 0 }
    }
  }

  /// Steps whose effect was seen.
  var done: Int { noops + shares.values.reduce(0) { $0 + $1.verified } }
  var failed: Int { shares.values.reduce(0) { $0 + $1.failed } }

  /// The appliances with a call under way, by name.
  var underWay: [(appliance: String, share: Share)] {
    shares.keys.sorted().compactMap { name in
      guard let share = shares[name], share.underWay > 0 else { return nil }
      return (name, share)
    }
  }

  /// By the measured time of a step: what the fullest appliance needs one call after the other, or what all of them need side by side.
  /// Nil before enough was measured, and where nothing is left to perform.
  var secondsLeft: Double? {
    guard calls >= Self.callsBeforeGuess, stepsInCalls > 0 else { return nil }
    let ended = shares.values.reduce(0) { $0 + $1.ended }
    let left = max(0, steps - noops - ended)
    guard left > 0 else { return nil }
    let each = secondsInCalls / Double(stepsInCalls)
    let open = shares.values.map { $0.all - $0.ended }.filter { $0 > 0 }
    let fullest = min(open.max() ?? left, left)
    let width = max(1, min(mostCalls, open.count))
    return max(Double(fullest) * each, Double(left) * each / Double(width))
  }

  private mutating func measure(_ appliance: String, _ seconds: Double) {
    guard let share = shares[appliance], share.underWay > 0 else { return }
    calls += 1
    stepsInCalls += share.underWay
    secondsInCalls += max(0, seconds - share.began)
  }

  private mutating func end(_ appliance: String, _ count: Int) {
    shares[appliance]?.ended += count
    shares[appliance]?.underWay = 0
  }

  /// A call whose reply was lost ends when its steps are looked at.
  private mutating func endDoubt(_ appliance: String) {
    guard let count = shares[appliance]?.underWay, count > 0 else { return }
    end(appliance, count)
  }
}
