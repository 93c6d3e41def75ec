internal import DriverInterface
internal import FabricModel
internal import Ledger
internal import Planning
internal import Synchronization

/// One plan while it is carried out: steps begin as soon as what they follow allows, one call at a time on each appliance.
struct Run {
  /// How often a call that may succeed when tried again is tried again.
  static let retries = 3
  /// How often an appliance is looked at until what a step did appears there.
  static let mostLooks = 4

  let plan: Plan
  let context: RunContext
  let onFailure: OnFailure
  private let sessions: Sessions
  private let mostCalls: Int
  private var journal: RunJournal
  var memory: RunMemory
  private let finished: Set<Int>
  private var schedule: Schedule

  private(set) var states: [StepState]
  private var attempts: [Int]
  /// Steps whose state the journal does not have yet.
  private var unjournaled: Set<Int>
  /// How many steps of each object are not verified yet, and the objects without any that the ledger was not told of.
  private var unsettled: [Place: Int] = [:]
  private var settled: [Place] = []
  /// What takes effect when its server boots next, and the ledger was not told of.
  private var reboots: [PendingReboot] = []
  /// Performed steps by appliance that were not read back yet.
  var unread: [String: [Int]] = [:]
  /// Steps by appliance of which nobody said whether they were performed, with why.
  var doubtful: [String: (steps: [Int], reason: String)] = [:]
  /// Calls to make as soon as the journal has their begins.
  private var upcoming: [Call] = []
  /// Verified steps by appliance whose v-ports lack the link that others wait for.
  private var ailing: [String: [Int]] = [:]
  /// How many waits are under way.
  private var settling = 0
  /// Appliances with a call under way or upcoming.
  private var busy: Set<String> = []
  /// The last observation of each appliance that was not written since.
  var known: [String: ApplianceState]
  var mismatches: [Mismatch] = []
  private(set) var stop: StopReason?

