internal import Documents

/// A physical server and its cables.
package struct Server: Hashable, Sendable {
  package var connections: [Connection] = []
  package var uuid: UniqueID?
  package var hotplug: Hotplug?
  package var role: ServerRole?
  package var model: String?
  package var nativeName: String?

  package init() {}

  /// One cable: the appliance and the appliance's server port.
  package struct Connection: Hashable, Sendable {
    package var appliance = ""
    package var port = 0

    package init() {}

    package init(appliance: String, port: Int) {
      self.appliance = appliance
      self.port = port
    }

    package static let table = Table<Connection>(
      "a connection",
      [
        Field("appliance", .reference(), "the appliance at the other end", required: true, { $0.appliance }, { $0.appliance = $1 }),
        Field("port", .integer(1...1024), "the appliance's server port", required: true, { $0.port }, { $0.port = $1 }),
      ])
  }

  /// What the host needs to see a v-port come or go.
  package struct Hotplug: Hashable, Sendable {
    package var add: HotplugMode?
    package var remove: HotplugMode?

    package init() {}

    package static let table = Table<Hotplug>(
      "hotplug",
      [
        Field("add", .word(), "what adding a v-port takes", absent: "rescan", { $0.add }, { $0.add = $1 }),
        Field("remove", .word(), "what removing a v-port takes", absent: "rescan", { $0.remove }, { $0.remove = $1 }),
      ])
  }

  package static let table = Table<Server>(
    "a Server",
    [
      Field(
        "connections", .list(.inlineObject(Connection.table) { Connection() }, by: "appliance"), "its cables",
        { $0.connections.isEmpty ? nil : $0.connections }, { $0.connections = $1 }),
      Field("uuid", .parsed(), "the hardware's UUID", { $0.uuid }, { $0.uuid = $1 }),
      Field(
        "hotplug", .inlineObject(Hotplug.table) { Hotplug() }, "what the host needs to see a v-port come or go", { $0.hotplug },
        { $0.hotplug = $1 }),
      Field("role", .word(), "in use, or a spare", absent: "active", { $0.role }, { $0.role = $1 }),
      Field("model", .text, "maker's name", { $0.model }, { $0.model = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])
}
