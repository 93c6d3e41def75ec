internal import Documents

/// What vNICs that name it have in common; a vNIC overrides it field by field.
package struct VNICTemplate: Hashable, Sendable {
  package var update: TemplateUpdate?
  /// The VNICTemplate of the other vNIC of a redundant pair.
  package var peer: String?
  /// Which of the pair it is.
  package var role: PairRole?
  package var nativeName: String?
  /// What it gives; the name stays empty, and what each vNIC has to say may be missing.
  package var body = VNIC()

  package init() {}

  package static let table = Table<VNICTemplate>(
    "a VNICTemplate",
    [
      .templateUpdate({ $0.update }, { $0.update = $1 }),
      Field("peer", .reference(), "the VNICTemplate of the other vNIC of a redundant pair", { $0.peer }, { $0.peer = $1 }),
      Field("role", .word(), "which of the pair it is", { $0.role }, { $0.role = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ] + VNIC.body(mac: mac).map { $0.lifted(\.body) })

  private static let mac = Field<VNIC>(
    "mac", IdentitySource.pooled(), "the AddressPool that the address of each is taken from", { $0.mac }, { $0.mac = $1 })
}
