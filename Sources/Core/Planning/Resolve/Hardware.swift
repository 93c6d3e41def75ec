internal import Documents
package import FabricModel

/// The ports of all appliances in one array, with every limit that placement and order have to keep.
package struct Hardware: Sendable {
  package struct Unit: Sendable {
    /// Index in the appliances.
    package let appliance: Int
    package let slotPort: SlotPort
    /// Counts adapters across the fabric.
    package let adapter: Int
    package let kind: PoolType?
    package let model: String?
    package let labels: [Label]
    package let port: Port
    package let speed: Bitrate?
    package let functionLimit: Int?
    package let filterLimit: Int?
    /// How many logical drives the ports of its adapter can carry together.
    package let driveLimit: Int?
    package let isShared: Bool
    package let inMaintenance: Bool
    /// Index in `physicalNetworks`.
    package let physicalNetwork: Int
  }

  package struct Host: Sendable {
    package let name: String
    package let inventory: Inventory
    package let units: Range<Int>
    package let labels: [Label]
    /// How many servers can be cabled to it.
    package let serverPorts: Int?
  }

  /// Sorted by name.
  package private(set) var appliances: [Host] = []
  package private(set) var units: [Unit] = []
  package private(set) var physicalNetworks: [String: Int] = ["default": 0]

  package init() {}

  /// Adds the next appliance in the order of names.
  package mutating func add(_ name: String, _ inventory: Inventory, labels: [Label]) {
    let first = units.count
    for adapter in inventory.adapters {
      let adapterIndex = (units.last?.adapter ?? -1) + 1
      let model = adapter.catalogued
      for port in adapter.ports {
        let speeds = [model?.maxSpeed, port.speed].compactMap { $0 }
        units.append(
          Unit(
            appliance: appliances.count, slotPort: SlotPort(slot: adapter.slot, port: port.number), adapter: adapterIndex,
            kind: model?.kind, model: adapter.model, labels: adapter.labels, port: port, speed: speeds.min(),
            functionLimit: model?.functionsPerPort, filterLimit: model?.vlanFiltersPerPort, driveLimit: model?.logicalDrives,
            isShared: (adapter.sharing ?? .shared) == .shared && (model == nil || model?.functionsPerPort != nil),
            inMaintenance: adapter.maintenance ?? false,
            physicalNetwork: intern(port.physicalNetwork ?? "default")))
      }
    }
    let catalogued = inventory.model.flatMap { Catalogue.appliance(named: $0) }
    appliances.append(
      Host(
        name: name, inventory: inventory, units: first..<units.count, labels: labels,
        serverPorts: inventory.serverPortCount ?? catalogued?.serverPorts))
  }

  package mutating func intern(_ physicalNetwork: String) -> Int {
    if let known = physicalNetworks[physicalNetwork] { return known }
    physicalNetworks[physicalNetwork] = physicalNetworks.count
    return physicalNetworks.count - 1
  }

  package func position(of appliance: String) -> Int? {
    var low = 0
    var high = appliances.count
    while low < high {
      let middle = (low + high) / 2
      if appliances[middle].name < appliance { low = middle + 1 } else { high = middle }
    }
    return low < appliances.count && appliances[low].name == appliance ? low : nil
  }

  package func unit(_ appliance: Int, _ slotPort: SlotPort) -> Int? {
    appliances[appliance].units.first { units[$0].slotPort == slotPort }
  }

  package func unit(at address: PortAddress) -> Int? {
    position(of: address.appliance).flatMap { unit($0, address.slotPort) }
  }

  package func address(of unit: Int) -> PortAddress {
    let it = units[unit]
    return PortAddress(appliance: appliances[it.appliance].name, slot: it.slotPort.slot, port: it.slotPort.port)
  }
}
