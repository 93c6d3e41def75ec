internal import Documents

/// Blocks of addresses that identities are dealt from, or that hosts are given; without a block it is empty, which is nothing wrong.
package struct AddressPool: Hashable, Sendable {
  package var type: AddressPoolType = .mac
  package var blocks: [Block] = []
  /// What all names of a pool of iSCSI names begin with: `iqn.1992-08.com.example`.
  package var prefix: String?
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
    /// What stands between the pool's prefix and the number in an iSCSI name.
    package var suffix: String?

    package init() {}

    package static let table = Table<Block>(
      "a block",
      [
        Field("from", .blockEnd, "the first address, or the number in the first name", required: true, { $0.from }, { $0.from = $1 }),
        Field("to", .blockEnd, "the last address, or the number in the last name", { $0.to }, { $0.to = $1 }),
        Field("size", .integer(1...(1 << 32)), "how many addresses", { $0.size }, { $0.size = $1 }),
        Field("suffix", .text, "what stands between the pool's prefix and the number of an iSCSI name", { $0.suffix }, { $0.suffix = $1 }),
      ])
  }

  package static let table = Table<AddressPool>(
    "an AddressPool",
    [
      Field(
        "type", .word(), "what the addresses are for; wwn serves nodes and ports, and nothing is dealt from ip and iqn", required: true,
        { $0.type }, { $0.type = $1 }),
      Field(
        "blocks", .list(.inlineObject(Block.table) { Block() }), "the ranges; without one the pool is empty",
        { $0.blocks.isEmpty ? nil : $0.blocks }, { $0.blocks = $1 }),
      Field(
        "prefix", .text, "what all names of a pool of type iqn begin with, such as iqn.1992-08.com.example; a name is PREFIX:SUFFIX:NUMBER",
        { $0.prefix }, { $0.prefix = $1 }),
      Field("reserved", .list(.text), "addresses that are never dealt", { $0.reserved }, { $0.reserved = $1 }),
      Field(
        "quarantine", .parsed(), "how long a released address waits before another v-port may have it", absent: "24h", { $0.quarantine },
        { $0.quarantine = $1 }),
      Field("default", .flag, "serves where no pool is named", absent: "false", { $0.isDefault }, { $0.isDefault = $1 }),
      .nativeName({ $0.nativeName }, { $0.nativeName = $1 }),
    ])
}

extension Codec<String> {
  /// An end of a block: an address is a text, the number of an iSCSI name a number, in 32 bits as UCS counts them.
  ///
  /// A WWN of sixteen decimal digits is more than that, so that it is still told to want quotes.
  fileprivate static let blockEnd = Codec("an address, or the number in a name", .either([.text, nameNumber.shape])) { node, decoder in
    if node.kind == .plain, let value = Int(utf8: node.bytes), nameNumbers.contains(value) { return String(value) }
    return text.decode(node, &decoder)
  } encode: { text in
    if let value = Int(text), nameNumbers.contains(value), String(value) == text { .word(text) } else { .text(text) }
  }

  private static let nameNumbers = 0...Int(UInt32.max)
  private static let nameNumber = Codec<Int>.integer(nameNumbers)
}
