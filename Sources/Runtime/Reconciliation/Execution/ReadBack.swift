internal import FabricModel
internal import Planning

// The second look: only it tells that a step took effect.

extension Run {
  /// Compares what is there with what steps were to leave: the last one on each object speaks for those before it.
  ///
  /// - Returns: whether to look again, since what a driver said it did does not show yet.
  mutating func judge(_ state: ApplianceState, mayLookAgain: Bool) -> Bool {
    known[state.name] = state
    let doubt = doubtful.removeValue(forKey: state.name)
    let doubts = Set(doubt?.steps ?? [])
    let steps = (unread.removeValue(forKey: state.name) ?? []) + (doubt?.steps ?? [])
    var failed: [Int] = []
    var why: String?
    var again: [Int] = []
    for chain in ObjectChain.chains(of: steps, in: plan) {
      let now = state.record(at: chain.address)
      guard let last = chain.steps.last else { continue }
      let difference = Mismatch.Difference(plan.steps[last].change.after, now)
      let isCertain = !doubts.contains(last)
      let count = difference == nil && isCertain ? chain.steps.count : chain.finished(now, in: plan)
      for step in chain.steps.prefix(count ?? 0) { verify(step) }
      let rest = chain.steps.dropFirst(count ?? 0)
      guard !rest.isEmpty else { continue }
      if mayLookAgain {
        // It may show later; nobody says when.
        if isCertain { unread[state.name, default: []] += rest } else { again += rest }
        continue
      }
      var said = doubt?.reason ?? ""
      if let difference, isCertain || count == nil {
        let mismatch = Mismatch(
          step: plan.steps[last].id, appliance: state.name, address: chain.address.description, difference: difference)
        mismatches.append(mismatch)
        said = isCertain ? mismatch.description : "\(said); \(mismatch)"
      }
      for step in rest { fail(step, said) }
      failed += rest
      why = why ?? said
    }
    let verified = steps.filter { states[$0] == .verified }
    if !verified.isEmpty { context.report(.verified(appliance: state.name, steps: ids(verified))) }
    if let why {
      context.report(.failed(appliance: state.name, steps: ids(failed), reason: why))
      halt(.failed(appliance: state.name, reason: why))
    }
    if !again.isEmpty { doubtful[state.name] = (again, doubt?.reason ?? "") }
    return unread[state.name] != nil || !again.isEmpty
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
