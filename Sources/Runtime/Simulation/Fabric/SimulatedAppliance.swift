internal import FabricMemory
internal import FabricModel

/// One appliance as it is, and as it shows itself.
struct SimulatedAppliance {
  private(set) var live: LiveFabric
  private let name: String
  /// One more with each change; of the state that `shown` holds.
  private var revision = 0
  private var cached: ApplianceState?
  /// The run that holds it.
  var holder: String?
  /// Keys of the batches that were carried out.
  private var keys: Set<String> = []
  /// How often what was tried here.
  private var tries: [String: Int] = [:]
  /// What looks of the session still show, and how many of them.
  private var past: (state: ApplianceState, looks: Int)?
  /// Milliseconds; it answers from then on.
  var downUntil: Int64 = 0

  init(_ state: ApplianceState) {
    name = state.name
    live = LiveFabric(Fabric(appliances: [state]))
    cached = state
  }

  /// As it is.
  var state: ApplianceState {
    var state = cached ?? live.fabric[name] ?? ApplianceState(name: name)
    state.revision = "\(revision)"
    return state
  }

  mutating func count(_ what: String) -> Int {
    tries[what, default: 0] += 1
    return tries[what] ?? 1
  }

  func knows(_ key: String) -> Bool { keys.contains(key) }
  mutating func remember(_ key: String) { keys.insert(key) }

  /// All of it or nothing; what stands against it.
  mutating func carryOut(_ changes: [RecordChange], holdsMarks: Bool) -> Misfit? {
    var next = live
    for var change in changes {
      if !holdsMarks { change.after?.owner = nil }
      do { try next.perform(change, on: name) } catch { return error }
    }
    live = next
    revision += 1
    cached = nil
    return nil
  }

  /// The next looks of the session show what is now.
  mutating func lag(_ looks: Int) {
    if past == nil { past = (kept(), looks) }
  }

  /// What the session sees.
  mutating func look() -> ApplianceState {
    guard let past else { return kept() }
    self.past = past.looks > 1 ? (past.state, past.looks - 1) : nil
    return past.state
  }

  mutating func letGo() {
    holder = nil
    past = nil
  }

  private mutating func kept() -> ApplianceState {
    let state = state
    cached = state
    return state
  }
}
