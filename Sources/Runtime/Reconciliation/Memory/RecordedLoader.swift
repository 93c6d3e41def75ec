internal import Documents
internal import FabricModel
internal import FoundationEssentials
package import Ledger
package import Planning

/// Turns what the ledger holds into what planning compares with.
package enum RecordedLoader {
  /// This scope's objects as a fabric, with only the managed fields set; of other scopes, who owns what.
  package static func load(_ snapshot: LedgerSnapshot, scope: String) throws(RecordedError) -> Recorded {
    var recorded = Recorded()
    recorded.lineage = snapshot.basis.lineage
    recorded.serial = snapshot.basis.serial
    var own: [LedgerObject] = []
    for object in snapshot.objects {
      if object.scope == scope {
        own.append(object)
      } else {
        recorded.foreign["\(object.appliance):\(object.address)"] = object.scope
      }
    }
    recorded.fabric = fabric(of: own, try records(of: own))
    for identity in snapshot.identities {
      guard case .released(let at) = identity.state else { continue }
      recorded.released.append(
        Recorded.Release(identity: try identity.identity(), owner: identity.owner, at: Timestamp(seconds: at)))
    }
    return recorded
  }

  /// The records of the objects, in the same order. All are decoded as one array: a decoder for each costs several times as much.
  static func records(of objects: [LedgerObject]) throws(RecordedError) -> [Record] {
    var json = Data(capacity: objects.reduce(2) { $0 + $1.record.utf8.count + 1 })
    json.append(UInt8(ascii: "["))
    for (index, object) in objects.enumerated() {
      if index > 0 { json.append(UInt8(ascii: ",")) }
      json.append(contentsOf: object.record.utf8)
    }
    json.append(UInt8(ascii: "]"))
    let all = try? JSONDecoder().decode([Record].self, from: json)
    guard let all, all.count == objects.count else { return try oneByOne(objects) }
    for (object, record) in zip(objects, all) { try object.check(record) }
    return all
  }

  /// Finds the object whose record cannot be read.
  private static func oneByOne(_ objects: [LedgerObject]) throws(RecordedError) -> [Record] {
    var records: [Record] = []
    for object in objects {
      do {
        records.append(try JSONDecoder().decode(Record.self, from: Data(object.record.utf8)))
      } catch {
        throw RecordedError.record(object.key, cause: Self.words(error))
      }
    }
    return records
  }

  private static func words(_ error: any Error) -> String {
    switch error {
    case DecodingError.keyNotFound(let key, _): "it has no '\(key.stringValue)'"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      "'\(context.codingPath.last?.stringValue ?? "it")' is of the wrong kind"
    case DecodingError.dataCorrupted: "it is no JSON"
    default: "\(error)"
    }
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
