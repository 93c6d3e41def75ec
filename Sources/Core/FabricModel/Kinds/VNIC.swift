internal import Documents

/// A virtual NIC.
package struct VNIC: Hashable, Sendable {
  package var name = ""
  /// The VNICTemplate that gives what it does not say itself.
  package var template: String?
  package var pool: String?
  /// Untagged at the host; the empty name is "explicitly none".
  package var network: String?
  package var trunk: [String]?
  package var mac: IdentitySource<MACAddress>?
  package var bandwidth: Bandwidth?
  package var mtu: Int?
  package var order: Int?
  /// Where in the server it is to appear.
  package var hostSlot: HostSlot?
  /// The QoSPolicy; it or `bandwidth`, not both.
  package var qos: String?
  package var failover: Bool?
  package var pxe: Bool?
  package var iscsi: ISCSIBoot? {
    get { disks.first }
    set { disks = newValue.map { [$0] } ?? [] }
  }
  /// At most one: few vNICs boot from a disk, and an empty list is one word where nothing would be eight.
  private var disks: [ISCSIBoot] = []
  package var nativeName: String?

  package init() {}

  package static let table = Table<VNIC>(
    "a vNIC",
    [
      Field("name", .name(.vport), "unique in its profile", required: true, { $0.name }, { $0.name = $1 }),
      Field("template", .reference(), "the VNICTemplate that gives what it does not say itself", { $0.template }, { $0.template = $1 }),
    ]
      + connection(mac: Field("mac", IdentitySource.codec(), "its address", { $0.mac }, { $0.mac = $1 }))
      + [
        Field("order", .integer(0...256), "place in the host's PCI enumeration", { $0.order }, { $0.order = $1 }),
        Field(
          "hostSlot", .parsed(), "the slot and port of the server's own adapter that it appears on (UCS: vCon and host port)",
          absent: "any",
          { $0.hostSlot }, { $0.hostSlot = $1 }),
      ]
      + behaviour
      + [.nativeName({ $0.nativeName }, { $0.nativeName = $1 })],
    completedBy: "template")

  /// The fields that a VNICTemplate has, too.
  ///
  /// - Parameter mac: what may be said of the address, which is less in a template: two vNICs never share one.
  static func body(mac: Field<VNIC>) -> [Field<VNIC>] { connection(mac: mac) + behaviour }

  private static func connection(mac: Field<VNIC>) -> [Field<VNIC>] {
    [
      Field("pool", .reference(), "the AdapterPool it sits on", { $0.pool }, { $0.pool = $1 }),
      Field("network", .reference(allowsNone: true), "the network that is untagged at the host", { $0.network }, { $0.network = $1 }),
      Field("trunk", .list(.reference()), "the networks that are tagged at the host", { $0.trunk }, { $0.trunk = $1 }),
      mac,
      Field("qos", .reference(), "the QoSPolicy that says its rates and class", { $0.qos }, { $0.qos = $1 }),
      Field(
        "bandwidth", .inlineObject(Bandwidth.table) { Bandwidth() }, "guaranteed and highest rate", { $0.bandwidth },
        { $0.bandwidth = $1 }),
      Field("mtu", .mtu, "in bytes; absent means its network's", { $0.mtu }, { $0.mtu = $1 }),
    ]
  }

  private static let behaviour: [Field<VNIC>] = [
    Field(
      "failover", .flag, "the appliance itself moves it to the other side when its port fails (UCS fabric failover)", absent: "false",
      { $0.failover }, { $0.failover = $1 }),
    Field("pxe", .flag, "it can boot over the network", absent: "false", { $0.pxe }, { $0.pxe = $1 }),
    Field("iscsi", .object(ISCSIBoot.table) { ISCSIBoot() }, "the iSCSI disk it boots from", { $0.iscsi }, { $0.iscsi = $1 }),
  ]
}

/// A guaranteed and a highest rate.
package struct Bandwidth: Hashable, Sendable {
  package var min: Bitrate?
  package var max: Bitrate?

  package init() {}

  package static let table = Table<Bandwidth>(
    "bandwidth",
    [
      Field("min", .rate, "guaranteed", { $0.min }, { $0.min = $1 }),
      Field("max", .rate, "the cap", { $0.max }, { $0.max = $1 }),
    ])
}

/// An iSCSI disk that a vNIC boots from (RFC 7143, RFC 4173).
package struct ISCSIBoot: Hashable, Sendable {
  package var initiator: String?
  package var target = ""
  package var portal = ""
  package var lun: Int?

  package init() {}

  package static let table = Table<ISCSIBoot>(
    "iscsi",
    [
      Field("initiator", .text, "the server's own iSCSI name (IQN)", { $0.initiator }, { $0.initiator = $1 }),
      Field(
        "target", .text, "the iSCSI name (IQN) of the disk array", required: true, { $0.target.isEmpty ? nil : $0.target },
        { $0.target = $1 }),
      Field(
        "portal", .text, "address and port of the array, such as 10.0.0.5:3260", required: true,
        { $0.portal.isEmpty ? nil : $0.portal }, { $0.portal = $1 }),
      Field("lun", .integer(0...65535), "the logical unit", absent: "0", { $0.lun }, { $0.lun = $1 }),
    ])

  /// `TARGET@PORTAL/LUN`, with `INITIATOR>` before it where one is given: as records have it.
  package var text: String { (initiator.map { "\($0)>" } ?? "") + "\(target)@\(portal)/\(lun ?? 0)" }

  /// What `text` wrote; nil where a part is missing, holds a blank, or the LUN is no number from 0 to 65535.
  package init?(text: String) {
    var rest = text[...]
    guard !rest.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else { return nil }
    if let end = rest.firstIndex(of: ">") {
      guard end > rest.startIndex else { return nil }
      initiator = String(rest[..<end])
      rest = rest[rest.index(after: end)...]
    }
    guard let slash = rest.lastIndex(of: "/"), let at = rest[..<slash].lastIndex(of: "@") else { return nil }
    let number = rest[rest.index(after: slash)...]
    guard let lun = UInt16(number), String(lun) == number else { return nil }
    (target, portal) = (String(rest[..<at]), String(rest[rest.index(after: at)..<slash]))
    guard !target.isEmpty, !portal.isEmpty, !target.contains(">") else { return nil }
    self.lun = Int(lun)
  }
}
