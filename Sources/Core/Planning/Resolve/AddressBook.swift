internal import Documents
internal import FabricModel

/// Which addresses are taken and by whom, and which is the lowest free one of a pool.
struct AddressBook {
  enum Owner: Hashable {
    /// Index among the v-ports wanted.
    case vport(Int)
    /// Index among the manifest's profiles.
    case profile(Int)
    /// Something that no manifest of this run declares.
    case fabric
  }

  private struct Pool {
    /// Nil where nothing is dealt from it.
    let type: AddressType?
    let blocks: [AddressBlock]
    /// Where to look for the next free address: everything before it is taken.
    var block = 0
    var offset: UInt64 = 0
    let quarantine: Interval
  }

  private var owners = IdentityTable<Owner>()
  /// Addresses that rest since then, and those who had them last, who need not wait.
  private var resting: [Identity: Timestamp] = [:]
  private var restingByOwner: [String: [Identity]] = [:]
  private var reserved: Set<Identity> = []
  private var pools: [Pool] = []
  private var now: Timestamp?

  /// A day, counted from when weft noticed (DESIGN section 5).
  static let standardQuarantine = Interval(seconds: 24 * 3600)

  /// Adds the next pool in the order of names; what is wrong with it is returned.
  mutating func add(_ pool: Declared<AddressPool>, place: ([Locator.Step]) -> SourceRange?) -> [Diagnostic] {
    reserved.formUnion(pool.spec.reservedIdentities)
    let type = pool.spec.type.identity
    let blocks = type.map { type in pool.spec.blocks.compactMap { try? $0.range(of: type).get() } } ?? []
    pools.append(Pool(type: type, blocks: blocks.sorted(), quarantine: pool.spec.quarantine ?? Self.standardQuarantine))
    return pool.spec.problems.map { .badBlock(pool.name, $0.message, at: place([.key("spec")] + $0.path)) }
  }

  mutating func reserveCapacity(macs: Int, wwns: Int) { owners.reserveCapacity(macs: macs, wwns: wwns) }

  /// Takes an address; whoever has it already is returned, and keeps it.
  mutating func take(_ identity: Identity, by owner: Owner) -> Owner? {
    if let first = owners[identity] { return first == owner ? nil : first }
    owners[identity] = owner
    return nil
  }

  func owner(of identity: Identity) -> Owner? { owners[identity] }

  mutating func rest(_ released: [Recorded.Release], now: Timestamp?) {
    self.now = now
    for release in released.sorted(by: { $0.identity < $1.identity }) {
      resting[release.identity] = release.at
      restingByOwner[release.owner, default: []].append(release.identity)
    }
  }

  /// Whether some pool has such an address to deal: an empty one asks nobody to take from it.
  func hasPool(for type: AddressType) -> Bool { pools(for: type).contains { !pools[$0].blocks.isEmpty } }

  /// The pools that come into question where none is named: those that have addresses, and where all are empty, all.
  func pools(for type: AddressType) -> [Int] {
    let exact = pools.indices.filter { pools[$0].type == type }
    let serving = exact.isEmpty ? pools.indices.filter { pools[$0].type?.serves(type) ?? false } : exact
    let filled = serving.filter { !pools[$0].blocks.isEmpty }
    return filled.isEmpty ? serving : filled
  }

  /// Whether a pool has an address; one without blocks says nothing of them.
  func has(_ identity: Identity, in pool: Int) -> Bool {
    pools[pool].blocks.isEmpty || pools[pool].blocks.contains { $0.contains(identity.value) }
  }

  func size(of pool: Int) -> UInt64 { pools[pool].blocks.reduce(0) { $0 + $1.count } }

  /// The lowest free address: not taken, not reserved, and not resting after another owner. An owner gets back at once what was its own.
  mutating func deal(from pool: Int, to owner: String) -> Identity? {
    let own = restingByOwner[owner]?.first { identity in
      isFree(identity) && pools[pool].blocks.contains { $0.contains(identity) }
    }
    if let own {
      owners[own] = .fabric
      return own
    }
    while pools[pool].block < pools[pool].blocks.count {
      let block = pools[pool].blocks[pools[pool].block]
      while pools[pool].offset < block.count {
        let identity = block.address(at: pools[pool].offset)
        pools[pool].offset += 1
        if isFree(identity), !rests(identity, pools[pool].quarantine) {
          owners[identity] = .fabric
          return identity
        }
      }
      pools[pool].block += 1
      pools[pool].offset = 0
    }
    return nil
  }

  private func isFree(_ identity: Identity) -> Bool { owners[identity] == nil && !reserved.contains(identity) }

  private func rests(_ identity: Identity, _ quarantine: Interval) -> Bool {
    guard let since = resting[identity] else { return false }
    return now.map { $0 < since + quarantine } ?? true
  }
}

extension AddressType {
  /// Whether a pool of this type may give an address of `type`: a pool of WWNs serves nodes and ports.
  func serves(_ type: AddressType) -> Bool { self == type || (self == .wwn && (type == .wwnn || type == .wwpn)) }
}
