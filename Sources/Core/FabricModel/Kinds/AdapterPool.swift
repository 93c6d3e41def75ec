internal import Documents

/// A named set of adapter ports, chosen by selector, that v-ports are placed on.
package struct AdapterPool: Hashable, Sendable {
  package var type: PoolType = .ethernet
  package var select = PortSelector()
  package var sharing: Sharing?
  package var placement: PlacementStrategy?
  /// How much of a port's speed may be guaranteed to v-ports.
  package var reservable: Percent?
  /// How far the caps of the v-ports on a port may add up, as a share of the port's speed.
  package var overcommit: Percent?
  package var nativeName: String?

  package init() {}

  package static let table = Table<AdapterPool>(
    "an AdapterPool",
    [
      Field("type", .word(), "what its ports carry", required: true, { $0.type }, { $0.type = $1 }),
      Field(
        "select", .object(PortSelector.table) { PortSelector() }, "which ports; absent means every port of the type",
        { $0.select == PortSelector() ? nil : $0.select }, { $0.select = $1 }),
      Field("sharing", .word(), "only adapters that are shared, or only exclusive ones", { $0.sharing }, { $0.sharing = $1 }),
      Field(
        "placement", .word(), "spread over the ports, or fill one after the other", absent: "spread", { $0.placement },
        { $0.placement = $1 }),
      Field(
        "reservable", .parsed(), "how much of a port's speed may be guaranteed", absent: "100%", { $0.reservable }, { $0.reservable = $1 }),
      Field(
        "overcommit", .parsed(), "how far the caps of the v-ports on a port may add up, as a share of its speed; absent means any",
        { $0.overcommit }, { $0.overcommit = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])
}

/// Which ports a pool has: each list that is given must match.
package struct PortSelector: Hashable, Sendable {
  package var appliances: [String]?
  package var models: [String]?
  package var labels: [Label]?
  package var fabric: FabricSide?
  package var ports: [PortAddress]?

  package init() {}

  package static let table = Table<PortSelector>(
    "a selector",
    [
      Field("appliances", .list(.reference()), "by appliance", { $0.appliances }, { $0.appliances = $1 }),
      Field("models", .list(.text), "by model of the adapter", { $0.models }, { $0.models = $1 }),
      Field("labels", .labels, "by label of the adapter or its appliance", { $0.labels }, { $0.labels = $1 }),
      Field("fabric", .word(), "by side", { $0.fabric }, { $0.fabric = $1 }),
      Field(
        "ports", .list(.parsed()), "by address", { $0.ports }, { $0.ports = $1 }),
    ])
}
