package import FabricModel
package import Ledger
internal import Planning

/// What a lost ledger must have held, as far as the owner's marks on the fabric tell.
package struct Rebuilding: Hashable, Sendable {
  /// An identity that two objects bear; one of them has it.
  package struct Conflict: Hashable, Sendable {
    package let identity: String
    package let owner: String
    package let other: String

    package init(identity: String, owner: String, other: String) {
      self.identity = identity
      self.owner = owner
      self.other = other
    }
  }

  /// What a new ledger is to record.
  package private(set) var changes = LedgerChanges()
  package private(set) var conflicts: [Conflict] = []
  /// How many objects the manifests ask for that are there without anybody's mark.
  package private(set) var unmarked = 0
  /// How many objects bear the marks of other scopes, by scope.
  package private(set) var others: [String: Int] = [:]
  private var owners: [OwnedIdentity: String] = [:]

  package var objects: Int { changes.upsert.count }

  /// - Parameters:
  ///   - desired: what the manifests come to: which fields they manage.
  ///   - now: seconds since 1970.
  package init(observed: Fabric, desired: Fabric, scope: String, at now: Int64) {
    for state in observed.appliances {
      let wanted = desired[state.name]
      for record in state.ownable {
        let desired = wanted?.record(at: record.address)
        guard let owner = record.owner else {
          if desired != nil { unmarked += 1 }
          continue
        }
        if owner == scope {
          take(record.remembered(as: desired), on: state.name, scope, now)
        } else {
          others[owner, default: 0] += 1
        }
      }
    }
  }

  private mutating func take(_ record: Record, on appliance: String, _ scope: String, _ now: Int64) {
    changes.upsert.append(LedgerObject(Remembered(appliance: appliance, record: record), scope: scope))
    let address = record.address.description
    for identity in record.ownedIdentities {
      guard let owner = owners[identity] else {
        owners[identity] = address
        changes.identities.append(LedgerIdentity(identity, owner: address, state: .active, recordedAt: now))
        continue
      }
      // The parts of one profile share what it has.
      if owner != address { conflicts.append(Conflict(identity: identity.value.description, owner: owner, other: address)) }
    }
  }
}

extension ApplianceState {
  /// What can bear an owner's mark.
  fileprivate var ownable: [Record] {
    networks.map(Record.network) + vsans.map(Record.vsan)
      + profiles.flatMap { [Record.profile($0.record)] + $0.vports.map(Record.vport) }
  }
}

extension Record {
  /// What the ledger has of an object that is like this: the fields that the manifests manage, or all of them where none asks for it.
  fileprivate func remembered(as desired: Record?) -> Record {
    switch (self, desired) {
    case (.network(let it), .network(let wanted)?): return .network(it.managed(by: wanted))
    case (.vsan(let it), .vsan(let wanted)?): return .vsan(it.managed(by: wanted))
    case (.profile(let it), .profile(let wanted)?): return .profile(it.managed(by: wanted))
    case (.vport(let it), .vport(let wanted)?) where it.kind == wanted.kind:
      var vport = it.managed(by: wanted)
      // Once given, it is kept like an identity, whether a manifest names it or not.
      vport.order = it.order
      return .vport(vport)
    default: return self
    }
  }
}

extension FabricRecord {
  /// The fields that `desired` sets, as they are here.
  fileprivate func managed(by desired: Self) -> Self {
    // Equal but for how it is said: what an apply would have recorded.
    if desired.agrees(with: self) { return desired }
    var record = desired
    for field in fields where field.isSet(desired) { field.overlay(&record, self) }
    return record
  }
}
