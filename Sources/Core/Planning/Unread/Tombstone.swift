package import FabricModel

/// What is left on an appliance that could not be read of something whose identities went to another place since.
///
/// It is deactivated as soon as the appliance can be read again, and until then counts as inactive, since its server was vouched for as off.
package struct Tombstone: Hashable, Sendable {
  package let appliance: String
  /// As the ledger writes it: `profile/esx-01`, `esx-01/vnic0`.
  package let address: String
  /// What it had, and others have now.
  package let identities: [Identity]
  /// The run that took them over.
  package let run: String
  package let at: Timestamp

  package init(appliance: String, address: String, identities: [Identity], run: String, at: Timestamp) {
    self.appliance = appliance
    self.address = address
    self.identities = identities
    self.run = run
    self.at = at
  }

  /// The profile that it is or belongs to.
  package var profile: String {
    address.hasPrefix("profile/") ? String(address.dropFirst("profile/".count)) : String(address.prefix { $0 != "/" })
  }
}

/// A tombstone that a plan sets up, before it knows by which run and when.
package struct Burial: Hashable, Sendable {
  package let appliance: String
  /// As it is recorded.
  package let record: Record

  package init(appliance: String, record: Record) {
    self.appliance = appliance
    self.record = record
  }
}

extension Recorded {
  /// The tombstones by `Differences.place`.
  var buried: Set<String> { Set(tombstones.map { Differences.place($0.address, on: $0.appliance) }) }
}
