internal import Documents
internal import FabricModel

extension Rule {
  /// weft deals no address twice, even so; but a pool with an overlap is smaller than it looks, and another tool deals it again.
  static let blocksApart = Rule(
    "pool.overlap", .warning, "blocks of addresses don't overlap", source: "Cisco UCS Central warns at once on overlapping blocks",
    .site { subject, findings in
      let pools = subject.manifest.addressPools
      let blocks = PoolBlocks(pools)
      for universe in [AddressType.mac, .wwn, .uuid] {
        var farthest: PoolBlocks.Entry?
        for entry in blocks.inOrder(universe) {
          // Two pools of one name were told already.
          let isDouble = farthest.map { $0.pool != entry.pool && pools[$0.pool].name == pools[entry.pool].name } ?? false
          if let earlier = farthest, !isDouble, entry.block.overlaps(earlier.block) {
            let to = min(entry.block.to, earlier.block.to)
            let count = to.distance(above: entry.block.from) &+ 1
            let last = Identity(universe, to)?.description ?? ""
            let which =
              entry.pool == earlier.pool
              ? "in two blocks of pool '\(pools[entry.pool].name)'"
              : "both in pool '\(pools[earlier.pool].name)' and in pool '\(pools[entry.pool].name)'"
            let range = count == 1 ? "\(entry.block.first) is" : "the \(count) addresses from \(entry.block.first) to \(last) are"
            findings.add(
              RuleObject(pools[entry.pool]), at: .spec(.key("blocks"), .item(entry.item)), "\(range) \(which)",
              related: [("the other block", RuleObject(pools[earlier.pool]), .spec(.key("blocks"), .item(earlier.item)))],
              help: "let each address be in one block")
          }
          if farthest.map({ $0.block.to < entry.block.to }) ?? true { farthest = entry }
        }
      }
    })
}
