internal import Documents
internal import DriverInterface
internal import FabricModel

/// Talks to one appliance of a simulated fabric.
struct SimulatedDriver: FabricDriver {
  let appliance: String
  let fabric: SimulatedFabric

  func observe(as source: SourceID) async throws(DriverError) -> Observation {
    try await fabric.travel(to: appliance, "observe", .unreadable)
    return Observation(state: fabric.with { $0.appliances[appliance]?.state } ?? ApplianceState(name: appliance), fabric.capabilities)
  }

  func begin(run: String) async throws(DriverError) -> any DriverSession {
    try await fabric.travel(to: appliance, "begin \(run)", .unreadable)
    let holder = fabric.with { state in
      let holder = state.appliances[appliance]?.holder
      if holder == nil { state.appliances[appliance]?.holder = run }
      return holder
    }
    if let holder { throw DriverError(.locked, "run \(holder) holds it") }
    fabric.note(.taken(run: run), on: appliance)
    return SimulatedSession(appliance: appliance, fabric: fabric, run: run)
  }
}

/// One appliance of a simulated fabric while a run holds it.
struct SimulatedSession: DriverSession {
  let appliance: String
  let fabric: SimulatedFabric
  let run: String

  func observe() async throws(DriverError) -> Observation {
    try await fabric.travel(to: appliance, "look \(run)", .transient)
    let seen = fabric.with { $0.appliances[appliance]?.look() } ?? ApplianceState(name: appliance)
    fabric.note(.seen(seen), on: appliance)
    return Observation(state: seen, fabric.capabilities)
  }

  func end() async {
    if fabric.isDead { return }
    fabric.with { state in
      if state.appliances[appliance]?.holder == run { state.appliances[appliance]?.letGo() }
    }
  }

  func perform(_ batch: [RecordChange], key: String) async throws(DriverError) {
    let faults = fabric.faults
    var chance = fabric.chance(appliance, key)
    let fate = faults.fate(&chance)
    try await fabric.travel(to: appliance, faults.travel, &chance)
    fabric.editByHand(appliance, &chance)
    switch fate {
    case .transient: throw fabric.refuse(key, DriverError(.transient, "too busy"), on: appliance)
    case .rejected: throw fabric.refuse(key, DriverError(.rejected, "not allowed"), on: appliance)
    case .unknown: throw fabric.refuse(key, DriverError(.unknown, "the connection broke"), on: appliance)
    case .none, .transientAfter, .lost: break
    }
    // What a dying process had sent may get there or not.
    if fabric.isDead, chance.happens(500) { throw DriverError(.unknown, "the process is dead") }
    try fabric.carryOut(batch, key: key, on: appliance, isLate: chance.happens(faults.late), &chance)
    if chance.happens(faults.doubled) { try fabric.carryOut(batch, key: key, on: appliance, isLate: false, &chance) }
    fabric.editByHand(appliance, &chance)
    if chance.happens(faults.stops) { fabric.stop(appliance, milliseconds: Int64.random(in: faults.standstill, using: &chance)) }
    await fabric.executor.sleep(milliseconds: fate == .lost ? faults.patience : Int64.random(in: faults.travel, using: &chance))
    if fabric.isDead { throw DriverError(.unknown, "the process is dead") }
    switch fate {
    case .transientAfter: throw DriverError(.transient, "the connection broke while it answered")
    case .lost: throw DriverError(.unknown, "no answer within \(faults.patience / 1000) s")
    case .none, .transient, .rejected, .unknown: break
    }
  }
}

extension SimulatedFabric {
  fileprivate var capabilities: Capabilities {
    var sheet = Capabilities()
    sheet.writable = true
    sheet.ownerMark = holdsMarks
    return sheet
  }

  /// What happens to this try of a call.
  fileprivate func chance(_ appliance: String, _ call: String) -> Chance {
    let number = with { $0.appliances[appliance]?.count(call) } ?? 0
    return Chance(seed, appliance, call, number: number)
  }

  /// A call that only asks gets there, or fails.
  fileprivate func travel(to appliance: String, _ call: String, _ failure: DriverError.Class) async throws(DriverError) {
    let faults = faults
    var chance = chance(appliance, call)
    try await travel(to: appliance, faults.travel, &chance)
    if chance.happens(faults.blind) { throw DriverError(failure, "too busy") }
    await executor.sleep(milliseconds: Int64.random(in: faults.travel, using: &chance))
    if isDead { throw DriverError(.unknown, "the process is dead") }
  }

  fileprivate func travel(to appliance: String, _ time: ClosedRange<Int64>, _ chance: inout Chance) async throws(DriverError) {
    if isDead { throw DriverError(.unknown, "the process is dead") }
    await executor.sleep(milliseconds: Int64.random(in: time, using: &chance))
    let now = executor.now
    let (isDown, hasReturned) = with { state in
      guard let until = state.appliances[appliance]?.downUntil, until > 0 else { return (false, false) }
      if until > now { return (true, false) }
      state.appliances[appliance]?.downUntil = 0
      return (false, true)
    }
    if isDown { throw DriverError(.transient, "nobody answers") }
    if hasReturned { note(.returned, on: appliance) }
  }

  fileprivate func refuse(_ key: String, _ error: DriverError, on appliance: String) -> DriverError {
    note(.refused(key: key, reason: error.description), on: appliance)
    return error
  }

  fileprivate func carryOut(
    _ batch: [RecordChange], key: String, on appliance: String, isLate: Bool, _ chance: inout Chance
  ) throws(DriverError) {
    let looks = Int.random(in: 1...max(1, faults.mostLooks), using: &chance)
    let holdsMarks = holdsMarks
    let (isKnown, misfit) = with { state in
      guard var it = state.appliances[appliance] else { return (false, nil as String?) }
      if it.knows(key) { return (true, nil) }
      if isLate { it.lag(looks) }
      if let misfit = it.carryOut(batch, holdsMarks: holdsMarks) { return (false, "\(misfit)") }
      it.remember(key)
      state.appliances[appliance] = it
      return (false, nil)
    }
    if let misfit { throw refuse(key, DriverError(.rejected, misfit), on: appliance) }
    note(isKnown ? .repeated(key: key) : .effect(key: key, batch), on: appliance)
  }

  fileprivate func editByHand(_ appliance: String, _ chance: inout Chance) {
    guard chance.happens(faults.edits), let change = with({ $0.appliances[appliance]?.state.editByHand(&chance) }) else { return }
    edit(change, on: appliance)
  }
}

extension Observation {
  fileprivate init(state: ApplianceState, _ capabilities: Capabilities) {
    self.init(state: state, capabilities: capabilities)
  }
}
