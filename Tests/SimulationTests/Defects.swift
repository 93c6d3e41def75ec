import Documents
import DriverInterface
import FabricModel
import Ledger
import Planning
import Simulation
import Synchronization

/// Something that is broken in the executor, or just as if it were: by what stands between it and the world.
enum Defect: String, CaseIterable, Sendable {
  /// The journal gets the begins of a call only with its ends.
  case beginsAfterEnds
  /// The journal never gets begins.
  case noBegins
  /// The ledger remembers everything when the run begins.
  case remembersAtOnce
  /// What is read back is what was asked for.
  case believesItself
  /// Every try has a key of its own.
  case freshKeys
  /// Steps wait until what they follow was performed, not until it was seen.
  case waitsForNoLook
  /// Steps wait for nothing.
  case waitsForNothing

  func ledger(_ base: any LedgerStore) -> any LedgerStore {
    switch self {
    case .beginsAfterEnds: LateLedger(base: base, keepsBegins: true)
    case .noBegins: LateLedger(base: base, keepsBegins: false)
    case .remembersAtOnce: HastyLedger(base: base)
    case .believesItself, .freshKeys, .waitsForNoLook, .waitsForNothing: base
    }
  }

  func driver(_ base: any FabricDriver) -> any FabricDriver {
    switch self {
    case .believesItself, .freshKeys: BrokenDriver(base: base, defect: self)
    case .beginsAfterEnds, .noBegins, .remembersAtOnce, .waitsForNoLook, .waitsForNothing: base
    }
  }

  func plan(_ plan: Plan) -> Plan {
    var plan = plan
    for step in plan.steps.indices {
      switch self {
      case .waitsForNoLook: plan.steps[step].follows = plan.steps[step].follows.map { Step.Predecessor($0.step, until: .performed) }
      case .waitsForNothing: plan.steps[step].follows = []
      case .beginsAfterEnds, .noBegins, .remembersAtOnce, .believesItself, .freshKeys: break
      }
    }
    return plan
  }
}

/// Holds begins back until their steps end, or for good.
private final class LateLedger: ForwardingLedger {
  let base: any LedgerStore
  private let keepsBegins: Bool
  private let held = Mutex<[String: JournalBegin]>([:])

  init(base: any LedgerStore, keepsBegins: Bool) {
    self.base = base
    self.keepsBegins = keepsBegins
  }

  func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID, under lease: LeaseToken,
    at: Int64
  ) throws(LedgerError) {
    let due = held.withLock { held in
      for begin in begins { held[begin.step] = begin }
      return keepsBegins ? ends.compactMap { held.removeValue(forKey: $0.step) } : []
    }
    if !due.isEmpty { try base.end([], releasing: due, recording: nil, in: run, under: lease, at: at) }
    try base.end(keepsBegins ? ends : [], releasing: [], recording: changes, in: run, under: lease, at: at)
  }
}

/// Gives the ledger what a commit is to record one commit early: with the begins.
private final class HastyLedger: ForwardingLedger {
  let base: any LedgerStore
  private let plan = Mutex<String?>(nil)

  init(base: any LedgerStore) { self.base = base }

  func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError) {
    try base.startRun(run, plan: plan, under: lease)
    self.plan.withLock { $0 = plan }
  }

  func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID, under lease: LeaseToken,
    at: Int64
  ) throws(LedgerError) {
    var changes = changes
    let text = plan.withLock { plan in
      defer { plan = nil }
      return plan
    }
    if let text {
      let objects = rememberedObjects(in: text)
      changes = changes ?? LedgerChanges()
      changes?.upsert += objects
    }
    try base.end(ends, releasing: begins, recording: changes, in: run, under: lease, at: at)
  }
}

private struct BrokenDriver: FabricDriver {
  let base: any FabricDriver
  let defect: Defect

  var appliance: String { base.appliance }
  func observe(as source: SourceID) async throws(DriverError) -> Observation { try await base.observe(as: source) }
  func begin(run: String) async throws(DriverError) -> any DriverSession {
    BrokenSession(base: try await base.begin(run: run), defect: defect)
  }
}

private final class BrokenSession: DriverSession {
  private let base: any DriverSession
  private let defect: Defect
  private let asked = Mutex<[RecordChange]>([])
  private let tries = Mutex(0)

  init(base: any DriverSession, defect: Defect) {
    self.base = base
    self.defect = defect
  }

  func perform(_ batch: [RecordChange], key: String) async throws(DriverError) {
    asked.withLock { $0 += batch }
    let number = tries.withLock { tries in
      tries += 1
      return tries
    }
    try await base.perform(batch, key: defect == .freshKeys ? "\(key)#\(number)" : key)
  }

  func observe() async throws(DriverError) -> Observation {
    var seen = try await base.observe()
    if defect == .believesItself { seen.state = seen.state.with(asked.withLock { $0 }) }
    return seen
  }

  func end() async { await base.end() }
}
