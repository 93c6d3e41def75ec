internal import Documents
internal import FabricModel

extension Rule {
  /// A MAC that was made up has bit 1 of its first octet set; without it, it is a card's that some maker sold or will sell.
  static let macBlocksAreFree = Rule(
    "pool.foreignMAC", .note, "MACs that are dealt belong to no maker's cards",
    source: "IEEE 802: the locally-administered bit; Cisco sets aside 00:25:b5 for virtual adapters, HP 00:17:a4",
    .site { subject, findings in
      for pool in subject.manifest.addressPools where pool.spec.type == .mac {
        for (index, block) in pool.spec.blocks.enumerated() {
          guard case .success(let range) = block.range(of: .mac), !VendorBlocks.isFree(range.from.low) else { continue }
          findings.add(
            RuleObject(pool), at: .spec(.key("blocks"), .item(index), .key("from")),
            "the addresses of pool '\(pool.name)' from \(range.first) on belong to the maker that owns \(VendorBlocks.maker(of: range.from.low)): "
              + "a card with one of them may be sold any day",
            help: "begin the block with 02, 06, 0a or 0e, such as 02\(range.first.description.dropFirst(2)); those are nobody's")
        }
      }
    })
}
