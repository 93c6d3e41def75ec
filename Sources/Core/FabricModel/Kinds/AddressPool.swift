internal import Documents

/// Blocks of addresses that identities are dealt from.
package struct AddressPool: Hashable, Sendable {
  package var type: AddressType = .mac
  package var blocks: [Block] = []
  /// Never dealt.
  package var reserved: [String]?
  /// How long a released address waits before another v-port may have it; 24 h where absent.
  package var quarantine: Interval?
  package var isDefault: Bool?
  package var nativeName: String?

  package init() {}

  /// The first address, and either the last one or how many there are.
  package struct Block: Hashable, Sendable {
    package var from = ""
    package var to: String?
    package var size: Int?

    package init() {}

    package static let table = Table<Block>(
      "a block",
      [
        Field("from", .text, "the first address", required: true, { $0.from }, { $0.from = $1 }),
        Field("to", .text, "the last address", { $0.to }, { $0.to = $1 }),
        Field("size", .integer(1...(1 << 32)), "how many addresses", { $0.size }, { $0.size = $1 }),
      ])
  }

  package static let table = Table<AddressPool>(
    "an AddressPool",
    [
      Field("type", .word(), "what the addresses are for; wwn serves nodes and ports", required: true, { $0.type }, { $0.type = $1 }),
      Field(
        "blocks", .list(.inlineObject(Block.table) { Block() }), "the ranges", required: true,
        { $0.blocks.isEmpty ? nil : $0.blocks }, { $0.blocks = $1 }),
      Field("reserved", .list(.text), "addresses that are never dealt", { $0.reserved }, { $0.reserved = $1 }),
      Field(
        "quarantine", .parsed(), "how long a released address waits before another v-port may have it", absent: "24h", { $0.quarantine },
        { $0.quarantine = $1 }),
      Field("default", .flag, "serves where no pool is named", absent: "false", { $0.isDefault }, { $0.isDefault = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])
}
