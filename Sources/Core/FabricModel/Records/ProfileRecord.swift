/// The part of a server profile that one appliance holds, without its v-ports.
package struct ProfileRecord: Hashable, Sendable, FabricRecord {
  package var name: String
  package var uuid: UniqueID?
  package var wwnn: WWN?
  /// The server it is bound to; the empty name is "explicitly none".
  package var server: String?
  /// The appliance's port that the server's cable is in; follows from `server`, zero without one.
  package var serverPort: Int?
  /// The v-ports to boot from, in order.
  package var boot: [String]?
  /// It is never deleted, not even after its manifest is gone.
  package var isProtected: Bool?
  package var owner: String?

  package init(name: String) { self.name = name }

  package static func defaults(name: String) -> ProfileRecord {
    var record = ProfileRecord(name: name)
    record.server = ""
    record.serverPort = 0
    record.boot = []
    record.isProtected = false
    return record
  }

  package static let fields: [RecordField<ProfileRecord>] = [
    RecordField("uuid", attribute: "uuid", effect: .reboot, { $0.uuid }, { $0.uuid = $1 }),
    RecordField("wwnn", attribute: "wwnn", effect: .interrupts, { $0.wwnn }, { $0.wwnn = $1 }),
    RecordField("server", effect: .interrupts, absent: "", { $0.server }, { $0.server = $1 }),
    RecordField(
      "serverPort", attribute: "serverPort", effect: .interrupts, absent: 0, { $0.serverPort }, { $0.serverPort = $1 }),
    RecordField("boot", attribute: "boot", effect: .reboot, absent: [], { $0.boot }, { $0.boot = $1 }),
    RecordField("protect", attribute: "protect", effect: .none, absent: false, { $0.isProtected }, { $0.isProtected = $1 }),
  ]

  /// Whether a server uses it.
  package var isBound: Bool { !(server ?? "").isEmpty }
}
