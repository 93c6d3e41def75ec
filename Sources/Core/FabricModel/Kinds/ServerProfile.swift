internal import Documents

/// The I/O of one server identity; it moves to another server as a whole.
package struct ServerProfile: Hashable, Sendable {
  /// The server it is bound to; the empty name is "explicitly none", nil is "leave it".
  package var server: String?
  /// Which servers it may be bound to, where it names none.
  package var serverSelector: ServerSelector?
  /// The ServerProfileTemplates that it completes; later ones override earlier ones.
  package var templates: [String] = []
  package var nativeName: String?
  package var uuid: IdentitySource<UniqueID>?
  package var wwnn: IdentitySource<WWN>?
  package var vnics: [VNIC] = []
  package var vhbas: [VHBA] = []
  package var vdisks: [VDisk] = []
  package var redundancy: [RedundancyGroup] = []
  /// The v-ports to boot from, in order.
  package var boot: [String]?
  /// The MaintenancePolicy that says when its server may be disturbed.
  package var maintenance: String?

  package init() {}

  package static let table = Table<ServerProfile>(
    "a ServerProfile",
    [
      Field("server", .reference(allowsNone: true), "the server it is bound to, or none", { $0.server }, { $0.server = $1 }),
      Field(
        "serverSelector", .object(ServerSelector.table) { ServerSelector() }, "which servers it may be bound to; a free one is chosen",
        { $0.serverSelector }, { $0.serverSelector = $1 }),
      Field(
        "template", .templates, "the ServerProfileTemplates that it completes: a name, or a list where later ones override earlier ones",
        { $0.templates.isEmpty ? nil : $0.templates }, { $0.templates = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ] + body)

  /// The fields that a template has, too.
  package static let body: [Field<ServerProfile>] = [
    Field("uuid", IdentitySource.codec(), "the profile's UUID", { $0.uuid }, { $0.uuid = $1 }),
    Field("wwnn", IdentitySource.codec(), "the node name of its vHBAs", { $0.wwnn }, { $0.wwnn = $1 }),
    Field(
      "vnics", .list(.object(VNIC.table) { VNIC() }, by: "name"), "its vNICs", { $0.vnics.isEmpty ? nil : $0.vnics }, { $0.vnics = $1 }),
    Field(
      "vhbas", .list(.object(VHBA.table) { VHBA() }, by: "name"), "its vHBAs", { $0.vhbas.isEmpty ? nil : $0.vhbas }, { $0.vhbas = $1 }),
    Field(
      "vdisks", .list(.object(VDisk.table) { VDisk() }, by: "name"), "its logical drives", { $0.vdisks.isEmpty ? nil : $0.vdisks },
      { $0.vdisks = $1 }),
    Field(
      "redundancy", .list(.object(RedundancyGroup.table) { RedundancyGroup() }, by: "name"), "which v-ports stand in for each other",
      { $0.redundancy.isEmpty ? nil : $0.redundancy }, { $0.redundancy = $1 }),
    Field("boot", .list(.name(.vport)), "the v-ports to boot from, in order", { $0.boot }, { $0.boot = $1 }),
    Field(
      "maintenance", .reference(), "the MaintenancePolicy that says when its server may be disturbed", { $0.maintenance },
      { $0.maintenance = $1 }),
  ]
}

/// Which servers serve: each condition that is given must hold.
package struct ServerSelector: Hashable, Sendable {
  package var servers: [String]?
  package var models: [String]?
  package var labels: [Label]?
  package var role: ServerRole?

  package init() {}

  package static let table = Table<ServerSelector>(
    "a server selector",
    [
      Field("servers", .list(.reference()), "by name", { $0.servers }, { $0.servers = $1 }),
      Field("models", .list(.text), "by the server's model", { $0.models }, { $0.models = $1 }),
      Field("labels", .labels, "by labels of the Server", { $0.labels }, { $0.labels = $1 }),
      Field("role", .word(), "by what it is kept for", absent: "active", { $0.role }, { $0.role = $1 }),
    ])
}