  init(
    _ plan: Plan, _ standing: Standing, fresh: Fabric, _ sessions: Sessions, _ journal: RunJournal, _ memory: RunMemory,
    _ context: RunContext, _ onFailure: OnFailure, mostCalls: Int
  ) {
    self.plan = plan
    self.context = context
    self.onFailure = onFailure
    self.sessions = sessions
    self.mostCalls = mostCalls
    self.journal = journal
    self.memory = memory
    finished = standing.finished
    schedule = Schedule(plan, finished: finished)
    states = standing.states
    attempts = standing.attempts
    unjournaled = standing.unjournaled
    known = Dictionary(fresh.appliances.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for step in plan.steps { unsettled[step.place, default: 0] += 1 }
    for step in finished.sorted() { settle(step) }
  }

  mutating func carryOut() async throws -> Outcome {
    context.report(.started(context.run, steps: plan.steps.count, noops: finished.count))
    try await withThrowingTaskGroup(of: Void.self) { group in
      let inbox = Inbox()
      var underWay = 0
      while true {
        if context.shouldStop() { halt(.asked) }
        planCalls()
        let isDue = journal.isDue
        // Ends that release nothing wait for company: whoever takes over finds out by looking.
        if begins.isEmpty { try journal.renewIfDue() } else { try commit(releasing: begins) }
        if isDue { await sessions.keep() }
        for call in upcoming {
          underWay += 1
          group.addTask { [sessions, context] in inbox.put(await call.carryOut(sessions, context)) }
        }
        upcoming = []
        guard underWay > 0 else { break }
        if busy.isEmpty, !mayBegin { group.cancelAll() }
        try await group.next()
        for reply in inbox.takeAll() {
          underWay -= 1
          take(reply)
        }
      }
    }
    let unrecorded = settleWhatNeedsNoStep()
    return try finish(unrecorded)
  }

  // MARK: What to do next

  /// Adds calls for idle appliances: what may begin there, else the look that somebody waits for.
  private mutating func planCalls() {
    if mayBegin {
      for appliance in schedule.waitingAppliances where busy.count < mostCalls && !busy.contains(appliance) && doubtful[appliance] == nil {
        guard let batch = schedule.takeBatch(on: appliance, most: Batch.mostSteps) else { continue }
        plan(.perform(batch, batch.steps.map { plan.steps[$0].change }, key: batch.key(plan, run: context.run.text), attempt: 1))
        known[appliance] = nil
        context.report(.batchBegun(appliance: appliance, steps: ids(batch.steps)))
      }
    }
    // What settles is waited for only where something may begin afterwards.
    let isAtTheEnd = busy.isEmpty && (settling == 0 || !mayBegin)
    for appliance in Set(unread.keys).union(doubtful.keys).union(ailing.keys).sorted()
    where busy.count < mostCalls && !busy.contains(appliance) {
      let isAwaited =
        doubtful[appliance] != nil || ailing[appliance] != nil || unread[appliance]?.contains { schedule.isAwaited($0) } ?? false
      if isAwaited || isAtTheEnd { plan(.look(appliance: appliance, attempt: ailing[appliance] == nil ? 1 : 2)) }
    }
  }

  private var mayBegin: Bool { stop == nil || (onFailure == .goOn && stop != .asked) }

  private mutating func plan(_ call: Call) {
    upcoming.append(call)
    if let appliance = call.appliance { busy.insert(appliance) } else { settling += 1 }
  }

  private var begins: [Int] {
    upcoming.flatMap { call in
      if case .perform(let batch, _, _, _) = call { return batch.steps }
      return []
    }
  }

  // MARK: What came of it

  private mutating func take(_ reply: Call.Reply) {
    switch reply {
    case .performed(let batch):
      busy.remove(batch.appliance)
      for step in batch.steps {
        states[step] = .performed
        unjournaled.insert(step)
        schedule.perform(step)
      }
      unread[batch.appliance, default: []] += batch.steps
      context.report(.batchDone(appliance: batch.appliance, steps: ids(batch.steps)))
    case .refused(let batch, let error, let attempt): take(error, of: batch, attempt)
    case .settled(let edge):
      settling -= 1
      if edge.seconds > 0, mayBegin { return plan(.settle(edge)) }
      schedule.satisfy(edge.step)
    case .seen(let state, let attempt):
      busy.remove(state.name)
      let mayLookAgain = attempt < Self.mostLooks
      let isUnfinished = judge(state, mayLookAgain: mayLookAgain)
      examine(state, isLast: !mayLookAgain)
      if isUnfinished || ailing[state.name] != nil { plan(.look(appliance: state.name, attempt: attempt + 1)) }
    case .unseen(let appliance, let error, let attempt):
      busy.remove(appliance)
      if error.class == .transient, attempt <= Self.retries { return plan(.look(appliance: appliance, attempt: attempt + 1)) }
      giveUp(appliance, error)
    }
  }

  private mutating func take(_ error: DriverError, of batch: Batch, _ attempt: Int) {
    busy.remove(batch.appliance)
    switch error.class {
    case .transient where attempt <= Self.retries:
      context.report(.retrying(appliance: batch.appliance, retry: attempt, reason: error.description))
      for step in batch.steps { attempts[step] += 1 }
      plan(
        .perform(
          batch, batch.steps.map { plan.steps[$0].change }, key: batch.key(plan, run: context.run.text), attempt: attempt + 1))
    case .rejected where attempt == 1:
      // Refused at the first try, so nothing happened.
      for step in batch.steps { fail(step, error.description) }
      context.report(.failed(appliance: batch.appliance, steps: ids(batch.steps), reason: error.description))
      halt(.failed(appliance: batch.appliance, reason: error.description))
    default: doubtful[batch.appliance] = (batch.steps, error.description)
    }
  }

  /// What was done there, and whether, nobody can say.
  private mutating func giveUp(_ appliance: String, _ error: DriverError) {
    let doubt = doubtful.removeValue(forKey: appliance)
    for step in doubt?.steps ?? [] { loseSight(of: step, doubt?.reason ?? error.description) }
    unread[appliance] = nil
    halt(.unreadable(appliance: appliance, reason: doubt.map { "\($0.reason), then \(error)" } ?? error.description))
  }

  // MARK: The ledger

  /// Writes what is pending and what is about to begin in one transaction.
  private mutating func commit(releasing begins: [Int]) throws {
    let ends = unjournaled.sorted().compactMap { step in
      states[step].result.map { JournalEnd(plan.steps[step].id, attempt: attempts[step], $0) }
    }
    var changes = memory.settle(settled, at: context.now())
    settled = []
    if !reboots.isEmpty {
      changes = changes ?? LedgerChanges()
      changes?.reboots = reboots
      reboots = []
    }
    unjournaled = []
    if ends.isEmpty, begins.isEmpty, changes == nil { return }
    try journal.commit(
      ends, releasing: begins.map { JournalBegin(plan.steps[$0].id, attempt: attempts[$0]) }, recording: changes)
  }

  /// A run with steps whose effect is not known stays open.
  private mutating func finish(_ unrecorded: [Unrecorded]) throws -> Outcome {
    try commit(releasing: [])
    let isDone = isComplete
    let outcome = Outcome(
      run: context.run, result: isDone ? .done : .stopped(stop ?? .asked), states: states, mismatches: mismatches,
      unrecorded: unrecorded + memory.obstacles())
    return outcome
  }
}

// MARK: What becomes of steps

extension Run {
  mutating func verify(_ step: Int) {
    if states[step] != .performed { schedule.perform(step) }
    states[step] = .verified
    unjournaled.insert(step)
    settle(step)
    let appliance = plan.steps[step].appliance
    reboots += plan.steps[step].reboots(run: context.run, at: context.now())
    let isHealthy = !schedule.needsHealth(step) || known[appliance].map { plan.steps[step].isLinked(in: $0) } ?? true
    if !isHealthy { ailing[appliance, default: []].append(step) }
    for edge in schedule.verify(step, isHealthy: isHealthy) { plan(.settle(edge)) }
  }

