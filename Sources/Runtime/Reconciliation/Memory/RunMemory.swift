internal import FabricModel
internal import Ledger
internal import Planning

/// What a plan has to say to the ledger, told piece by piece as the objects are read back.
struct RunMemory {
  private let scope: String
  /// What is still to be told, by object; nil is forgotten.
  private(set) var pending: [Place: Record?] = [:]
  /// What the ledger has under the addresses that the plan speaks of, on all appliances: parts of a profile share identities.
  private var objects: [String: [Held]] = [:]
  /// Who has the identities that these objects had or get, by the ledger.
  private var owners: [OwnedIdentity: String] = [:]
  /// What `initial` templates gave, by the address of the profile or v-port that it is told with.
  private var templates: [String: [LedgerTemplate]] = [:]
  /// The same for profiles of which nothing else is to be told.
  private var loneTemplates: [LedgerTemplate] = []
  /// Tombstones that the run sets up before it does anything.
  private var burials: [LedgerTombstone] = []
  /// Tombstones to be lifted, once what lies under them is read back as gone.
  private(set) var lifts: Set<Place> = []
  private var lifted: [LedgerTombstone.Key] = []
  /// What may be let go though it is still there.
  private(set) var loose: Set<Place> = []
  /// Read back, but with an identity that another object has not let go yet.
  private var waiting: Set<Place> = []

  private struct Held {
    let key: LedgerObject.Key
    let record: Record
  }

  init(_ plan: Plan, _ snapshot: LedgerSnapshot, run: RunID, at now: Int64) throws(RecordedError) {
    scope = plan.scope
    burials = plan.burials.map { LedgerTombstone($0, scope: plan.scope, run: run, at: now) }
    lifts = Set(plan.lifted.map { Place(appliance: $0.appliance, address: $0.address) })
    loose = Set(plan.forget.filter(\.mayRemain).map { Place(appliance: $0.appliance, address: $0.address) })
    for item in plan.forget { pending[Place(appliance: item.appliance, address: item.address)] = .some(nil) }
    for item in plan.remember { pending[Place(appliance: item.appliance, address: item.record.address.description)] = item.record }
    let addresses = Set(pending.keys.map(\.address))
    for item in plan.templates {
      let template = LedgerTemplate(scope: plan.scope, profile: item.profile, template: item.template, body: item.body)
      let address = item.profile.contains("/") ? item.profile : "profile/\(item.profile)"
      if addresses.contains(address) { templates[address, default: []].append(template) } else { loneTemplates.append(template) }
    }
    guard !pending.isEmpty else { return }
    let known = snapshot.objects.filter { $0.scope == scope && addresses.contains($0.address) }
    for (object, record) in zip(known, try RecordedLoader.records(of: known)) {
      objects[object.address, default: []].append(Held(key: object.key, record: record))
    }
    for identity in snapshot.identities where identity.state == .active {
      guard let type = AddressType(rawValue: identity.type) else { throw .identity(identity.value, type: identity.type) }
      owners[OwnedIdentity(value: try identity.identity(), type: type)] = identity.owner
    }
  }

  /// What the ledger takes in when these objects have been read back.
  mutating func settle(_ places: some Sequence<Place>, at now: Int64) -> LedgerChanges? {
    for place in places where pending[place] != nil { waiting.insert(place) }
    for place in places where lifts.remove(place) != nil {
      lifted.append(LedgerTombstone.Key(appliance: place.appliance, address: place.address))
    }
    var lone = LedgerChanges(templates: loneTemplates)
    (lone.tombstones, lone.lifted) = (burials, lifted)
    (loneTemplates, burials, lifted) = ([], [], [])
    var changes = settleWaiting(at: now)
    if lone != LedgerChanges() { changes = changes ?? LedgerChanges() }
    changes?.templates += lone.templates
    changes?.tombstones = lone.tombstones
    changes?.lifted = lone.lifted
    return changes
  }

  private mutating func settleWaiting(at now: Int64) -> LedgerChanges? {
    if waiting.isEmpty { return nil }
    var ready = waiting.sorted()
    var effect = effects(of: ready)
    // Who gets an identity waits until it is given up; what waits gives up nothing either.
    while true {
      let released = Set(effect.released.map(\.identity))
      let free = ready.filter { place in
        taken(at: place).allSatisfy { identity in
          guard let owner = owners[identity] else { return true }
          return owner == place.address || released.contains(identity)
        }
      }
      if free.count == ready.count { break }
      ready = free
      effect = effects(of: ready)
    }
    if ready.isEmpty { return nil }
    return commit(ready, effect, at: now)
  }

  /// What stands against telling the rest, which was read back.
  func obstacles() -> [Unrecorded] {
    waiting.sorted().map { place in
      let identity = taken(at: place).first { owners[$0] != nil && owners[$0] != place.address }
      let reason = identity.map { "\($0.value) still belongs to \(owners[$0] ?? "another")" } ?? "it waits for another object"
      return Unrecorded(appliance: place.appliance, address: place.address, reason: reason)
    }
  }

  private typealias Owned = (identity: OwnedIdentity, owner: String)

  private func taken(at place: Place) -> [OwnedIdentity] { pending[place].flatMap { $0 }?.ownedIdentities ?? [] }

  /// Who gives up and who gets identities when these objects are told; an owner that keeps one on another appliance gives up nothing.
  private func effects(of places: [Place]) -> (released: [Owned], active: [Owned]) {
    var released: [Owned] = []
    var active: [Owned] = []
    for (address, group) in grouped(places) {
      let told = Set(group.map(\.appliance))
      let before = objects[address] ?? []
      let after = before.filter { !told.contains($0.key.appliance) }.map(\.record) + group.compactMap { pending[$0] ?? nil }
      let kept = Set(after.flatMap(\.ownedIdentities))
      var seen: Set<OwnedIdentity> = []
      for identity in before.flatMap(\.record.ownedIdentities) where !kept.contains(identity) && seen.insert(identity).inserted {
        if owners[identity] == nil || owners[identity] == address { released.append((identity, address)) }
      }
      for identity in group.flatMap(taken) where seen.insert(identity).inserted { active.append((identity, address)) }
    }
    return (released, active)
  }

  private func grouped(_ places: [Place]) -> [(String, [Place])] {
    let groups = Dictionary(grouping: places, by: \.address)
    return groups.keys.sorted().map { ($0, groups[$0] ?? []) }
  }

  private mutating func commit(_ places: [Place], _ effect: (released: [Owned], active: [Owned]), at now: Int64) -> LedgerChanges {
    var changes = LedgerChanges()
    for place in places {
      guard let told = pending.removeValue(forKey: place) else { continue }
      waiting.remove(place)
      changes.templates += templates.removeValue(forKey: place.address) ?? []
      let object = told.map { LedgerObject(Remembered(appliance: place.appliance, record: $0), scope: scope) }
      for held in objects[place.address] ?? [] where held.key.appliance == place.appliance && held.key != object?.key {
        changes.remove.append(held.key)
      }
      objects[place.address]?.removeAll { $0.key.appliance == place.appliance }
      guard let object, let record = told else { continue }
      changes.upsert.append(object)
      objects[place.address, default: []].append(Held(key: object.key, record: record))
    }
    for (identity, owner) in effect.released {
      changes.identities.append(LedgerIdentity(identity, owner: owner, state: .released(at: now), recordedAt: now))
      owners[identity] = nil
    }
    for (identity, owner) in effect.active {
      changes.identities.append(LedgerIdentity(identity, owner: owner, state: .active, recordedAt: now))
      owners[identity] = owner
    }
    return changes
  }
}
