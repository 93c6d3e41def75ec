/// An old owner of identities that others have since, on an appliance that could not be read when they took them over.
///
/// It stands until the appliance is read again and what is left there is deactivated.
package struct LedgerTombstone: Hashable, Sendable {
  package struct Key: Hashable, Sendable {
    package let appliance: String
    /// A v-port or profile address such as `esx-01/vnic0`.
    package let address: String

    package init(appliance: String, address: String) {
      self.appliance = appliance
      self.address = address
    }
  }

  package struct Identity: Hashable, Sendable {
    package let value: String
    package let type: String

    package init(_ value: String, type: String) {
      self.value = value
      self.type = type
    }
  }

  package let key: Key
  package let scope: String
  package let identities: [Identity]
  /// The run that took them over, and when it began to.
  package let run: RunID
  package let at: Int64

  package init(key: Key, scope: String, identities: [Identity], run: RunID, at: Int64) {
    self.key = key
    self.scope = scope
    self.identities = identities
    self.run = run
    self.at = at
  }
}