  /// Whether what others wait for has its links by now; it is looked at a few times, and then the run stops.
  private mutating func examine(_ state: ApplianceState, isLast: Bool) {
    guard let steps = ailing.removeValue(forKey: state.name) else { return }
    let left = steps.filter { !plan.steps[$0].isLinked(in: state) }
    for step in steps where !left.contains(step) { for edge in schedule.recover(step) { plan(.settle(edge)) } }
    guard let first = left.first else { return }
    if !isLast { return ailing[state.name] = left }
    for step in left { schedule.block(followersOf: step) }
    halt(.failed(appliance: state.name, reason: "\(plan.steps[first].target) has no link, and others are to wait for it"))
  }

  mutating func fail(_ step: Int, _ reason: String) {
    states[step] = .failed(reason)
    unjournaled.insert(step)
    schedule.block(followersOf: step)
  }

  /// Its end is left to whoever can look.
  mutating func loseSight(of step: Int, _ reason: String) {
    states[step] = .unknown(reason)
    schedule.block(followersOf: step)
  }

  /// No further step begins, but for those that have nothing to do with it where the run is to go on; what an appliance did outweighs what somebody asked.
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

/// Replies that nobody has looked at yet: those that came together are journaled together.
private final class Inbox: Sendable {
  private let replies = Mutex<[Call.Reply]>([])

  func put(_ reply: Call.Reply) { replies.withLock { $0.append(reply) } }
  func takeAll() -> [Call.Reply] {
    replies.withLock { replies in
      defer { replies = [] }
      return replies
    }
  }
}

extension Step {
  var place: Place { Place(appliance: appliance, address: target.description) }

  /// Whether the ports of what it is about have their links, as far as the appliance says.
  fileprivate func isLinked(in state: ApplianceState) -> Bool {
    let vports: [VPortRecord] =
      switch target {
      case .vport(let address): state.profile(named: address.profile)?.vports.filter { $0.name == address.name } ?? []
      case .profile(let name): state.profile(named: name)?.vports ?? []
      default: []
      }
    return vports.allSatisfy { vport in !vport.isActive || vport.slotPort.flatMap { state.inventory[at: $0]?.isLinkUp } != false }
  }
}

extension StepState {
  /// Begun, and not known to be done or not.
  var isOpen: Bool {
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
