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
    let type: AddressType
    let blocks: [AddressBlock]
    /// Where to look for the next free address: everything before it is taken.
    var block = 0
    var offset: UInt64 = 0
    let quarantine: Interval
  }

  private var owners = Owners()
  /// Addresses that rest since then, and those who had them last, who need not wait.
  private var resting: [Identity: Timestamp] = [:]
  private var restingByOwner: [String: [Identity]] = [:]
  private var reserved: Set<Identity> = []
  private var pools: [Pool] = []
  private var now: Timestamp?

  /// A day, counted from when weft noticed (DESIGN section 5).
  static let standardQuarantine = Interval(seconds: 24 * 3600)

  /// Adds the next pool in the order of names; what is wrong with its blocks is returned.
  mutating func add(_ pool: Declared<AddressPool>, place: ([Locator.Step]) -> SourceRange?) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var blocks: [AddressBlock] = []
    for (index, block) in pool.spec.blocks.enumerated() {
      switch block.range(of: pool.spec.type) {
      case .success(let range): blocks.append(range)
      case .failure(let problem):
        problems.append(.badBlock(pool.name, problem.message, at: place([.key("spec"), .key("blocks"), .item(index)])))
      }
    }
    for (index, text) in (pool.spec.reserved ?? []).enumerated() {
      var copy = text
      if let identity = copy.withUTF8({ Identity(pool.spec.type, utf8: $0) }) {
        reserved.insert(identity)
      } else {
        let place = place([.key("spec"), .key("reserved"), .item(index)])
        problems.append(.badBlock(pool.name, "'\(text)' is no \(pool.spec.type) address", at: place))
      }
    }
    pools.append(
      Pool(type: pool.spec.type, blocks: blocks.sorted(), quarantine: pool.spec.quarantine ?? Self.standardQuarantine))
    return problems
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

  func hasPool(for type: AddressType) -> Bool { !pools(for: type).isEmpty }

  func pools(for type: AddressType) -> [Int] {
    let exact = pools.indices.filter { pools[$0].type == type }
    return exact.isEmpty ? pools.indices.filter { pools[$0].type.serves(type) } : exact
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

/// An owner for each address. There are as many as v-ports, so the plain numbers of each universe are the keys.
private struct Owners {
  private var macs: [UInt64: AddressBook.Owner] = [:]
  private var wwns: [UInt64: AddressBook.Owner] = [:]
  private var uuids: [UniqueID: AddressBook.Owner] = [:]

  mutating func reserveCapacity(macs: Int, wwns: Int) {
    self.macs.reserveCapacity(macs)
    self.wwns.reserveCapacity(wwns)
  }

  subscript(identity: Identity) -> AddressBook.Owner? {
    get {
      switch identity {
      case .mac(let address): macs[address.rawValue]
      case .wwn(let name): wwns[name.rawValue]
      case .uuid(let id): uuids[id]
      }
    }
    set {
      switch identity {
      case .mac(let address): macs[address.rawValue] = newValue
      case .wwn(let name): wwns[name.rawValue] = newValue
      case .uuid(let id): uuids[id] = newValue
      }
    }
  }
}

/// Why a block is none.
struct BlockProblem: Error {
  let message: String
}

extension AddressPool.Block {
  func range(of type: AddressType) -> Result<AddressBlock, BlockProblem> {
    func parse(_ text: String) -> Identity? {
      var text = text
      return text.withUTF8 { Identity(type, utf8: $0) }
    }
    guard let first = parse(from) else { return .failure(BlockProblem(message: "'\(from)' is no \(type) address")) }
    if let problem = first.problem { return .failure(BlockProblem(message: "\(first) can't be dealt: \(problem)")) }
    switch (to, size) {
    case (let to?, nil):
      guard let last = parse(to) else { return .failure(BlockProblem(message: "'\(to)' is no \(type) address")) }
      guard let block = AddressBlock(type: type, from: first, to: last) else {
        return .failure(BlockProblem(message: "the block ends before it begins: \(first) to \(last)"))
      }
      return .success(block)
    case (nil, let size?):
      guard let block = AddressBlock(type: type, from: first, size: UInt64(size)) else {
        return .failure(BlockProblem(message: "\(size) addresses from \(first) on are more than there are"))
      }
      return .success(block)
    default: return .failure(BlockProblem(message: "a block has either 'to' or 'size'"))
    }
  }
}
