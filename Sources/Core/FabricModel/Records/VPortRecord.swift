/// A v-port of a profile: a vNIC or a vHBA on the appliance that holds it.
package struct VPortRecord: Hashable, Sendable, FabricRecord {
  package enum Kind: String, Sendable, Hashable, CaseIterable { case vnic, vhba }

  package var kind: Kind
  package var profile: String
  package var name: String
  package var appliance: String
  /// Follows from the profile; the empty name is none.
  package var server: String?
  package var slotPort: SlotPort?
  package var order: Int?
  package var mac: MACAddress?
  package var wwpn: WWN?
  /// Follows from the profile.
  package var wwnn: WWN?
  /// The network that is untagged at the host; the empty name is none.
  package var native: String?
  /// The networks that are tagged at the host, sorted.
  package var tagged: [String]?
  package var vsan: String?
  package var mtu: Int?
  /// Guaranteed and highest rate; zero is none.
  package var minimum: Bitrate?
  package var maximum: Bitrate?
  /// What the vHBA boots from or logs in to, each `WWPN@LUN`.
  package var targets: [String]?
  package var isUp: Bool?
  package var owner: String?

  package init(kind: Kind, profile: String, name: String, appliance: String) {
    self.kind = kind
    self.profile = profile
    self.name = name
    self.appliance = appliance
  }

  package static func defaults(kind: Kind, profile: String, name: String, appliance: String) -> VPortRecord {
    var record = VPortRecord(kind: kind, profile: profile, name: name, appliance: appliance)
    record.server = ""
    record.minimum = .zero
    record.maximum = .zero
    record.isUp = true
    switch kind {
    case .vnic:
      record.native = ""
      record.tagged = []
      record.mtu = 1500
    case .vhba:
      record.targets = []
    }
    return record
  }

  package var address: VPortAddress { VPortAddress(profile: profile, name: name) }
  package var port: PortAddress? {
    slotPort.map { PortAddress(appliance: appliance, slot: $0.slot, port: $0.port) }
  }
  package var identity: Identity? { mac.map { .mac($0) } ?? wwpn.map { .wwn($0) } }
  /// On a server, on a port, and administratively up.
  package var isActive: Bool { !(server ?? "").isEmpty && slotPort != nil && isUp != false }

  package var fields: [RecordField<VPortRecord>] { kind == .vnic ? Self.vnicFields : Self.vhbaFields }

  package static let vnicFields: [RecordField<VPortRecord>] = [
    server, slotPort, order,
    RecordField("mac", attribute: "mac", effect: .interrupts, { $0.mac }, { $0.mac = $1 }),
    RecordField("native", attribute: "network", effect: .interrupts, absent: "", { $0.native }, { $0.native = $1 }),
    RecordField(
      "tagged", attribute: "trunk", effect: .interruptsWhatIsRemoved, absent: [], { $0.tagged }, { $0.tagged = $1?.sorted() }),
    RecordField("mtu", attribute: "mtu", effect: .interrupts, absent: 1500, { $0.mtu }, { $0.mtu = $1 }),
    minimum, maximum, isUp,
  ]

  package static let vhbaFields: [RecordField<VPortRecord>] = [
    server, slotPort, order,
    RecordField("wwpn", attribute: "wwpn", effect: .interrupts, { $0.wwpn }, { $0.wwpn = $1 }),
    RecordField("wwnn", effect: .derived, { $0.wwnn }, { $0.wwnn = $1 }),
    RecordField("vsan", attribute: "vsan", effect: .interrupts, { $0.vsan }, { $0.vsan = $1 }),
    RecordField("targets", attribute: "targets", effect: .none, absent: [], { $0.targets }, { $0.targets = $1?.sorted() }),
    minimum, maximum, isUp,
  ]

  private static let server = RecordField<VPortRecord>("server", effect: .derived, absent: "", { $0.server }, { $0.server = $1 })
  private static let slotPort = RecordField<VPortRecord>(
    "port", attribute: "port", effect: .interrupts, json: { $0.port.map { .string($0.description) } }, { $0.slotPort }, { $0.slotPort = $1 }
  )
  private static let order = RecordField<VPortRecord>("order", attribute: "order", effect: .reboot, { $0.order }, { $0.order = $1 })
  private static let minimum = RecordField<VPortRecord>(
    "minBps", attribute: "minRate", effect: .none, absent: .zero, { $0.minimum }, { $0.minimum = $1 })
  private static let maximum = RecordField<VPortRecord>(
    "maxBps", attribute: "maxRate", effect: .none, absent: .zero, { $0.maximum }, { $0.maximum = $1 })
  private static let isUp = RecordField<VPortRecord>(
    "up", attribute: "up", effect: .interrupts, absent: true, { $0.isUp }, { $0.isUp = $1 })
}

/// `esx-01/vnic0`: a v-port's name across all appliances.
package struct VPortAddress: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let profile: String
  package let name: String

  package init(profile: String, name: String) {
    self.profile = profile
    self.name = name
  }

  package var description: String { "\(profile)/\(name)" }

  package static func < (left: VPortAddress, right: VPortAddress) -> Bool {
    (left.profile, left.name) < (right.profile, right.name)
  }
}
