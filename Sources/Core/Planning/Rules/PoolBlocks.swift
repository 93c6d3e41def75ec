internal import FabricModel

/// The blocks of all pools that identities are dealt from by their first address, to find which pool an address lies in.
struct PoolBlocks {
  struct Entry {
    let block: AddressBlock
    /// Index of the pool in the manifest, and of the block in the pool.
    let pool: Int
    let item: Int
  }

  /// Those of one universe, in the order of addresses.
  private struct Run {
    var entries: [Entry] = []
    /// How far the blocks reach up to each entry, since blocks may overlap.
    var reach: [AddressValue] = []
  }

  private var macs = Run()
  private var wwns = Run()
  private var uuids = Run()

  private static func run(of universe: AddressType) -> WritableKeyPath<PoolBlocks, Run> {
    switch universe {
    case .mac: \.macs
    case .wwn, .wwnn, .wwpn: \.wwns
    case .uuid: \.uuids
    }
  }

  /// Blocks that make no sense are left out: that was said.
  init(_ pools: [Declared<AddressPool>]) {
    for (pool, declared) in pools.enumerated() {
      guard let type = declared.spec.type.identity else { continue }
      let run = Self.run(of: type)
      for (item, block) in declared.spec.blocks.enumerated() {
        guard case .success(let range) = block.range(of: type) else { continue }
        self[keyPath: run].entries.append(Entry(block: range, pool: pool, item: item))
      }
    }
    for run in [\PoolBlocks.macs, \.wwns, \.uuids] {
      self[keyPath: run].entries.sort { ($0.block.from, $0.pool, $0.item) < ($1.block.from, $1.pool, $1.item) }
      var highest = AddressValue(high: 0, low: 0)
      self[keyPath: run].reach = self[keyPath: run].entries.map { entry in
        highest = max(highest, entry.block.to)
        return highest
      }
    }
  }

  func inOrder(_ universe: AddressType) -> [Entry] { self[keyPath: Self.run(of: universe)].entries }

  func holdsAny(of universe: AddressType) -> Bool { !inOrder(universe).isEmpty }

  /// The blocks that an address lies in.
  func forEach(containing identity: Identity, _ body: (Entry) -> Void) {
    switch identity {
    case .mac: Self.forEach(containing: identity.value, in: macs, body)
    case .wwn: Self.forEach(containing: identity.value, in: wwns, body)
    case .uuid: Self.forEach(containing: identity.value, in: uuids, body)
    }
  }

  private static func forEach(containing value: AddressValue, in run: Run, _ body: (Entry) -> Void) {
    let (entries, reach) = (run.entries, run.reach)
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
