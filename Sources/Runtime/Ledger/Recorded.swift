/// The recorded fabric of one moment, with the basis that a plan names.
package struct LedgerSnapshot: Hashable, Sendable {
  package let basis: LedgerBasis
  /// Of all scopes, in the order of their keys.
  package let objects: [LedgerObject]
  /// In the order of their values.
  package let identities: [LedgerIdentity]
  /// Of all scopes, in the order of their profiles.
  package let templates: [LedgerTemplate]
  /// Of all scopes, in the order of their appliances and addresses.
  package let tombstones: [LedgerTombstone]
  /// Sorted by server.
  package let reboots: [PendingReboot]

  package init(
    basis: LedgerBasis, objects: [LedgerObject], identities: [LedgerIdentity], templates: [LedgerTemplate] = [],
    tombstones: [LedgerTombstone] = [], reboots: [PendingReboot] = []
  ) {
    self.tombstones = tombstones
    self.reboots = reboots
    self.basis = basis
    self.objects = objects
    self.identities = identities
    self.templates = templates
  }

  package var withoutActiveIdentities: LedgerSnapshot {
    LedgerSnapshot(
      basis: basis, objects: objects, identities: identities.filter { $0.state != .active }, templates: templates,
      tombstones: tombstones, reboots: reboots)
  }
}

/// Which ledger, and which of its states.
package struct LedgerBasis: Hashable, Sendable {
  /// 32 hexadecimal digits drawn when the ledger was made: plans of another ledger are told apart by it.
  package let lineage: String
  /// One more for every commit that changed the recorded fabric.
  package let serial: Int64

  package init(lineage: String, serial: Int64) {
    self.lineage = lineage
    self.serial = serial
  }
}

/// Something weft owns, as it was read back. The ledger does not look into the record; no text in it may hold NUL, where SQLite's end.
package struct LedgerObject: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    package let appliance: String
    package let address: String
    package let kind: String

    package init(appliance: String, address: String, kind: String) {
      self.appliance = appliance
      self.address = address
      self.kind = kind
    }
  }

  package let key: Key
  package let scope: String
  /// JSON.
  package let record: String

  package init(scope: String, appliance: String, address: String, kind: String, record: String) {
    self.init(scope: scope, key: Key(appliance: appliance, address: address, kind: kind), record: record)
  }

  package init(scope: String, key: Key, record: String) {
    self.key = key
    self.scope = scope
    self.record = record
  }

  package var appliance: String { key.appliance }
  package var address: String { key.address }
  package var kind: String { key.kind }
}

/// A MAC, WWNN, WWPN or UUID and the one it belongs to, or last belonged to.
package struct LedgerIdentity: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case active
    /// When weft noticed: quarantine counts from here.
    case released(at: Int64)
  }

  package let value: String
  package let type: String
  /// A v-port or profile address such as `esx-01/vnic0`.
  package let owner: String
  package let state: State
  package let recordedAt: Int64

  package init(_ value: String, type: String, owner: String, state: State = .active, recordedAt: Int64) {
    self.value = value
    self.type = type
    self.owner = owner
    self.state = state
    self.recordedAt = recordedAt
  }
}

/// A change of the recorded fabric, committed as a whole or not at all.
package struct LedgerChanges: Hashable, Sendable {
  /// Removed before anything is upserted, so that an object can pass from one scope to another.
  package var remove: [LedgerObject.Key]
  package var upsert: [LedgerObject]
  /// The released ones are written before the active ones, so that two owners can swap.
  package var identities: [LedgerIdentity]
  /// Replace what is kept for their profiles; one without a body takes it away.
  package var templates: [LedgerTemplate]
  /// Set up; one that is there already stays as it is.
  package var tombstones: [LedgerTombstone] = []
  /// Taken away again.
  package var lifted: [LedgerTombstone.Key] = []
  /// What takes effect at a server's next boot, and servers that were booted since.
  package var reboots: [PendingReboot] = []
  package var booted: [String] = []

  package init(
    upsert: [LedgerObject] = [], remove: [LedgerObject.Key] = [], identities: [LedgerIdentity] = [], templates: [LedgerTemplate] = []
  ) {
    self.remove = remove
    self.upsert = upsert
    self.identities = identities
    self.templates = templates
  }
}

/// What an `initial` template gave to a profile when that was first applied.
package struct LedgerTemplate: Hashable, Sendable {
  package let scope: String
  package let profile: String
  package let template: String
  /// JSON; nil where nothing is kept.
  package let body: String?

  package init(scope: String, profile: String, template: String, body: String?) {
    self.scope = scope
    self.profile = profile
    self.template = template
    self.body = body
  }
}
