internal import Documents

/// The I/O of one server identity; it moves to another server as a whole.
package struct ServerProfile: Hashable, Sendable {
  /// The server it is bound to; the empty name is "explicitly none", nil is "leave it".
  package var server: String?
  package var uuid: IdentitySource<UniqueID>?
  package var wwnn: IdentitySource<WWN>?
  package var vnics: [VNIC] = []
  package var vhbas: [VHBA] = []
  package var redundancy: [RedundancyGroup] = []
  /// The v-ports to boot from, in order.
  package var boot: [String]?

  package init() {}

  package static let table = Table<ServerProfile>(
    "a ServerProfile",
    [
      Field("server", .reference(allowsNone: true), "the server it is bound to, or none", { $0.server }, { $0.server = $1 }),
      .notYet("serverSelector"), .notYet("template"),
      Field("uuid", IdentitySource.codec("a UUID", wrong: "uuid.invalid"), "the profile's UUID", { $0.uuid }, { $0.uuid = $1 }),
      Field(
        "wwnn", IdentitySource.codec("a WWN such as 20:00:00:25:b5:00:00:01", wrong: "wwn.invalid"),
        "the node name of its vHBAs", { $0.wwnn }, { $0.wwnn = $1 }),
      Field("vnics", .list(.object(VNIC.table) { VNIC() }), "its vNICs", { $0.vnics.isEmpty ? nil : $0.vnics }, { $0.vnics = $1 }),
      Field("vhbas", .list(.object(VHBA.table) { VHBA() }), "its vHBAs", { $0.vhbas.isEmpty ? nil : $0.vhbas }, { $0.vhbas = $1 }),
      .notYet("vdisks"),
      Field(
        "redundancy", .list(.object(RedundancyGroup.table) { RedundancyGroup() }), "which v-ports stand in for each other",
        { $0.redundancy.isEmpty ? nil : $0.redundancy }, { $0.redundancy = $1 }),
      Field("boot", .list(.name(.vport)), "the v-ports to boot from, in order", { $0.boot }, { $0.boot = $1 }),
      .notYet("maintenance"),
    ])
}

/// A virtual NIC.
package struct VNIC: Hashable, Sendable {
  package var name = ""
  package var pool: String?
  /// Untagged at the host; the empty name is "explicitly none".
  package var network: String?
  package var trunk: [String]?
  package var mac: IdentitySource<MACAddress>?
  package var bandwidth: Bandwidth?
  package var mtu: Int?
  package var order: Int?

  package init() {}

  package static let table = Table<VNIC>(
    "a vNIC",
    [
      Field("name", .name(.vport), "unique in its profile", required: true, { $0.name }, { $0.name = $1 }),
      Field("pool", .reference(), "the AdapterPool it sits on", { $0.pool }, { $0.pool = $1 }),
      Field("network", .reference(allowsNone: true), "the network that is untagged at the host", { $0.network }, { $0.network = $1 }),
      Field("trunk", .list(.reference()), "the networks that are tagged at the host", { $0.trunk }, { $0.trunk = $1 }),
      Field(
        "mac", IdentitySource.codec("a MAC address such as 02:25:b5:00:00:01", wrong: "mac.invalid"), "its address",
        { $0.mac }, { $0.mac = $1 }),
      .notYet("qos"),
      Field(
        "bandwidth", .inlineObject(Bandwidth.table) { Bandwidth() }, "guaranteed and highest rate", { $0.bandwidth },
        { $0.bandwidth = $1 }),
      Field("mtu", .mtu, "in bytes; absent means its network's", { $0.mtu }, { $0.mtu = $1 }),
      Field("order", .integer(0...255), "place in the host's PCI enumeration", { $0.order }, { $0.order = $1 }),
      .notYet("failover"), .notYet("pxe"), .notYet("iscsi"),
    ])
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

/// A virtual HBA.
package struct VHBA: Hashable, Sendable {
  package var name = ""
  package var pool: String?
  package var vsan: String?
  package var wwpn: IdentitySource<WWN>?
  package var order: Int?
  package var targets: [Target]?

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
          "wwpn", .parsed("a WWN such as 50:06:01:60:3b:a0:11:22", wrong: "wwn.invalid"), "the storage port", required: true,
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
      Field("pool", .reference(), "the AdapterPool it sits on", { $0.pool }, { $0.pool = $1 }),
      Field("vsan", .reference(), "its VSAN", required: true, { $0.vsan }, { $0.vsan = $1 }),
      Field(
        "wwpn", IdentitySource.codec("a WWN such as 20:00:00:25:b5:00:00:01", wrong: "wwn.invalid"), "its port name",
        { $0.wwpn }, { $0.wwpn = $1 }),
      Field("order", .integer(0...255), "place in the host's PCI enumeration", { $0.order }, { $0.order = $1 }),
      Field(
        "targets", .list(.inlineObject(Target.table) { Target() }), "the storage it boots from or logs in to", { $0.targets },
        { $0.targets = $1 }),
    ])
}

/// v-ports of one profile that stand in for each other.
package struct RedundancyGroup: Hashable, Sendable {
  package var name = ""
  package var members: [String] = []
  package var mode: RedundancyMode?
  package var spread: Spread?
  package var minAvailable: Int?

  package init() {}

  package static let table = Table<RedundancyGroup>(
    "a redundancy group",
    [
      Field("name", .name(.object), "unique in its profile", required: true, { $0.name }, { $0.name = $1 }),
      Field("members", .list(.name(.vport)), "v-ports of the profile", required: true, { $0.members }, { $0.members = $1 }),
      Field("mode", .word(), "Linux bonding, Intel ANS, or multipath", { $0.mode }, { $0.mode = $1 }),
      Field("spread", .word(), "what no two members may share", { $0.spread }, { $0.spread = $1 }),
      Field("minAvailable", .integer(0...32), "how many must stay up at any time", { $0.minAvailable }, { $0.minAvailable = $1 }),
    ])
}
