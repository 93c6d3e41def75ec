internal import DriverInterface
internal import FabricModel
internal import Ledger
internal import Planning

// The second look: only it tells that a step took effect.

extension Run {
  /// Looks at appliances, each once, and judges what was performed there since the last look.
  mutating func readBack(_ names: [String]) async {
    let (observed, failures) = await look(at: names)
    for state in observed { judge(state) }
    for failure in failures { halt(.unreadable(appliance: failure.appliance, reason: failure.error.description)) }
  }

  /// What became of a batch whose call failed in a way that says little.
  mutating func findOut(_ batch: Batch, after error: DriverError) async {
    let (observed, failures) = await look(at: [batch.appliance])
    for state in observed { judge(state, doubtful: batch.steps, because: error.description) }
    for failure in failures {
      for step in batch.steps { loseSight(of: step, error.description) }
      halt(.unreadable(appliance: failure.appliance, reason: "\(error), then \(failure.error)"))
    }
  }

  private mutating func look(at names: [String]) async -> (states: [ApplianceState], failures: [ApplianceFailure]) {
    var (states, failures) = await sessions.observe(names)
    for retry in stride(from: 1, through: Self.retries, by: 1) {
      let again = failures.filter { $0.error.class == .transient }
      guard !again.isEmpty else { break }
      await context.pause(retry)
      let more = await sessions.observe(again.map(\.appliance))
      states += more.states
      failures = failures.filter { $0.error.class != .transient } + more.failures
    }
    return (states.sorted { $0.name < $1.name }, failures)
  }

  /// Compares what is there with what steps were to leave: the last one on each object speaks for those before it.
  private mutating func judge(_ state: ApplianceState, doubtful: [Int] = [], because reason: String = "") {
    known[state.name] = state
    let doubts = Set(doubtful)
    let steps = (unread.removeValue(forKey: state.name) ?? []) + doubtful
    var failed: [Int] = []
    var why: String?
    for chain in ObjectChain.chains(of: steps, in: plan) {
      let now = state.record(at: chain.address)
      guard let last = chain.steps.last else { continue }
      let difference = Mismatch.Difference(plan.steps[last].change.after, now)
      let isCertain = !doubts.contains(last)
      let count = difference == nil && isCertain ? chain.steps.count : chain.finished(now, in: plan)
      for step in chain.steps.prefix(count ?? 0) { verify(step) }
      let rest = chain.steps.dropFirst(count ?? 0)
      guard !rest.isEmpty else { continue }
      var said = reason
      if let difference, isCertain || count == nil {
        let mismatch = Mismatch(
          step: plan.steps[last].id, appliance: state.name, address: chain.address.description, difference: difference)
        mismatches.append(mismatch)
        said = isCertain ? mismatch.description : "\(reason); \(mismatch)"
      }
      for step in rest { fail(step, said) }
      failed += rest
      why = why ?? said
    }
    let verified = steps.filter { states[$0] == .verified }
    if !verified.isEmpty { context.report(.verified(appliance: state.name, steps: ids(verified))) }
    guard let why else { return }
    context.report(.failed(appliance: state.name, steps: ids(failed), reason: why))
    halt(.failed(appliance: state.name, reason: why))
  }

  /// What the ledger is to remember or forget although no step changes it, if the fabric agrees.
  mutating func settleWhatNeedsNoStep() -> [Unrecorded] {
    var unrecorded: [Unrecorded] = []
    for place in memory.pending.keys.sorted() where !hasSteps(place) {
      guard let record = memory.pending[place] else { continue }
      let reason: String?
      if record == nil, memory.loose.contains(place) {
        // It may be there or not; but what takes its place has to be.
        reason = isComplete ? nil : "the run stopped before"
      } else if let state = known[place.appliance] {
        let now = record.map { state.record(at: $0.address) } ?? state.record(named: place.address)
        reason = Mismatch.Difference(record, now).map {
          Mismatch(step: nil, appliance: place.appliance, address: place.address, difference: $0).reason
        }
      } else {
        reason = "its appliance was not read"
      }
      if let reason {
        unrecorded.append(Unrecorded(appliance: place.appliance, address: place.address, reason: reason))
      } else {
        settle(place: place)
      }
    }
    for place in memory.lifts.sorted() where !hasSteps(place) {
      guard let state = known[place.appliance], state.record(named: place.address) == nil else { continue }
      settle(place: place)
    }
    return unrecorded
  }
}

extension ApplianceState {
  /// The object of an address as the ledger writes it.
  fileprivate func record(named text: String) -> Record? {
    let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    switch parts[0] {
    case "network": return record(at: .network(parts[1]))
    case "vsan": return record(at: .vsan(parts[1]))
    case "profile": return record(at: .profile(parts[1]))
    default: return record(at: .vport(VPortAddress(profile: parts[0], name: parts[1])))
    }
  }
}
