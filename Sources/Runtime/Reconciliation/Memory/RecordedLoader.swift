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
    recorded.fabric = fabric(of: own, try records(of: own))
    recorded.others = fabric(of: others, try records(of: others).enumerated().map { $1.owned(by: others[$0].scope) })
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
    for object in objects {
      let record: Record
      do {
        record = try Record(json: object.record)
      } catch {
        throw .record(object.key, cause: error.description)
      }
      try object.check(record)
      records.append(record)
    }
    return records
  }

  private static func fabric(of objects: [LedgerObject], _ records: [Record]) -> Fabric {
    var states: [String: ApplianceState] = [:]
    var profiles: [String: [String: ProfileState]] = [:]
    for (object, record) in zip(objects, records) {
      let name = object.appliance
      states[name, default: ApplianceState(name: name)].take(record, into: &profiles[name, default: [:]])
    }
    return Fabric(
      appliances: states.values.map { state in
        var state = state
        state.profiles = Array((profiles[state.name] ?? [:]).values)
        state.sort()
        return state
      })
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
  fileprivate mutating func take(_ record: Record, into profiles: inout [String: ProfileState]) {
    switch record {
    case .network(let it): networks.append(it)
    case .vsan(let it): vsans.append(it)
    case .profile(let it): profiles[it.name, default: ProfileState(it)].record = it
    case .vport(let it): profiles[it.profile, default: ProfileState(ProfileRecord(name: it.profile))].vports.append(it)
    case .adapter, .port: break
    }
  }
}
