import FabricModel
import Ledger
import Planning
import Reconciliation
import Simulation

extension Witness.State {
  mutating func complain(_ words: String) { complaints.append("\(run): \(words)") }

  mutating func start(_ plan: Plan, _ run: String) {
    (self.plan, self.run) = (plan, run)
    (index, chains) = ([:], [:])
    for (number, step) in plan.steps.enumerated() {
      index[step.appliance, default: [:]][step.change] = number
      chains["\(step.appliance):\(step.target)", default: []].append(number)
    }
    (begun, carriedOut, shown, early, missed, looks) = ([], [:], [], [], [], [:])
  }

  // MARK: Effects

  mutating func take(_ changes: [RecordChange], on appliance: String) {
    for change in changes {
      guard let number = index[appliance]?[change] else {
        complain("\(appliance) carried out a change of \(change.address) that is not in the plan")
        continue
      }
      let step = plan.steps[number]
      if !begun.contains(step.id) { complain("\(step.id) took effect before its begin was in the journal") }
      for edge in step.follows where !(edge.until == .verified ? shown.contains(edge.step) : hasCome(edge.step)) {
        complain("\(step.id) took effect before \(plan.steps[edge.step].id) was \(edge.until)")
      }
      carriedOut[number, default: 0] += 1
      if carriedOut[number] != 1 { complain("\(step.id) was carried out twice") }
    }
    let added = broken.subtracting(known)
    if !added.isEmpty {
      complain("after \(changes.map(\.address)) on \(appliance): \(added.sorted())")
      known.formUnion(added)
    }
  }

  private func hasCome(_ step: Int) -> Bool { carriedOut[step] != nil || shown.contains(step) }

  /// What the fabric breaks of what holds at every instant, whoever acknowledged what: no path floors and no counts of servers.
  ///
  /// An appliance that is away is left out: its servers were vouched for.
  var broken: Set<String> {
    guard var fabric = fabric?.fabric else { return [] }
    fabric.appliances.removeAll { plan.unread.contains($0.name) }
    var hardware = Hardware()
    for appliance in fabric.appliances { hardware.add(appliance.name, appliance.inventory, labels: []) }
    let violations = PlanChecker.violations(of: fabric, hardware: hardware, terms: plan.terms)
    return Set(
      violations.filter { ["I1", "I2", "I4", "I6", "I7"].contains($0.invariant) }.map { "\($0.invariant) \($0.subject): \($0.message)" })
  }

  // MARK: Looks

  mutating func take(_ seen: ApplianceState) {
    looks[seen.name, default: []].append(seen)
    for (number, step) in plan.steps.enumerated() where step.appliance == seen.name {
      guard isThere(number, seen.record(at: step.target)) else {
        if carriedOut[number] != nil { missed.insert(number) }
        continue
      }
      // The last step on an object speaks for those before it.
      for earlier in chain(of: number) where earlier <= number {
        shown.insert(earlier)
        if carriedOut.isEmpty { early.insert(earlier) }
      }
    }
  }

  func chain(of step: Int) -> [Int] { chains["\(plan.steps[step].appliance):\(plan.steps[step].target)"] ?? [] }
  func record(_ step: Int) -> Record? { fabric?.record(at: plan.steps[step].target, on: plan.steps[step].appliance) }

  /// Whether a step's effect is what is there; not every appliance holds owners' marks.
  func isThere(_ step: Int, _ now: Record?) -> Bool {
    switch (plan.steps[step].change.after, now) {
    case (nil, nil): true
    case (let after?, let now?): after.agrees(with: now) && (after.owner == now.owner || fabric?.holdsMarks == false)
    default: false
    }
  }

  /// Whether nothing but a mark would tell that a step was done, where none can be.
  func isTraceless(_ step: Int) -> Bool {
    guard fabric?.holdsMarks == false, let before = plan.steps[step].change.before, let after = plan.steps[step].change.after else {
      return false
    }
    return before.agrees(with: after) && after.agrees(with: before)
  }

  // MARK: What is said of steps

