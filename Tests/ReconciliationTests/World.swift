import Documents
import DriverInterface
import FabricModel
import Synchronization

/// Appliances in memory that fail as they are told, and note who called.
final class World: Sendable {
  struct State {
    var appliances: [String: ApplianceState]
    var held: Set<String> = []
    var keys: Set<String> = []
    /// Everything that happened, the ledger's writes among it.
    var log: [String] = []
    var last: String?
    var performs = 0
    var faults: [Int: Fault] = [:]
    var unreadable: Set<String> = []
    var holdsMarks = true
  }

  /// What goes wrong with the n-th call of `perform`, counted from 1.
  enum Fault {
    case error(DriverError.Class)
    /// The effect is there, the error is all that arrives.
    case errorAfterEffect(DriverError.Class)
    /// Somebody else puts a record there just before, or takes it away.
    case edit(String, RecordChange)
    /// Says that it did it, and did not.
    case lie
  }

  let fuse = Fuse()
  private let state: Mutex<State>

  init(_ names: String...) {
    state = Mutex(State(appliances: Dictionary(uniqueKeysWithValues: names.map { ($0, ApplianceState(name: $0)) })))
  }

  func with<Value: Sendable>(_ body: (inout sending State) -> Value) -> Value { state.withLock { body(&$0) } }

  var drivers: [any FabricDriver] { with { $0.appliances.keys.sorted() }.map { MemoryDriver(world: self, appliance: $0) } }
  var fabric: Fabric { Fabric(appliances: with { Array($0.appliances.values) }) }
  var log: [String] { with { $0.log } }

  /// Ends everything right after an event that begins so.
  func die(after event: String?) { with { $0.last = event } }

  func note(_ event: String) {
    with { $0.log.append(event) }
    burnIfDue()
  }

  func burnIfDue() {
    let isDue = with { state in
      guard let last = state.last else { return false }
      return state.log.last?.hasPrefix(last) == true
    }
    if isDue { fuse.set(0) }
  }

  func fail(_ call: Int, _ fault: Fault) { with { $0.faults[call] = fault } }
  func edit(_ appliance: String, _ change: RecordChange) { with { $0.appliances[appliance]?.put(change) } }
  subscript(appliance: String, address: ObjectAddress) -> Record? { fabric[appliance]?.record(at: address) }
}

struct MemoryDriver: FabricDriver, DriverSession {
  let world: World
  let appliance: String

  func observe(as source: SourceID) async throws(DriverError) -> Observation { try await observe() }

  func observe() async throws(DriverError) -> Observation {
    try world.fuse.burn()
    world.note("observe \(appliance)")
    if world.with({ $0.unreadable.contains(appliance) }) { throw DriverError(.unreadable, "\(appliance) is down") }
    let state = world.with { $0.appliances[appliance] } ?? ApplianceState(name: appliance)
    return Observation(state: state, capabilities: Capabilities())
  }

  func begin(run: String) async throws(DriverError) -> any DriverSession {
    try world.fuse.burn()
    guard world.with({ $0.held.insert(appliance).inserted }) else { throw DriverError(.locked, "another run holds it") }
    return self
  }

  func end() async { world.with { _ = $0.held.remove(appliance) } }

  func perform(_ batch: [RecordChange], key: String) async throws(DriverError) {
    try world.fuse.burn()
    let error = world.with { $0.perform(batch, on: appliance, key: key) }
    world.burnIfDue()
    try world.fuse.burn()
    if let error { throw error }
  }
}

extension World.State {
  fileprivate mutating func perform(_ batch: [RecordChange], on appliance: String, key: String) -> DriverError? {
    performs += 1
    log.append("perform \(appliance) \(key) \(batch.map(\.address.description).joined(separator: " "))")
    switch faults[performs] {
    case .error(let kind): return DriverError(kind, "injected")
    case .errorAfterEffect(let kind): return apply(batch, on: appliance, key: key) ?? DriverError(kind, "injected after the effect")
    case .edit(let other, let change):
      appliances[other]?.put(change)
      return apply(batch, on: appliance, key: key)
    case .lie: return nil
    case nil: return apply(batch, on: appliance, key: key)
    }
  }

  /// All of it or nothing.
  private mutating func apply(_ batch: [RecordChange], on appliance: String, key: String) -> DriverError? {
    guard var state = appliances[appliance], keys.insert(key).inserted else { return nil }
    for change in batch {
      let now = state.record(at: change.address)?.bare
      if now == change.after?.bare, now?.owner == change.after?.owner { continue }
      guard now == change.before?.bare || now == change.after?.bare else { return DriverError(.rejected, "\(change.address) has changed") }
      state.put(holdsMarks ? change : change.withoutMark)
    }
    appliances[appliance] = state
    return nil
  }
}

extension ApplianceState {
  mutating func put(_ change: RecordChange) {
    switch change.before {
    case .network(let it)?: networks.removeAll { $0.name == it.name }
    case .vsan(let it)?: vsans.removeAll { $0.name == it.name }
    case .profile(let it)? where change.after == nil: profiles.removeAll { $0.record.name == it.name }
    case .vport(let it)?: with(it.profile) { profile in profile.vports.removeAll { $0.name == it.name } }
    default: break
    }
    switch change.after {
    case .network(let it)?: networks.append(it)
    case .vsan(let it)?: vsans.append(it)
    case .profile(let it)?:
      if profile(named: it.name) == nil { profiles.append(ProfileState(it)) }
      with(it.name) { $0.record = it }
    case .vport(let it)?: with(it.profile) { $0.vports.append(it) }
    default: break
    }
    sort()
  }

  private mutating func with(_ name: String, _ body: (inout ProfileState) -> Void) {
    guard let index = profiles.firstIndex(where: { $0.record.name == name }) else { return }
    body(&profiles[index])
    for vport in profiles[index].vports.indices { profiles[index].vports[vport].server = profiles[index].record.server }
  }
}

extension RecordChange {
  fileprivate var withoutMark: RecordChange {
    var change = self
    change.after?.owner = nil
    return change
  }
}

extension Record {
  /// Without what follows from other records, and without its mark.
  var bare: Record {
    var copy = self
    copy.owner = nil
    guard case .vport(var vport) = copy else { return copy }
    vport.server = nil
    vport.wwnn = nil
    return .vport(vport)
  }
}

/// Ends everything at the n-th place where a process may die: from then on nothing answers.
final class Fuse: Sendable {
  private let state = Mutex((passed: 0, limit: Int.max))

  /// How many places were passed since it was set.
  var passed: Int { state.withLock { $0.passed } }
  func set(_ limit: Int = .max) { state.withLock { $0 = (0, limit) } }

  var isBurnt: Bool {
    state.withLock { state in
      state.passed += 1
      return state.passed > state.limit
    }
  }

  func burn() throws(DriverError) { if isBurnt { throw DriverError(.unknown, "the process is dead") } }
}
