internal import Documents

/// A virtual disk: a logical drive of a RAID controller in the appliance.
package struct VDisk: Hashable, Sendable {
  package var name = ""
  package var pool: String?
  package var size: ByteSize?
  package var raid: RAIDLevel?
  package var order: Int?
  package var nativeName: String?

  package init() {}

  package static let table = Table<VDisk>(
    "a vdisk",
    [
      Field("name", .name(.vport), "unique in its profile", required: true, { $0.name }, { $0.name = $1 }),
      Field("pool", .reference(), "the AdapterPool of type storage that it sits on", { $0.pool }, { $0.pool = $1 }),
      Field("size", .parsed(), "how much the server sees", required: true, { $0.size }, { $0.size = $1 }),
      Field("raid", .number(), "RAID level", absent: "1", { $0.raid }, { $0.raid = $1 }),
      Field("order", .integer(0...256), "place in the host's PCI enumeration", { $0.order }, { $0.order = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])
}
