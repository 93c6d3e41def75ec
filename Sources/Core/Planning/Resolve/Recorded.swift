package import FabricModel

/// What the ledger remembers, as planning needs it.
package struct Recorded: Sendable {
  /// What this scope owns; a field that is not set was not managed.
  package var fabric = Fabric()
  /// Who else owns what: scope by `APPLIANCE:ADDRESS`.
  package var foreign: [String: String] = [:]
  /// What other scopes own on appliances that were not read.
  package var others = Fabric()
  /// Old owners of identities that were taken over, to be deactivated as soon as their appliances can be read.
  package var tombstones: [Tombstone] = []
  /// What was changed and waits for its server to boot: the server, and what.
  package var reboots: [(server: String, address: String, since: Timestamp)] = []
  /// Addresses that went back to their pool and rest.
  package var released: [Release] = []
  /// What `initial` templates gave to profiles and v-ports when these were first applied, by `TemplateMemory.profile`.
  package var templates: [String: [TemplateMemory]] = [:]
  package var lineage: String?
  package var serial: Int64?

  package init() {}

  /// An identity that was released, and when weft noticed.
  package struct Release: Hashable, Sendable {
    package let identity: Identity
    package let owner: String
    package let at: Timestamp

    package init(identity: Identity, owner: String, at: Timestamp) {
      self.identity = identity
      self.owner = owner
      self.at = at
    }
  }
}
