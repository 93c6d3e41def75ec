package import FabricModel

/// The way back from where a run stands: every object that it touched as it was before, in a safe order of its own.
package struct Rollback: Sendable {
  /// What can't be brought back, and why.
  package struct Residue: Hashable, Sendable, CustomStringConvertible {
    package let appliance: String
    package let address: String
    package let reason: String

    package init(appliance: String, address: String, reason: String) {
      self.appliance = appliance
      self.address = address
      self.reason = reason
    }

    package var description: String { "\(appliance):\(address) \(reason)" }
  }

  /// Of the same scope as the plan, with what the ledger remembered before it.
  package let plan: Plan
  package let residue: [Residue]
  /// What is not as it was, and can be brought back.
  package let pending: [(appliance: String, address: String)]

  /// Plans the way back.
  ///
  /// - Parameters:
  ///   - plan: what the run carried out, with the terms that held for it.
  ///   - touched: the indices of steps that may have had an effect; the others are as they were.
  ///   - fresh: the fabric as it is now; what it lacks of the touched appliances can't be brought back.
  package init(of plan: Plan, touched: [Int], on fresh: Fabric) {
    var finder = RollbackFinder(plan: plan, fresh: fresh)
    for object in finder.objects(touched) { finder.consider(object) }
    residue = finder.residue
    pending = finder.pending
    self.plan = finder.plan()
  }
}

/// Finds the drafts of a rollback.
private struct RollbackFinder {
  let original: Plan
  let fresh: Fabric
  private var drafts: [Draft] = []
  private(set) var residue: [Rollback.Residue] = []
  var pending: [(appliance: String, address: String)] { drafts.map { ($0.appliance, $0.change.address.description) } }
  private var changes: [Change] = []
  private var remembered: [Remembered] = []
  private var forgotten: [Forgotten] = []
  /// What the plan remembers and forgets, by object.
  private var remembers: [Place: Record] = [:]
  private var forgets: Set<Place> = []

  private struct Place: Hashable {
    let appliance: String
    let address: String
  }

  /// One object that steps changed, in their order.
  struct Object {
    let appliance: String
    let address: ObjectAddress
    var steps: [Step]
  }

  init(plan: Plan, fresh: Fabric) {
    original = plan
    self.fresh = fresh
    for item in plan.remember { remembers[Place(appliance: item.appliance, address: item.record.address.description)] = item.record }
    for item in plan.forget { forgets.insert(Place(appliance: item.appliance, address: item.address)) }
  }

  func objects(_ touched: [Int]) -> [Object] {
    var objects: [Object] = []
    var places: [Place: Int] = [:]
    for index in touched.sorted() {
      let step = original.steps[index]
      let place = Place(appliance: step.appliance, address: step.target.description)
      if let known = places[place] {
        objects[known].steps.append(step)
      } else {
        places[place] = objects.count
        objects.append(Object(appliance: step.appliance, address: step.target, steps: [step]))
      }
    }
    return objects
  }

  mutating func consider(_ object: Object) {
    guard let state = fresh[object.appliance] else { return leave(object, "could not be read") }
    let now = state.record(at: object.address)
    let before = object.steps[0].change.before
    let place = Place(appliance: object.appliance, address: object.address.description)
    if now.isSame(as: before) { return remember(place, before) }
    guard object.steps.contains(where: { now.isSame(as: $0.change.after) || now.isSame(as: $0.change.before) }) else {
      return leave(object, "was changed by somebody else meanwhile")
    }
    if case .vport(let was)? = before, was.kind == .vdisk, was.losesData(to: now) {
      return leave(object, "has lost its data: what was on the disk is gone")
    }
    changes.append(Change(address: place.address, action: before == nil ? .delete : now == nil ? .create : .update))
    let after = before.map { now.map($0.undoing) ?? $0 }
    drafts.append(Draft(appliance: object.appliance, change: RecordChange(before: now, after: after), changeIndex: changes.count - 1))
    remember(place, before)
  }

  private mutating func leave(_ object: Object, _ reason: String) {
    residue.append(Rollback.Residue(appliance: object.appliance, address: object.address.description, reason: reason))
  }

