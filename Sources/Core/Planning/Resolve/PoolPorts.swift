internal import FabricModel

/// The ports that an adapter pool has.
struct PoolPorts {
  let reservable: Percent?
  let placement: PlacementStrategy
  private let members: [Bool]

  func contains(_ unit: Int) -> Bool { members[unit] }

  init(_ pool: AdapterPool, _ hardware: Hardware) {
    reservable = pool.reservable
    placement = pool.placement ?? .spread
    let models = pool.select.models?.map { Catalogue.adapter(named: $0)?.name ?? $0 }
    members = hardware.units.indices.map { index in
      if hardware.units[index].kind != pool.type { return false }
      let unit = hardware.units[index]
      let host = hardware.appliances[unit.appliance]
      let select = pool.select
      if let sharing = pool.sharing, (sharing == .shared) != unit.isShared { return false }
      if let appliances = select.appliances, !appliances.contains(host.name) { return false }
      if let models, !models.contains(unit.model.flatMap { Catalogue.adapter(named: $0)?.name } ?? unit.model ?? "") { return false }
      if let labels = select.labels, !labels.allSatisfy({ unit.labels.contains($0) || host.labels.contains($0) }) { return false }
      if let fabric = select.fabric, unit.port.fabric != fabric { return false }
      if let ports = select.ports, !ports.contains(hardware.address(of: index)) { return false }
      return true
    }
  }
}
