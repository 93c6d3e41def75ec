internal import FabricModel
package import Ledger
package import Planning

/// Turns what the ledger holds into what planning compares with.
package enum RecordedLoader {
  /// This scope's objects as a fabric, with only the managed fields set; of other scopes, who owns what.
  ///
  /// - Parameter unread: appliances of which the records of other scopes are needed, too, since nothing else tells what they have.
  package static func load(_ snapshot: LedgerSnapshot, scope: String, unread: Set<String> = []) throws(RecordedError) -> Recorded {
    var recorded = Recorded()
    recorded.lineage = snapshot.basis.lineage
    recorded.serial = snapshot.basis.serial
    var own: [LedgerObject] = []
    var others: [LedgerObject] = []
    for object in snapshot.objects {
      if object.scope == scope {
        own.append(object)
      } else {
        recorded.foreign["\(object.appliance):\(object.address)"] = object.scope
        if unread.contains(object.appliance) { others.append(object) }
      }
    }
    recorded.fabric = try fabric(of: own) { record, _ in record }
    recorded.others = try fabric(of: others) { record, object in record.owned(by: object.scope) }
    for tombstone in snapshot.tombstones where tombstone.scope == scope {
      recorded.tombstones.append(try tombstone.tombstone())
    }
    recorded.reboots = snapshot.reboots.map { ($0.server, $0.address, Timestamp(seconds: $0.at)) }
    for template in snapshot.templates where template.scope == scope {
      recorded.templates[template.profile, default: []].append(
        TemplateMemory(profile: template.profile, template: template.template, body: template.body))
    }
    for identity in snapshot.identities {
      guard case .released(let at) = identity.state else { continue }
      recorded.released.append(
        Recorded.Release(identity: try identity.identity(), owner: identity.owner, at: Timestamp(seconds: at)))
    }
    return recorded
  }

  /// The records of the objects, in the same order.
  static func records(of objects: [LedgerObject]) throws(RecordedError) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(objects.count)
    for object in objects { records.append(try record(of: object)) }
    return records
  }

  private static func record(of object: LedgerObject) throws(RecordedError) -> Record {
    let record: Record
    do {
      record = try Record(json: object.record)
    } catch {
      throw .record(object.key, cause: error.description)
    }
    try object.check(record)
    return record
  }

  /// The ledger gives objects by appliance and address, so that those of an appliance, and the v-ports of a profile, follow one another.
  private static func fabric(
    of objects: [LedgerObject], _ mark: (Record, LedgerObject) -> Record
  ) throws(RecordedError) -> Fabric {
    var states: [ApplianceState] = []
    var positions: [String: Int] = [:]
    var profiles: [ProfilePositions] = []
    var position = 0
    for (index, object) in objects.enumerated() {
      if states.isEmpty || states[position].name != object.appliance {
        position = positions[object.appliance] ?? states.count
        if position == states.count {
          positions[object.appliance] = position
          states.append(ApplianceState(name: object.appliance))
          profiles.append(ProfilePositions())
        }
      }
      states[position].take(mark(try record(of: object), object), &profiles[position]) { objects[index...].count(below: $0) }
    }
    for index in states.indices { states[index].sort() }
    return Fabric(appliances: states)
  }
}

extension ArraySlice<LedgerObject> {
  /// How many of the first ones are v-ports of this profile, as far as their addresses tell.
  fileprivate func count(below profile: String) -> Int {
    let start = profile + "/"
    return prefix { $0.address.utf8.starts(with: start.utf8) }.count
  }
}

/// Where the profiles of an appliance stand among those taken so far.
private struct ProfilePositions {
  private var positions: [String: Int] = [:]
  /// The one asked for last, which mostly is the next one, too.
  private var last = (name: "", position: -1)

  /// - Parameter count: how many there are; a new one comes behind them.
  mutating func position(of name: String, count: Int) -> Int {
    if last.position >= 0, last.name == name { return last.position }
    let position = positions[name] ?? count
    if position == count { positions[name] = count }
    last = (name, position)
    return position
  }
}

extension Record {
  fileprivate func owned(by scope: String) -> Record {
    var record = self
    record.owner = scope
    return record
  }
}

extension ApplianceState {
  /// A v-port may come before its profile, or be recorded without it.
  ///
  /// - Parameter vportCount: how many v-ports a new profile will have.
  fileprivate mutating func take(_ record: Record, _ positions: inout ProfilePositions, vportCount: (String) -> Int) {
    switch record {
    case .network(let it): networks.append(it)
    case .vsan(let it): vsans.append(it)
    case .profile(let it): profiles[position(ofProfile: it.name, &positions)].record = it
    case .vport(let it):
      let known = profiles.count
      let position = position(ofProfile: it.profile, &positions)
      if position == known { profiles[position].vports.reserveCapacity(vportCount(it.profile)) }
      profiles[position].vports.append(it)
    case .adapter, .port: break
    }
  }

  private mutating func position(ofProfile name: String, _ positions: inout ProfilePositions) -> Int {
    let position = positions.position(of: name, count: profiles.count)
    if position == profiles.count { profiles.append(ProfileState(ProfileRecord(name: name))) }
    return position
  }
}
