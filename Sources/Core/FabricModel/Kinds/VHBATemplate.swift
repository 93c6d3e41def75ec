internal import Documents

/// What vHBAs that name it have in common; a vHBA overrides it field by field.
package struct VHBATemplate: Hashable, Sendable {
  package var update: TemplateUpdate?
  /// The VHBATemplate of the other vHBA of a redundant pair.
  package var peer: String?
  /// Which of the pair it is.
  package var role: PairRole?
  package var nativeName: String?
  /// What it gives; the name stays empty, and what each vHBA has to say may be missing.
  package var body = VHBA()

  package init() {}

  package static let table = Table<VHBATemplate>(
    "a VHBATemplate",
    [
      .templateUpdate({ $0.update }, { $0.update = $1 }),
      Field("peer", .reference(), "the VHBATemplate of the other vHBA of a redundant pair", { $0.peer }, { $0.peer = $1 }),
      Field("role", .word(), "which of the pair it is", { $0.role }, { $0.role = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ] + VHBA.body(vsanIsRequired: false, wwpn: wwpn).map { $0.lifted(\.body) })

  private static let wwpn = Field<VHBA>(
    "wwpn", IdentitySource.pooled(), "the AddressPool that the port name of each is taken from", { $0.wwpn }, { $0.wwpn = $1 })
}
