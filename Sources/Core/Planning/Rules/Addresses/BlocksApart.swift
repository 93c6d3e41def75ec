internal import Documents
internal import FabricModel

extension Rule {
  /// weft deals no address twice, even so; but a pool with an overlap is smaller than it looks, and another tool deals it again.
  static let blocksApart = Rule(
    "pool.overlap", .warning, "blocks of addresses don't overlap", source: "Cisco UCS Central warns at once on overlapping blocks",
    .site { subject, findings in
      let pools = subject.manifest.addressPools
      var farthest: PlacedRange?
      for entry in PlacedRange.inOrder(of: pools) {
        // Two pools of one name were told already.
        let isDouble = farthest.map { $0.pool != entry.pool && pools[$0.pool].name == pools[entry.pool].name } ?? false
        if let earlier = farthest, !isDouble, entry.range.overlaps(earlier.range) {
          let to = min(entry.range.to, earlier.range.to)
          let distance = to.distance(above: entry.range.from)
          let count = distance == .max ? distance : distance + 1
          let which =
            entry.pool == earlier.pool
            ? "in two blocks of pool '\(pools[entry.pool].name)'"
            : "both in pool '\(pools[earlier.pool].name)' and in pool '\(pools[entry.pool].name)'"
          let range =
            count == 1
            ? "\(entry.range.first) is" : "the \(count) addresses from \(entry.range.first) to \(entry.range.text(of: to)) are"
          findings.add(
            RuleObject(pools[entry.pool]), at: .spec(.key("blocks"), .item(entry.item)), "\(range) \(which)",
            related: [("the other block", RuleObject(pools[earlier.pool]), .spec(.key("blocks"), .item(earlier.item)))],
            help: "let each address be in one block")
        }
        if farthest.map({ $0.range.space != entry.range.space || $0.range.to < entry.range.to }) ?? true { farthest = entry }
      }
    })
}

/// What a block of a pool holds.
private struct PlacedRange {
  let range: PoolRange
  /// Index of the pool in the manifest, and of the block in the pool.
  let pool: Int
  let item: Int

  /// Blocks that make no sense are left out: that was said.
  static func inOrder(of pools: [Declared<AddressPool>]) -> [PlacedRange] {
    var ranges: [PlacedRange] = []
    for (pool, declared) in pools.enumerated() {
      for (item, block) in declared.spec.blocks.enumerated() {
        if case .success(let range) = declared.spec.range(of: block) { ranges.append(PlacedRange(range: range, pool: pool, item: item)) }
      }
    }
    return ranges.sorted { $0.order < $1.order }
  }

  private var order: (PoolRange.Space, AddressValue, Int, Int) { (range.space, range.from, pool, item) }
}
