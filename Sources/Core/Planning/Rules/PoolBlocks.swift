internal import FabricModel

/// The blocks of all address pools by their first address, to find which pool an address lies in.
struct PoolBlocks {
  struct Entry {
    let block: AddressBlock
    /// Index of the pool in the manifest, and of the block in the pool.
    let pool: Int
    let item: Int
  }

  /// Of each universe, in the order of addresses.
  private var entries: [AddressType: [Entry]] = [:]
  /// How far the blocks reach up to each entry, since blocks may overlap.
  private var reach: [AddressType: [AddressValue]] = [:]

  /// Blocks that make no sense are left out: that was said.
  init(_ pools: [Declared<AddressPool>]) {
    for (pool, declared) in pools.enumerated() {
      for (item, block) in declared.spec.blocks.enumerated() {
        guard case .success(let range) = block.range(of: declared.spec.type) else { continue }
        entries[range.type.universe, default: []].append(Entry(block: range, pool: pool, item: item))
      }
    }
    for universe in entries.keys {
      let sorted = (entries[universe] ?? []).sorted { ($0.block.from, $0.pool, $0.item) < ($1.block.from, $1.pool, $1.item) }
      entries[universe] = sorted
      var highest = AddressValue(high: 0, low: 0)
      reach[universe] = sorted.map { entry in
        highest = max(highest, entry.block.to)
        return highest
      }
    }
  }

  func inOrder(_ universe: AddressType) -> [Entry] { entries[universe] ?? [] }

  func holdsAny(of universe: AddressType) -> Bool { entries[universe] != nil }

  /// The blocks that an address lies in.
  func forEach(containing identity: Identity, _ body: (Entry) -> Void) {
    guard let entries = entries[identity.universe], let reach = reach[identity.universe] else { return }
    let value = identity.value
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].block.from <= value { low = middle + 1 } else { high = middle }
    }
    while low > 0, reach[low - 1] >= value {
      low -= 1
      if entries[low].block.to >= value { body(entries[low]) }
    }
  }

  func contains(_ identity: Identity) -> Bool {
    var found = false
    forEach(containing: identity) { _ in found = true }
    return found
  }
}
