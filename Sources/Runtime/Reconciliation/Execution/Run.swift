internal import DriverInterface
internal import FabricModel
internal import Ledger
internal import Planning

/// One plan while it is carried out, one batch after the other.
struct Run {
  /// How often a call that may succeed when tried again is tried again.
  static let retries = 3

  let plan: Plan
  let context: RunContext
  let sessions: Sessions
  private var journal: RunJournal
  var memory: RunMemory
  private let finished: Set<Int>

  private(set) var states: [StepState]
  private var attempts: [Int]
  /// Steps whose state the journal does not have yet.
  private var unjournaled: Set<Int>
  /// How many steps of each object are not verified yet, and the objects without any that the ledger was not told of.
  private var unsettled: [Place: Int] = [:]
  private var settled: [Place] = []
  /// Performed steps by appliance that were not read back yet.
  var unread: [String: [Int]] = [:]
  /// The last observation of each appliance that was not written since.
  var known: [String: ApplianceState]
  var mismatches: [Mismatch] = []
  private(set) var stop: StopReason?

  init(
    _ plan: Plan, finished: Set<Int>, fresh: Fabric, _ sessions: Sessions, _ journal: RunJournal, _ memory: RunMemory, _ context: RunContext
  ) {
    self.plan = plan
    self.context = context
    self.sessions = sessions
    self.journal = journal
    self.memory = memory
    self.finished = finished
    states = plan.steps.indices.map { finished.contains($0) ? .noop : .notStarted }
    attempts = plan.steps.map { _ in 1 }
    unjournaled = finished
    known = Dictionary(fresh.appliances.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for step in plan.steps { unsettled[step.place, default: 0] += 1 }
    for step in finished.sorted() { settle(step) }
  }

  mutating func carryOut(text: String) async throws -> Outcome {
    try journal.start(plan, text: text, context)
    context.report(.started(context.run, steps: plan.steps.count, noops: finished.count))
    for batch in Batch.cut(plan, skipping: finished) {
      if context.shouldStop() { halt(.asked) }
      if stop == nil { await readBack(predecessors(of: batch)) }
      if stop != nil { break }
      try begin(batch)
      try await perform(batch)
    }
    await readBack(unread.keys.sorted())
    let unrecorded = settleWhatNeedsNoStep()
    return try finish(unrecorded)
  }

  /// The appliances that have to be looked at before the batch may begin.
  private func predecessors(of batch: Batch) -> [String] {
    var names: Set<String> = []
    for edge in batch.steps.flatMap({ plan.steps[$0].follows }) where edge.until == .verified && states[edge.step] == .performed {
      names.insert(plan.steps[edge.step].appliance)
    }
    return names.sorted()
  }

  private mutating func begin(_ batch: Batch) throws {
    try commit(releasing: batch.steps)
    context.report(.batchBegun(appliance: batch.appliance, steps: ids(batch.steps)))
  }

  private mutating func perform(_ batch: Batch) async throws {
    let changes = batch.steps.map { plan.steps[$0].change }
    let key = batch.key(plan, run: context.run.text)
    known[batch.appliance] = nil
    for attempt in 1... {
      do {
        try await sessions.perform(changes, on: batch.appliance, key: key)
        return note(batch)
      } catch {
        if error.class == .transient, attempt <= Self.retries {
          context.report(.retrying(appliance: batch.appliance, retry: attempt, reason: error.description))
          await context.pause(attempt)
          for step in batch.steps { attempts[step] = attempt + 1 }
          try commit(releasing: batch.steps)
        } else if error.class == .rejected, attempt == 1 {
          // Refused at the first try, so nothing happened.
          for step in batch.steps { fail(step, error.description) }
          context.report(.failed(appliance: batch.appliance, steps: ids(batch.steps), reason: error.description))
          return halt(.failed(appliance: batch.appliance, reason: error.description))
        } else {
          return await findOut(batch, after: error)
        }
      }
    }
  }

  private mutating func note(_ batch: Batch) {
    for step in batch.steps {
      states[step] = .performed
      unjournaled.insert(step)
    }
    unread[batch.appliance, default: []] += batch.steps
    context.report(.batchDone(appliance: batch.appliance, steps: ids(batch.steps)))
  }

  /// Writes what is pending and what is about to begin in one transaction.
  private mutating func commit(releasing begins: [Int]) throws {
    let ends = unjournaled.sorted().compactMap { step in
      states[step].result.map { JournalEnd(plan.steps[step].id, attempt: attempts[step], $0) }
    }
    let changes = memory.settle(settled, at: context.now())
    settled = []
    unjournaled = []
    try journal.commit(
      ends, releasing: begins.map { JournalBegin(plan.steps[$0].id, attempt: attempts[$0]) }, recording: changes)
  }

  /// A run with steps whose effect is not known stays open.
  private mutating func finish(_ unrecorded: [Unrecorded]) throws -> Outcome {
    try commit(releasing: [])
    let isDone = isComplete
    let reason = stop ?? .asked
    if !states.contains(where: \.isOpen) { try journal.end(isDone ? .done : .stopped) }
    let outcome = Outcome(
      run: context.run, result: isDone ? .done : .stopped(reason), states: states, mismatches: mismatches,
      unrecorded: unrecorded + memory.obstacles())
    context.report(.finished(outcome))
    return outcome
  }
}

// MARK: What becomes of steps

extension Run {
  mutating func verify(_ step: Int) {
    states[step] = .verified
    unjournaled.insert(step)
    settle(step)
  }

  mutating func fail(_ step: Int, _ reason: String) {
    states[step] = .failed(reason)
    unjournaled.insert(step)
  }

  /// Its end is left to whoever can look.
  mutating func loseSight(of step: Int, _ reason: String) { states[step] = .unknown(reason) }

  /// No further batch begins; what an appliance did outweighs what somebody asked.
  mutating func halt(_ reason: StopReason) {
    if stop == nil || stop == .asked { stop = reason }
  }

  mutating func settle(place: Place) { settled.append(place) }
  /// Whether every step is verified or was done before.
  var isComplete: Bool { states.allSatisfy(\.isSettled) }
  func hasSteps(_ place: Place) -> Bool { unsettled[place] != nil }
  func ids(_ steps: [Int]) -> [String] { steps.map { plan.steps[$0].id } }

  private mutating func settle(_ step: Int) {
    let place = plan.steps[step].place
    unsettled[place, default: 1] -= 1
    if unsettled[place] == 0 { settled.append(place) }
  }
}

extension Step {
  var place: Place { Place(appliance: appliance, address: target.description) }
}

extension StepState {
  /// Begun, and not known to be done or not.
  fileprivate var isOpen: Bool {
    switch self {
    case .performed, .unknown: true
    case .notStarted, .noop, .verified, .failed: false
    }
  }

  /// What the journal says; SQLite's texts end at NUL.
  fileprivate var result: StepResult? {
    switch self {
    case .noop: .noop
    case .performed: .performed
    case .verified: .verified
    case .failed(let reason): .failed(reason: reason.filter { $0 != "\0" })
    case .notStarted, .unknown: nil
    }
  }
}
