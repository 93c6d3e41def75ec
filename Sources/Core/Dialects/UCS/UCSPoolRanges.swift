internal import FabricModel

/// What is drawn from each pool, by its index.
struct UCSPoolUses {
  /// How many v-ports and profiles have an address that the file does not tell.
  private(set) var wanted: [Int: Int] = [:]
  private var told: [Int: Set<Identity>] = [:]

  mutating func take(_ address: Identity?, from pool: Int) {
    if let address { told[pool, default: []].insert(address) } else { wanted[pool, default: 0] += 1 }
  }

  func held(in index: Int, _ ranges: [UCSPool.Range]) -> Int {
    told[index]?.count { address in ranges.contains { $0.block.contains(address) } } ?? 0
  }
}

extension UCSPool {
  /// A block as a run of identities, with its index among the pool's.
  typealias Range = (index: Int, block: AddressBlock)

  /// Its blocks as runs of identities; those that are none are left out, and so are all of a pool that nothing is dealt from.
  var ranges: [Range] {
    guard let type = AddressType(rawValue: kind.rawValue) else { return [] }
    return blocks.indices.compactMap { index in
      guard let declared = blocks[index].declared(in: self), let to = declared.to else { return nil }
      guard let first = Identity(type, declared.from), let last = Identity(type, to) else { return nil }
      return AddressBlock(type: type, from: first, to: last).map { (index, $0) }
    }
  }
}

extension UCSPool.Block {
  /// Whether its ends are what a pool of that kind is made of; of the rest of a UUID the pool may not tell.
  func isSound(in pool: UCSPool) -> Bool {
    if pool.kind == .iqn { return UInt32(from).map { first in UInt32(to).map { first <= $0 } ?? false } ?? false }
    guard let type = AddressType(rawValue: pool.kind.rawValue) else { return !from.isEmpty && !to.isEmpty }
    var pool = pool
    if pool.kind == .uuid, pool.prefix.isEmpty || pool.prefix == "derived" { pool.prefix = "00000000-0000-0000" }
    guard let declared = declared(in: pool), let last = declared.to else { return false }
    guard let first = Identity(type, declared.from), let last = Identity(type, last) else { return false }
    return AddressBlock(type: type, from: first, to: last) != nil
  }
}

/// Blocks that have addresses in common.
enum UCSPoolOverlap {
  typealias Placed = (pool: Int, index: Int, block: AddressBlock)

  /// Each block that reaches into the one with the farthest end before it, in the order of addresses.
  static func find(among pools: [[UCSPool.Range]]) -> [(Placed, Placed)] {
    let ranges: [Placed] = pools.indices.flatMap { pool in pools[pool].map { (pool, $0.index, $0.block) } }
    var found: [(Placed, Placed)] = []
    for universe in [AddressType.mac, .wwn, .uuid] {
      var farthest: Placed?
      let sorted = ranges.filter { $0.block.type.universe == universe }
        .sorted { ($0.block.from, $0.block.to, $0.pool, $0.index) < ($1.block.from, $1.block.to, $1.pool, $1.index) }
      for range in sorted {
        if let before = farthest, before.block.overlaps(range.block) { found.append((before, range)) }
        if farthest.map({ $0.block.to < range.block.to }) ?? true { farthest = range }
      }
    }
    return found
  }
}

extension Identity {
  fileprivate init?(_ type: AddressType, _ text: String) {
    var text = text
    guard let identity = text.withUTF8({ Identity(type, utf8: $0) }) else { return nil }
    self = identity
  }
}
