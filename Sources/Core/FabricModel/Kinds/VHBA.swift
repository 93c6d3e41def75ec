internal import Documents

/// A virtual HBA.
package struct VHBA: Hashable, Sendable {
  package var name = ""
  /// The VHBATemplate that gives what it does not say itself.
  package var template: String?
  package var pool: String?
  package var vsan: String?
  package var wwpn: IdentitySource<WWN>?
  package var order: Int?
  /// Where in the server it is to appear.
  package var hostSlot: HostSlot?
  package var targets: [Target]?
  package var nativeName: String?

  package init() {}

  /// A storage port and a logical unit behind it.
  package struct Target: Hashable, Sendable {
    package var wwpn: WWN?
    package var lun: Int?

    package init() {}

    package static let table = Table<Target>(
      "a target",
      [
        Field(
          "wwpn", .parsed(), "the storage port", required: true,
          { $0.wwpn }, { $0.wwpn = $1 }),
        Field("lun", .integer(0...65535), "the logical unit", required: true, { $0.lun }, { $0.lun = $1 }),
      ])

    /// `WWPN@LUN`, as records have it.
    package var text: String { "\(wwpn.map(\.description) ?? "")@\(lun ?? 0)" }

    package init?(text: String) {
      let parts = text.split(separator: "@")
      guard parts.count == 2, let wwpn = WWN(String(parts[0])), let lun = Int(parts[1]) else { return nil }
      self.wwpn = wwpn
      self.lun = lun
    }
  }

  package static let table = Table<VHBA>(
    "a vHBA",
    [
      Field("name", .name(.vport), "unique in its profile", required: true, { $0.name }, { $0.name = $1 }),
      Field("template", .reference(), "the VHBATemplate that gives what it does not say itself", { $0.template }, { $0.template = $1 }),
    ]
      + connection(vsanIsRequired: true, wwpn: Field("wwpn", IdentitySource.codec(), "its port name", { $0.wwpn }, { $0.wwpn = $1 }))
      + [
        Field("order", .integer(0...256), "place in the host's PCI enumeration", { $0.order }, { $0.order = $1 }),
        Field(
          "hostSlot", .parsed(), "the slot and port of the server's own adapter that it appears on (UCS: vCon and host port)",
          absent: "any",
          { $0.hostSlot }, { $0.hostSlot = $1 }),
      ]
      + storage + [.nativeName({ $0.nativeName }, { $0.nativeName = $1 })],
    completedBy: "template")

  /// The fields that a VHBATemplate has, too.
  ///
  /// - Parameters:
  ///   - vsanIsRequired: a template may leave it to the vHBAs.
  ///   - wwpn: what may be said of the port name, which is less in a template: two vHBAs never share one.
  static func body(vsanIsRequired: Bool, wwpn: Field<VHBA>) -> [Field<VHBA>] {
    connection(vsanIsRequired: vsanIsRequired, wwpn: wwpn) + storage
  }

  private static func connection(vsanIsRequired: Bool, wwpn: Field<VHBA>) -> [Field<VHBA>] {
    [
      Field("pool", .reference(), "the AdapterPool it sits on", { $0.pool }, { $0.pool = $1 }),
      Field("vsan", .reference(), "its VSAN", required: vsanIsRequired, { $0.vsan }, { $0.vsan = $1 }),
      wwpn,
    ]
  }

  private static let storage = [
    Field<VHBA>(
      "targets", .list(.inlineObject(Target.table) { Target() }), "the storage it boots from or logs in to", { $0.targets },
      { $0.targets = $1 })
  ]
}
