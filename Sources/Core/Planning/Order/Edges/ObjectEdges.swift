internal import FabricModel

extension Edges {
  /// The steps of one object come one after the other.
  mutating func followOneObject() {
    var last: [Key<ObjectAddress>: Int] = [:]
    last.reserveCapacity(steps.count)
    for (step, taken) in steps.enumerated() {
      let key = Key(appliance: taken.draft.appliance, thing: taken.draft.change.address)
      if let earlier = last.updateValue(step, forKey: key) { add(step, after: earlier) }
    }
  }

  /// I6: what is made comes before its users, and what is taken away goes after them.
  mutating func followReferences() {
    var made: [Key<ObjectAddress>: Int] = [:]
    var left: [Key<ObjectAddress>: [Int]] = [:]
    var going: Set<Key<ObjectAddress>> = []
    for taken in steps where taken.draft.change.after == nil && !taken.draft.change.isOfVPort {
      going.insert(Key(appliance: taken.draft.appliance, thing: taken.draft.change.address))
    }
    for step in steps.indices {
      let (change, appliance) = (steps[step].draft.change, steps[step].draft.appliance)
      // Nothing refers to a v-port, and v-ports are what there is most of.
      guard change.isOfVPort else {
        let key = Key(appliance: appliance, thing: change.address)
        if change.before == nil { made[key] = step }
        if change.after == nil { add(step, after: left.removeValue(forKey: key) ?? []) }
        continue
      }
      if !made.isEmpty {
        for needed in change.after?.references ?? [] {
          if let maker = made[Key(appliance: appliance, thing: needed)] { add(step, after: maker) }
        }
      }
      guard !going.isEmpty else { continue }
      for former in change.before?.references ?? [] {
        let former = Key(appliance: appliance, thing: former)
        if going.contains(former) { left[former, default: []].append(step) }
      }
    }
  }

  /// I7, and whoever else uses a thing that changes as a whole: what touches it comes before that or after it, as it was reckoned with.
  mutating func followWholeObjects() {
    var whole: Set<Key<ObjectAddress>> = []
    for taken in steps {
      let change = taken.draft.change
      guard change.before != nil, change.after != nil else { continue }
      switch change.address {
      case .adapter, .port, .network, .vsan, .profile: whole.insert(Key(appliance: taken.draft.appliance, thing: change.address))
      case .vport: break
      }
    }
    guard !whole.isEmpty else { return }
    let users = usersOf(whole)
    var since: [Key<ObjectAddress>: [Int]] = [:]
    var last: [Key<ObjectAddress>: Int] = [:]
    for (step, taken) in steps.enumerated() {
      let change = taken.draft.change
      let appliance = taken.draft.appliance
      let own = Key(appliance: appliance, thing: change.address)
      if whole.contains(own) {
        add(step, after: since.removeValue(forKey: own) ?? [])
        last[own] = step
      }
      let things: Set<ObjectAddress>
      switch change.address {
      case .vport: things = Set((change.before?.surroundings ?? []) + (change.after?.surroundings ?? []))
      // Going to or from a server it takes its v-ports along, and with them what goes down when a thing that they use changes.
      case .profile(let name): things = users[Key(appliance: appliance, thing: name)] ?? []
      default: continue
      }
      for thing in things {
        let key = Key(appliance: appliance, thing: thing)
        guard whole.contains(key), key != own else { continue }
        if let before = last[key] { add(step, after: before) }
        since[key, default: []].append(step)
      }
    }
  }

  /// What of these things the v-ports of each profile's part use, at first or after some step; of profiles whose records change.
  private func usersOf(_ whole: Set<Key<ObjectAddress>>) -> [Key<String>: Set<ObjectAddress>] {
    var users: [Key<String>: Set<ObjectAddress>] = [:]
    for taken in steps {
      if case .profile(let name) = taken.draft.change.address { users[Key(appliance: taken.draft.appliance, thing: name)] = [] }
    }
    func count(_ record: Record?, on appliance: String) {
      guard case .vport(let it)? = record, users[Key(appliance: appliance, thing: it.profile)] != nil else { return }
      for thing in record?.surroundings ?? [] where whole.contains(Key(appliance: appliance, thing: thing)) {
        users[Key(appliance: appliance, thing: it.profile)]?.insert(thing)
      }
    }
    for key in Array(users.keys) {
      for vport in start.vports[key.thing] ?? [] where vport.appliance == key.appliance { count(.vport(vport), on: key.appliance) }
    }
    for taken in steps {
      count(taken.draft.change.before, on: taken.draft.appliance)
      count(taken.draft.change.after, on: taken.draft.appliance)
    }
    return users
  }
}

extension RecordChange {
  fileprivate var isOfVPort: Bool { if case .vport? = after ?? before { true } else { false } }
}

extension Record {
  /// What a v-port needs to be there.
  fileprivate var references: [ObjectAddress] {
    guard case .vport(let it) = self else { return [] }
    return it.networks.map { .network($0) } + (it.vsan.map { $0.isEmpty ? [] : [.vsan($0)] } ?? []) + [.profile(it.profile)]
  }

  /// What it uses and sits on.
  fileprivate var surroundings: [ObjectAddress] {
    guard case .vport(let it) = self else { return [] }
    return references + (it.slotPort.map { [.port($0), .adapter($0.slot)] } ?? [])
  }
}
