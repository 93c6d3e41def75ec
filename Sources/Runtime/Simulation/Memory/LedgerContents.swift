internal import Ledger

/// What a ledger in memory holds.
struct LedgerContents: Sendable {
  static let path = "memory"

  struct RunEntry: Sendable {
    var run: LedgerRun
    let plan: String
    var steps: [String: JournalStep] = [:]
    var journal: [JournalEvent] = []
  }

  /// An address and what kind it is of: the same bytes may be of two kinds.
  struct IdentityKey: Hashable, Sendable {
    let value: String
    let type: String
  }

  let lineage: String
  var serial: Int64 = 0
  var fence: Int64 = 0
  var lease: Lease?
  var runs: [RunID: RunEntry] = [:]
  /// Oldest first.
  var order: [RunID] = []
  private var objects: [LedgerObject.Key: LedgerObject] = [:]
  private var identities: [IdentityKey: LedgerIdentity] = [:]
  private(set) var history: [LedgerIdentity] = []
  /// By scope, profile and template.
  private var templates: [[String]: LedgerTemplate] = [:]
  private var tombstones: [LedgerTombstone.Key: LedgerTombstone] = [:]
  private var reboots: [PendingReboot] = []

  init(lineage: String) { self.lineage = lineage }

  var basis: LedgerBasis { LedgerBasis(lineage: lineage, serial: serial) }
  var newestFirst: [LedgerRun] { order.reversed().compactMap { runs[$0]?.run } }

  var snapshot: LedgerSnapshot {
    LedgerSnapshot(
      basis: basis,
      objects: objects.values.sorted { ($0.appliance, $0.address, $0.kind) < ($1.appliance, $1.address, $1.kind) },
      identities: identities.values.sorted { ($0.value, $0.type) < ($1.value, $1.type) },
      templates: templates.values.sorted { ($0.scope, $0.profile, $0.template) < ($1.scope, $1.profile, $1.template) },
      tombstones: tombstones.values.sorted { ($0.key.appliance, $0.key.address) < ($1.key.appliance, $1.key.address) },
      reboots: reboots.sorted { ($0.server, $0.appliance, $0.address) < ($1.server, $1.appliance, $1.address) })
  }

  func entry(of run: RunID) throws(LedgerError) -> RunEntry {
    guard let entry = runs[run] else { throw .unknownRun(path: Self.path, run: run) }
    return entry
  }

  func requireHeld(_ token: LeaseToken) throws(LedgerError) {
    guard lease?.token == token else { throw .staleLease(path: Self.path, token: token, current: lease) }
  }

  func requireOpen(_ run: RunID) throws(LedgerError) {
    if try entry(of: run).run.endedAt != nil { throw .runEnded(path: Self.path, run: run) }
  }

  // MARK: The journal

  mutating func append(_ begin: JournalBegin, _ run: RunID, at: Int64) throws(LedgerError) {
    if let known = runs[run]?.steps[begin.step], known.attempt >= begin.attempt {
      throw .stepAlreadyBegun(path: Self.path, run: run, step: begin.step, attempt: begin.attempt)
    }
    write(JournalStep(run: run, step: begin.step, attempt: begin.attempt, result: nil, at: at))
  }

  mutating func append(_ end: JournalEnd, _ run: RunID, at: Int64) throws(LedgerError) {
    let known = runs[run]?.steps[end.step]
    let isOpen = known.map { $0.attempt == end.attempt && end.result.mayReplace($0.result) } ?? (end.result == .noop)
    guard isOpen else { throw .stepNotOpen(path: Self.path, run: run, step: end.step, attempt: end.attempt) }
    write(JournalStep(run: run, step: end.step, attempt: end.attempt, result: end.result, at: at))
  }

  private mutating func write(_ step: JournalStep) {
    runs[step.run]?.steps[step.step] = step
    let sequence = Int64((runs[step.run]?.journal.count ?? 0) + 1)
    runs[step.run]?.journal.append(
      JournalEvent(sequence: sequence, run: step.run, step: step.step, attempt: step.attempt, result: step.result, at: step.at))
  }

  // MARK: The recorded fabric

  mutating func apply(_ changes: LedgerChanges) throws(LedgerError) {
    var hasChanged = false
    for key in changes.remove where objects.removeValue(forKey: key) != nil { hasChanged = true }
    for object in changes.upsert where objects[object.key] != object {
      if let held = objects[object.key], held.scope != object.scope {
        throw .objectOwned(path: Self.path, object: object.key, scope: held.scope)
      }
      objects[object.key] = object
      hasChanged = true
    }
    for identity in changes.identities where identity.state != .active { if try take(identity) { hasChanged = true } }
    for identity in changes.identities where identity.state == .active { if try take(identity) { hasChanged = true } }
    for template in changes.templates { if keep(template) { hasChanged = true } }
    reboots.removeAll { changes.booted.contains($0.server) }
    for reboot in changes.reboots {
      reboots.removeAll { $0.server == reboot.server && $0.appliance == reboot.appliance && $0.address == reboot.address }
      reboots.append(reboot)
    }
    for key in changes.lifted where tombstones.removeValue(forKey: key) != nil { hasChanged = true }
    for tombstone in changes.tombstones where tombstones[tombstone.key] == nil {
      tombstones[tombstone.key] = tombstone
      hasChanged = true
    }
    if hasChanged { serial += 1 }
  }

  /// A second release keeps the time of the first; what somebody else has is not given away.
  private mutating func take(_ identity: LedgerIdentity) throws(LedgerError) -> Bool {
    let key = IdentityKey(value: identity.value, type: identity.type)
    if let held = identities[key] {
      if held.state == .active, held.owner != identity.owner {
        throw .identityTaken(path: Self.path, value: held.value, owner: held.owner)
      }
      if identity.state == .active ? held.state == .active : held.state != .active { return false }
    }
    identities[key] = identity
    history.append(identity)
    return true
  }

  private mutating func keep(_ template: LedgerTemplate) -> Bool {
    let key = [template.scope, template.profile, template.template]
    let kept = template.body == nil ? nil : template
    guard templates[key] != kept else { return false }
    templates[key] = kept
    return true
  }
}

extension StepResult {
  /// A read-back may make something else of what the driver said.
  fileprivate func mayReplace(_ known: StepResult?) -> Bool {
    switch (known, self) {
    case (nil, _), (.performed?, .verified), (.performed?, .failed): true
    default: false
    }
  }
}