  /// The ledger goes back to what was: of the fields that the plan manages, the values from before.
  ///
  /// What bears no mark may have been ours all the same: not every driver can hold one.
  private mutating func remember(_ place: Place, _ before: Record?) {
    if let before, before.owner ?? original.scope == original.scope {
      remembered.append(Remembered(appliance: place.appliance, record: remembers[place]?.keepingFields(of: before) ?? before))
    } else if remembers[place] != nil {
      forgotten.append(Forgotten(appliance: place.appliance, address: place.address))
    }
  }

  /// The plan back.
  func plan() -> Plan {
    var plan = Plan()
    plan.tool = original.tool
    plan.scope = original.scope
    plan.drivers = original.drivers
    plan.folder = original.folder
    plan.layers = original.layers
    plan.terms = original.terms
    plan.basis.ledgerLineage = original.basis.ledgerLineage
    plan.changes = changes
    plan.remember = remembered
    plan.forget = forgotten
    guard !drafts.isEmpty else { return plan }
    var hardware = Hardware()
    for appliance in fresh.appliances { hardware.add(appliance.name, appliance.inventory, labels: []) }
    let rules = ImpactRules(
      terms: original.terms, servers: [:], off: fresh.serversOff.union(original.terms.fenced.keys), dark: hardware.dark)
    let reservable = hardware.units.indices.map { original.terms.reservable[hardware.address(of: $0)] }
    let safe = SafeOrder.find(
      drafts, on: SafeOrder.Ground(observed: fresh, hardware: hardware, reservable: reservable, pools: [], rules: rules))
    plan.take(safe.order, follows: safe.follows)
    return plan
  }
}

extension Record {
  /// Itself, saying of each field that `now` has and it had not that there is to be none.
  fileprivate func undoing(_ now: Record) -> Record {
    switch (self, now) {
    case (.network(let it), .network(let now)): .network(it.withResets(recorded: now, defaults: .defaults(name: it.name)))
    case (.vsan(let it), .vsan(let now)): .vsan(it.withResets(recorded: now, defaults: .defaults(name: it.name)))
    case (.profile(let it), .profile(let now)): .profile(it.withResets(recorded: now, defaults: .defaults(name: it.name)))
    case (.vport(let it), .vport(let now)): .vport(it.undoing(now))
    default: self
    }
  }

  /// The fields that it sets, with the values that `other` has of them, and without those that it has not.
  fileprivate func keepingFields(of other: Record) -> Record {
    switch (self, other) {
    case (.network(let it), .network(let other)): .network(it.keepingFields(of: other, in: NetworkRecord(name: it.name)))
    case (.vsan(let it), .vsan(let other)): .vsan(it.keepingFields(of: other, in: VSANRecord(name: it.name)))
    case (.profile(let it), .profile(let other)): .profile(it.keepingFields(of: other, in: ProfileRecord(name: it.name)))
    case (.vport(let it), .vport(let other)) where it.kind == other.kind:
      .vport(it.keepingFields(of: other, in: VPortRecord(kind: it.kind, profile: it.profile, name: it.name, appliance: it.appliance)))
    default: other
    }
  }
}

extension FabricRecord {
  fileprivate func keepingFields(of other: Self, in blank: Self) -> Self {
    var record = blank
    record.owner = owner
    for field in fields where field.isSet(self) { field.overlay(&record, other) }
    return record
  }
}

extension VPortRecord {
  fileprivate func undoing(_ now: VPortRecord) -> VPortRecord {
    guard kind == now.kind else { return self }
    var record = withResets(recorded: now, defaults: .defaults(kind: kind, profile: profile, name: name, appliance: appliance))
    if record.portField == nil { record.portField = SlotPort.none }
    return record
  }
}

extension Record? {
  /// Whether both are absent, or the same but for what follows from other objects.
  fileprivate func isSame(as other: Record?) -> Bool {
    switch (self, other) {
    case (nil, nil): true
    case (let this?, let other?): this.agrees(with: other) && other.agrees(with: this) && Self.isOneOwner(this.owner, other.owner)
    default: false
    }
  }

  /// Not every driver can hold the owner's mark.
  fileprivate static func isOneOwner(_ one: String?, _ other: String?) -> Bool { one == nil || other == nil || one == other }
}

extension VPortRecord {
  /// Whether what is there now no longer holds what was on the disk.
  fileprivate func losesData(to now: Record?) -> Bool {
    guard case .vport(let it)? = now, it.kind == kind else { return true }
    return !fieldsLosingData(becoming: it).isEmpty
  }
}
