internal import Documents
package import FabricModel
package import Ledger
package import Planning

// Records as the ledger keeps them.

extension LedgerObject {
  package init(_ remembered: Remembered, scope: String) {
    var json = JSONWriter()
    remembered.record.write(&json, as: .managed)
    self.init(
      scope: scope, appliance: remembered.appliance, address: remembered.record.address.description, kind: remembered.record.kind,
      record: json.text)
  }

  /// Fails where the record is another object's.
  func check(_ record: Record) throws(RecordedError) {
    guard record.address.description == address, record.kind == kind else {
      throw .record(key, cause: "it is the record of \(record.kind) '\(record.address)'")
    }
  }
}

/// An identity as the ledger files it.
package struct OwnedIdentity: Hashable, Sendable {
  package let value: Identity
  package let type: AddressType
}

extension Record {
  /// What it keeps others from having: a v-port's MAC or WWPN, a profile's UUID and WWNN.
  package var ownedIdentities: [OwnedIdentity] {
    switch self {
    case .vport(let it):
      (it.mac.map { [OwnedIdentity(value: .mac($0), type: .mac)] } ?? [])
        + (it.wwpn.map { [OwnedIdentity(value: .wwn($0), type: .wwpn)] } ?? [])
    case .profile(let it):
      (it.uuid.map { [OwnedIdentity(value: .uuid($0), type: .uuid)] } ?? [])
        + (it.wwnn.map { [OwnedIdentity(value: .wwn($0), type: .wwnn)] } ?? [])
    case .network, .vsan, .adapter, .port: []
    }
  }
}

extension LedgerTombstone {
  init(_ burial: Burial, scope: String, run: RunID, at: Int64) {
    self.init(
      key: Key(appliance: burial.appliance, address: burial.record.address.description), scope: scope,
      identities: burial.record.ownedIdentities.map { Identity($0.value.description, type: $0.type.rawValue) }, run: run, at: at)
  }

  func tombstone() throws(RecordedError) -> Tombstone {
    var values: [FabricModel.Identity] = []
    for identity in identities {
      values.append(try LedgerIdentity(identity.value, type: identity.type, owner: key.address, recordedAt: at).identity())
    }
    return Tombstone(appliance: key.appliance, address: key.address, identities: values, run: run.text, at: Timestamp(seconds: at))
  }
}

extension LedgerIdentity {
  init(_ owned: OwnedIdentity, owner: String, state: State, recordedAt: Int64) {
    self.init(owned.value.description, type: owned.type.rawValue, owner: owner, state: state, recordedAt: recordedAt)
  }

  func identity() throws(RecordedError) -> Identity {
    guard let type = AddressType(rawValue: type) else { throw .identity(value, type: self.type) }
    var text = value
    guard let identity = text.withUTF8({ Identity(type, utf8: $0) }) else { throw .identity(value, type: self.type) }
    return identity
  }
}
