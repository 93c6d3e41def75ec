internal import FabricModel

/// The ports that an adapter pool has.
struct PoolPorts {
  let reservable: Percent?
  let placement: PlacementStrategy
  private let members: [Bool]

  func contains(_ unit: Int) -> Bool { members[unit] }

  var isEmpty: Bool { !members.contains(true) }

  init(_ pool: AdapterPool, _ hardware: Hardware) {
    reservable = pool.reservable
    placement = pool.placement ?? .spread
    let selection = Selection(pool)
    members = hardware.units.indices.map { selection.miss(of: $0, in: hardware) == nil }
  }
}

/// What an adapter pool asks of its ports.
struct Selection {
  private let pool: AdapterPool
  /// As the catalogue calls them.
  private let models: [String]?

  /// What a port can fail, in the order in which it is found out.
  enum Criterion: CaseIterable { case type, sharing, appliance, model, label, fabric, port }

  init(_ pool: AdapterPool) {
    self.pool = pool
    models = pool.select.models?.map { Catalogue.adapter(named: $0)?.name ?? $0 }
  }

  /// Why a port is not in the pool; nil where it is.
  func miss(of index: Int, in hardware: Hardware) -> Criterion? {
    if hardware.units[index].kind != pool.type { return .type }
    let unit = hardware.units[index]
    let host = hardware.appliances[unit.appliance]
    let select = pool.select
    if let sharing = pool.sharing, (sharing == .shared) != unit.isShared { return .sharing }
    if let appliances = select.appliances, !appliances.contains(host.name) { return .appliance }
    if let models, !models.contains(unit.model.flatMap { Catalogue.adapter(named: $0)?.name } ?? unit.model ?? "") { return .model }
    if let labels = select.labels, !labels.allSatisfy({ unit.labels.contains($0) || host.labels.contains($0) }) { return .label }
    if let fabric = select.fabric, unit.port.fabric != fabric { return .fabric }
    if let ports = select.ports, !ports.contains(hardware.address(of: index)) { return .port }
    return nil
  }
}
