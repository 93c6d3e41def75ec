/// Everything the manifests speak of, as it is on the appliances: desired, observed or recorded, always of this one type.
package struct Fabric: Hashable, Sendable {
  /// Sorted by name.
  package var appliances: [ApplianceState] = []

  package init(appliances: [ApplianceState] = []) {
    self.appliances = appliances.sorted { $0.name < $1.name }
  }

  package subscript(name: String) -> ApplianceState? {
    position(of: name).map { appliances[$0] }
  }

  /// The index of the appliance of this name.
  package func position(of name: String) -> Int? {
    var low = 0
    var high = appliances.count
    while low < high {
      let middle = (low + high) / 2
      if appliances[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < appliances.count && appliances[low].name == name ? low : nil
  }
}

/// One appliance: its hardware and its configuration.
package struct ApplianceState: Hashable, Sendable {
  package var name: String
  /// A token of the driver for the state that was read: the same token, the same configuration.
  package var revision: String = ""
  package var inventory = Inventory()
  /// Each sorted by name.
  package var networks: [NetworkRecord] = []
  package var vsans: [VSANRecord] = []
  package var profiles: [ProfileState] = []

  package init(name: String) { self.name = name }

  /// Puts everything in the order of names, which the comparisons rely on.
  package mutating func sort() {
    inventory.adapters.sort { $0.slot < $1.slot }
    for index in inventory.adapters.indices { inventory.adapters[index].ports.sort { $0.number < $1.number } }
    inventory.serverPorts.sort { $0.number < $1.number }
    networks.sort { $0.name < $1.name }
    vsans.sort { $0.name < $1.name }
    for index in profiles.indices { profiles[index].vports.sort { $0.name < $1.name } }
    profiles.sort { $0.record.name < $1.record.name }
  }
}

/// A profile's part on one appliance, with the v-ports that sit there.
package struct ProfileState: Hashable, Sendable {
  package var record: ProfileRecord
  /// Sorted by name.
  package var vports: [VPortRecord]

  package init(_ record: ProfileRecord, vports: [VPortRecord] = []) {
    self.record = record
    self.vports = vports
  }
}
