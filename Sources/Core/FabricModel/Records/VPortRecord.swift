/// A v-port of a profile: a vNIC, a vHBA or a vdisk on the appliance that holds it.
///
/// Plans hold hundreds of thousands of them: what needs one byte stands behind an optional number, in what would be padding.
package struct VPortRecord: Hashable, Sendable, FabricRecord {
  package enum Kind: String, Sendable, Hashable, CaseIterable { case vnic, vhba, vdisk }

  package var profile: String
  package var name: String
  package var appliance: String
  /// Follows from the profile; the empty name is none.
  package var server: String?
  package var order: Int?
  package var kind: Kind
  package var isUp: Bool?
  /// The port as the field of the record has it: `none` is "on no port, explicitly", which takes a v-port off the port it is on.
  package var portField: SlotPort?
  package var mac: MACAddress?
  /// The priority of a vNIC's frames.
  package var serviceClass: ClassOfService?
  /// The weight of a vNIC among those that compete for its port.
  package var shares: Shares?
  package var wwpn: WWN?
  /// Whether the appliance moves the vNIC to its other side when its port fails.
  package var failover: Bool?
  /// Whether a vNIC can boot over the network.
  package var pxe: Bool?
  /// Follows from the profile.
  package var wwnn: WWN?
  /// Where in the server it is to appear.
  package var hostSlot: HostSlot?
  /// How a vdisk is laid over disks.
  package var raid: RAIDLevel?
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
  /// The disk that a vNIC boots from.
  package var iscsi: ISCSIDisk?
  /// What the server sees of a vdisk.
  package var size: ByteSize?
  package var owner: String?

  package init(kind: Kind, profile: String, name: String, appliance: String) {
    self.kind = kind
    self.profile = profile
    self.name = name
    self.appliance = appliance
  }

  package static func defaults(kind: Kind, profile: String, name: String, appliance: String) -> VPortRecord {
    var record = VPortRecord(kind: kind, profile: profile, name: name, appliance: appliance)
    record.setDefaults()
    return record
  }

  /// Sets what an appliance assumes where its configuration is silent.
  package mutating func setDefaults() {
    server = ""
    isUp = true
    if kind != .vdisk {
      (minimum, maximum) = (.zero, .zero)
      hostSlot = HostSlot.any
    }
    switch kind {
    case .vnic:
      native = ""
      tagged = []
      mtu = 1500
      serviceClass = .bestEffort
      shares = Shares.zero
      failover = false
      pxe = false
      iscsi = ISCSIDisk.empty
    case .vhba:
      targets = []
    case .vdisk:
      raid = .raid1
    }
  }

  package var address: VPortAddress { VPortAddress(profile: profile, name: name) }
  /// The port it is on.
  package var slotPort: SlotPort? {
    get { portField == SlotPort.none ? nil : portField }
    set { portField = newValue }
  }
  package var port: PortAddress? {
    slotPort.map { PortAddress(appliance: appliance, slot: $0.slot, port: $0.port) }
  }
  package var identity: Identity? { mac.map { .mac($0) } ?? wwpn.map { .wwn($0) } }
  /// On a server, on a port, and administratively up.
  package var isActive: Bool { !(server ?? "").isEmpty && slotPort != nil && isUp != false }

  package var fields: [RecordField<VPortRecord>] {
    switch kind {
    case .vnic: Self.vnicFields
    case .vhba: Self.vhbaFields
    case .vdisk: Self.vdiskFields
    }
  }

  package static let vnicFields: [RecordField<VPortRecord>] = [
    server, slotPort, order, hostSlot,
    RecordField("mac", attribute: "mac", effect: .interrupts, { $0.mac }, { $0.mac = $1 }),
    RecordField("native", attribute: "network", effect: .interrupts, absent: "", { $0.native }, { $0.native = $1 }),
    RecordField(
      "tagged", attribute: "trunk", effect: .interruptsWhatIsRemoved, absent: [], { $0.tagged }, { $0.tagged = $1?.sorted() }),
    RecordField("mtu", attribute: "mtu", effect: .interrupts, absent: 1500, { $0.mtu }, { $0.mtu = $1 }),
    minimum, maximum,
    RecordField("class", attribute: "class", effect: .none, absent: .bestEffort, { $0.serviceClass }, { $0.serviceClass = $1 }),
    RecordField("shares", attribute: "shares", effect: .none, absent: Shares.zero, { $0.shares }, { $0.shares = $1 }),
    RecordField("failover", attribute: "failover", effect: .none, absent: false, { $0.failover }, { $0.failover = $1 }),
    RecordField("pxe", attribute: "pxe", effect: .reboot, absent: false, { $0.pxe }, { $0.pxe = $1 }),
    RecordField("iscsi", attribute: "iscsi", effect: .reboot, absent: ISCSIDisk.empty, { $0.iscsi }, { $0.iscsi = $1 }),
    isUp,
  ]

  package static let vhbaFields: [RecordField<VPortRecord>] = [
    server, slotPort, order, hostSlot,
    RecordField("wwpn", attribute: "wwpn", effect: .interrupts, { $0.wwpn }, { $0.wwpn = $1 }),
    RecordField("wwnn", effect: .derived, { $0.wwnn }, { $0.wwnn = $1 }),
    RecordField("vsan", attribute: "vsan", effect: .interrupts, { $0.vsan }, { $0.vsan = $1 }),
    RecordField("targets", attribute: "targets", effect: .none, absent: [], { $0.targets }, { $0.targets = $1?.sorted() }),
    minimum, maximum, isUp,
  ]

  package static let vdiskFields: [RecordField<VPortRecord>] = [
    server, slotPort, order,
    RecordField("size", attribute: "size", effect: .losesDataIfLess, { $0.size }, { $0.size = $1 }),
    RecordField("raid", attribute: "raid", effect: .losesData, absent: .raid1, { $0.raid }, { $0.raid = $1 }),
    isUp,
  ]

  private static let server = RecordField<VPortRecord>("server", effect: .derived, absent: "", { $0.server }, { $0.server = $1 })
  private static let slotPort = RecordField<VPortRecord>(
    "port", attribute: "port", effect: .interrupts, absent: SlotPort.none, isLeftOutWhenAbsent: true,
    json: { $0.portField == SlotPort.none ? .string(SlotPort.none.description) : $0.port.map { .string($0.description) } },
    { $0.portField }, { $0.portField = $1 })
  private static let order = RecordField<VPortRecord>("order", attribute: "order", effect: .reboot, { $0.order }, { $0.order = $1 })
  private static let hostSlot = RecordField<VPortRecord>(
    "hostSlot", attribute: "hostSlot", effect: .reboot, absent: HostSlot.any, { $0.hostSlot }, { $0.hostSlot = $1 })
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

  package var description: String { profile + "/" + name }

  package static func < (left: VPortAddress, right: VPortAddress) -> Bool {
    (left.profile, left.name) < (right.profile, right.name)
  }
}
