internal import Documents

/// An I/O gateway that owns adapters and lends them to the servers cabled to it, with the hardware a manifest asserts of it.
package struct Appliance: Hashable, Sendable {
  package var driver: DriverReference?
  package var inventory = Inventory()
  package var limits: ApplianceLimits?

  package init() {}

  package static let table = Table<Appliance>(
    "an Appliance",
    [
      Field(
        "driver", .driver, "how to reach it: a URL such as file:vio-1.xml, or {url, …}", { $0.driver }, { $0.driver = $1 }),
      Field(
        "model", .text, "name in the catalogue, such as VIO-4001", { $0.inventory.model }, { $0.inventory.model = $1 }),
      Field(
        "transport", .word(), "what carries PCIe or frames to the servers", { $0.inventory.transport }, { $0.inventory.transport = $1 }),
      Field(
        "failureDomain", .text, "what fails together: a room, a power feed", { $0.inventory.failureDomain },
        { $0.inventory.failureDomain = $1 }),
      Field(
        "serverPorts", .integer(1...1024), "how many servers can be cabled to it", { $0.inventory.serverPortCount },
        { $0.inventory.serverPortCount = $1 }),
      Field("hostLink", .rate, "rate of one server's cable", { $0.inventory.hostLink }, { $0.inventory.hostLink = $1 }),
      Field(
        "reservedVLANs", .vlanSet, "VLAN ids it keeps for itself, such as 4043-4047", { $0.inventory.reservedVLANs },
        { $0.inventory.reservedVLANs = $1 }),
      Field(
        "adapters", .list(.object(Adapter.table) { Adapter(slot: 0) }, by: "slot"), "the cards, by slot",
        { $0.inventory.adapters.isEmpty ? nil : $0.inventory.adapters }, { $0.inventory.adapters = $1 }),
      Field(
        "limits", .inlineObject(ApplianceLimits.table) { ApplianceLimits() }, "the most it holds, where that is less than its cards allow",
        { $0.limits }, { $0.limits = $1 }),
    ])
}

/// The most that an appliance holds.
package struct ApplianceLimits: Hashable, Sendable {
  package var profiles: Int?
  package var networks: Int?
  package var vsans: Int?
  package var vnicsPerProfile: Int?
  package var vhbasPerProfile: Int?
  package var vdisksPerProfile: Int?

  package init() {}

  package static let table = Table<ApplianceLimits>(
    "limits",
    [
      Field("profiles", .count, "server profiles", { $0.profiles }, { $0.profiles = $1 }),
      Field("networks", .count, "networks", { $0.networks }, { $0.networks = $1 }),
      Field("vsans", .count, "VSANs", { $0.vsans }, { $0.vsans = $1 }),
      Field("vnicsPerProfile", .count, "vNICs of one profile", { $0.vnicsPerProfile }, { $0.vnicsPerProfile = $1 }),
      Field("vhbasPerProfile", .count, "vHBAs of one profile", { $0.vhbasPerProfile }, { $0.vhbasPerProfile = $1 }),
      Field("vdisksPerProfile", .count, "vdisks of one profile", { $0.vdisksPerProfile }, { $0.vdisksPerProfile = $1 }),
    ])
}

/// Where a driver finds its appliance, and where the secrets are that it needs; the secrets themselves are never part of it.
package struct DriverReference: Hashable, Sendable {
  package var url: String
  package var credentials: Credentials?
  /// A file of certificates to trust, beside the system's.
  package var caFile: String?
  /// How long one call may take.
  package var timeout: Interval?

  package init(url: String) { self.url = url }

  /// Where a secret is to be found.
  package struct Credentials: Hashable, Sendable {
    /// The name of an environment variable.
    package var variable: String?
    /// A file that holds nothing else.
    package var file: String?

    package init() {}

    package static let table = Table<Credentials>(
      "credentials",
      [
        Field("env", .text, "the environment variable that holds them", { $0.variable }, { $0.variable = $1 }),
        Field("file", .text, "the file that holds them", { $0.file }, { $0.file = $1 }),
      ])
  }

  package static let table = Table<DriverReference>(
    "a driver",
    [
      Field("url", .text, "such as file:vio-1.xml", required: true, { $0.url }, { $0.url = $1 }),
      Field(
        "credentials", .inlineObject(Credentials.table) { Credentials() }, "where user and password are to be found", { $0.credentials },
        { $0.credentials = $1 }),
      Field("caFile", .text, "a file of certificates to trust, beside the system's", { $0.caFile }, { $0.caFile = $1 }),
      Field("timeout", .parsed(), "how long one call may take", { $0.timeout }, { $0.timeout = $1 }),
    ])
}

extension Adapter {
  package static let table = Table<Adapter>(
    "an adapter",
    [
      Field("slot", .slotNumber, "slot of the appliance", required: true, { $0.slot }, { $0.slot = $1 }),
      Field("model", .text, "name in the catalogue, such as x520-SR2", required: true, { $0.model }, { $0.model = $1 }),
      Field("sharing", .word(), "shared by servers, or lent whole to one", absent: "shared", { $0.sharing }, { $0.sharing = $1 }),
      Field("maintenance", .flag, "nothing may sit on it", absent: "false", { $0.maintenance }, { $0.maintenance = $1 }),
      Field("labels", .labels, "for selectors", { $0.labels.isEmpty ? nil : $0.labels }, { $0.labels = $1 }),
      Field(
        "ports", .list(.inlineObject(Port.table) { Port(number: 0) }, by: "port"), "the ports, by number",
        { $0.ports.isEmpty ? nil : $0.ports },
        { $0.ports = $1 }),
    ])
}

extension Port {
  package static let table = Table<Port>(
    "a port",
    [
      Field("port", .slotNumber, "number on the card", required: true, { $0.number }, { $0.number = $1 }),
      Field("speed", .rate, "negotiated rate", { $0.speed }, { $0.speed = $1 }),
      Field("mtu", .mtu, "largest frame payload in bytes", { $0.mtu }, { $0.mtu = $1 }),
      Field(
        "uplink", .parsed(), "the switch port it is plugged into",
        { $0.uplink }, { $0.uplink = $1 }),
      Field(
        "physicalNetwork", .text, "which cabling it belongs to", absent: "default", { $0.physicalNetwork },
        { $0.physicalNetwork = $1 }),
      Field("vlans", .vlanSet, "what the switch port lets through", { $0.vlans }, { $0.vlans = $1 }),
      Field("vsan", .vsanID, "the VSAN of the switch port", { $0.vsan }, { $0.vsan = $1 }),
      Field("fabric", .word(), "side A or B", { $0.fabric }, { $0.fabric = $1 }),
    ])
}