  /// Why what is said of a step is not so.
  func lie(_ said: StepState, of number: Int) -> String? {
    let count = carriedOut[number] ?? 0
    let step = plan.steps[number]
    switch said {
    case .verified: return shown.contains(number) ? nil : "no look showed it"
    case .noop: return early.contains(number) ? nil : "it was not there before"
    case .performed: return count == 1 ? nil : "it was not carried out"
    case .notStarted: return count == 0 && !begun.contains(step.id) ? nil : "it was begun"
    case .unknown: return begun.contains(step.id) ? nil : "it was never begun"
    case .failed:
      return count == 0 || missed.contains(number) || isTraceless(number) ? nil : "it took effect, and no look failed to show it"
    }
  }

  /// All of a plan that is done is there.
  mutating func expectAll(_ outcome: Outcome) {
    if !outcome.states.allSatisfy({ $0 == .verified || $0 == .noop }) { complain("done, but not all of it") }
    guard edited.isEmpty else { return }
    for last in chains.values.compactMap(\.last) where !isThere(last, record(last)) {
      complain("done, but \(plan.steps[last].id) is not there")
    }
  }

  /// What was taken back is as it was, but for the residue.
  mutating func expectPreImage(but residue: Set<String>) {
    guard edited.isEmpty, let now = fabric?.fabric else { return }
    func isSame(_ one: Record?, _ other: Record?) -> Bool {
      guard let one, let other else { return one == nil && other == nil }
      return one.agrees(with: other) && other.agrees(with: one)
    }
    for (before, after) in zip(before.appliances, now.appliances) {
      for address in Set((before.records + after.records).map(\.address)) where !residue.contains("\(before.name):\(address)") {
        if !isSame(before.record(at: address), after.record(at: address)) {
          complain("\(before.name):\(address) is not as it was before the run that was taken back")
        }
      }
    }
  }

  // MARK: What nobody was to touch

  /// Objects that neither a step nor a hand was about are as they were, but for what follows from their profiles.
  mutating func expectOthersUntouched() {
    guard let now = fabric?.fabric else { return }
    let chains = forward.reduce(chains) { $0.merging($1.chains) { here, _ in here } }
    for state in before.appliances {
      let after = now[state.name]
      for record in state.records {
        let place = "\(state.name):\(record.address)"
        if chains[place] != nil || edited.contains(place) { continue }
        if case .vport(let vport) = record, chains["\(state.name):profile/\(vport.profile)"] != nil { continue }
        if after?.record(at: record.address) != record { complain("\(place) was touched, which is no business of the plan") }
      }
      let old = Set(state.records.map(\.address))
      for record in after?.records ?? [] where !old.contains(record.address) {
        let place = "\(state.name):\(record.address)"
        if chains[place] == nil, !edited.contains(place) { complain("\(place) appeared, which is no business of the plan") }
      }
    }
  }

  // MARK: The ledger

  /// Only what was seen is remembered.
  mutating func expectSeen(_ object: LedgerObject) {
    let remembered = plan.remember.first { $0.appliance == object.appliance && $0.record.address.description == object.address }
    guard let record = remembered?.record else { return complain("the ledger remembers \(object.address), which the plan does not say") }
    let seen = (looks[object.appliance] ?? []).reversed().contains { $0.record(at: record.address).map(record.agrees) ?? false }
    let isThere = fabric?.record(at: record.address, on: object.appliance).map(record.agrees) ?? false
    if !seen, !isThere {
      complain(
        "the ledger remembers \(object.appliance):\(object.address), which nobody saw so: \(record) instead of \(fabric?.record(at: record.address, on: object.appliance).map { "\($0)" } ?? "nothing")"
      )
    }
  }

  mutating func expectGone(_ key: LedgerObject.Key) {
    guard let forgotten = plan.forget.first(where: { $0.appliance == key.appliance && $0.address == key.address }) else { return }
    if forgotten.mayRemain { return }
    func isGone(_ state: ApplianceState) -> Bool { !state.records.contains { $0.address.description == key.address } }
    let seen = (looks[key.appliance] ?? []).reversed().contains(where: isGone)
    if !seen, fabric?.fabric[key.appliance].map(isGone) != true {
      complain("the ledger forgets \(key.appliance):\(key.address), which nobody saw gone")
    }
  }
}
