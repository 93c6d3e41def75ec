internal import Documents
package import FabricModel

/// What is wrong with a pool, and at which of its fields.
struct PoolProblem: Error {
  let message: String
  let path: [Locator.Step]
}

/// Why a block is none.
struct BlockProblem: Error {
  let message: String
}

extension AddressPool {
  /// What it holds, in the order of its blocks; what is wrong with a block leaves it out.
  package var ranges: [PoolRange] { blocks.compactMap { try? range(of: $0).get() } }

  /// The same as identities, where those are what it holds.
  package var identityBlocks: [AddressBlock] {
    type.identity.map { type in blocks.compactMap { try? $0.range(of: type).get() } } ?? []
  }

  /// Everything that is wrong with it by itself.
  var problems: [PoolProblem] {
    var problems: [PoolProblem] = []
    if prefix != nil, type != .iqn {
      problems.append(PoolProblem(message: "'prefix' is for names, and the pool is of type \(type)", path: [.key("prefix")]))
    }
    for (index, block) in blocks.enumerated() {
      guard case .failure(let problem) = range(of: block) else { continue }
      problems.append(PoolProblem(message: problem.message, path: [.key("blocks"), .item(index)]))
    }
    for (index, text) in (reserved ?? []).enumerated() {
      guard let problem = problem(withReserved: text) else { continue }
      problems.append(PoolProblem(message: problem, path: [.key("reserved"), .item(index)]))
    }
    return problems
  }

  /// The identities that are never dealt.
  var reservedIdentities: [Identity] { type.identity.map { type in (reserved ?? []).compactMap { type.read($0) } } ?? [] }

  func range(of block: Block) -> Result<PoolRange, BlockProblem> {
    if let type = type.identity { return block.range(of: type).map { PoolRange($0) } }
    return type == .ip ? block.addresses : block.names(behind: prefix)
  }

  private func problem(withReserved text: String) -> String? {
    switch type {
    case .ip: return IPAddress(text) == nil ? "'\(text)' is no \(type) address" : nil
    case .iqn: return ISCSIName.problem(with: text).map { "'\(text)' is no iSCSI name: \($0)" }
    case .mac, .wwn, .wwnn, .wwpn, .uuid:
      return type.identity.flatMap { $0.read(text) } == nil ? "'\(text)' is no \(type) address" : nil
    }
  }
}

extension AddressPool.Block {
  func range(of type: AddressType) -> Result<AddressBlock, BlockProblem> {
    guard suffix == nil else { return .failure(BlockProblem(message: "'suffix' is for names, and the pool is of type \(type)")) }
    guard let first = type.read(from) else { return .failure(BlockProblem(message: "'\(from)' is no \(type) address")) }
    if let problem = first.problem { return .failure(BlockProblem(message: "\(first) can't be dealt: \(problem)")) }
    switch (to, size) {
    case (let to?, nil):
      guard let last = type.read(to) else { return .failure(BlockProblem(message: "'\(to)' is no \(type) address")) }
      guard let block = AddressBlock(type: type, from: first, to: last) else { return .failure(.backwards("\(first)", "\(last)")) }
      return .success(block)
    case (nil, let size?):
      guard let block = AddressBlock(type: type, from: first, size: UInt64(size)) else { return .failure(.tooMany(size, "\(first)")) }
      return .success(block)
    default: return .failure(.oneEnd)
    }
  }

  fileprivate var addresses: Result<PoolRange, BlockProblem> {
    guard suffix == nil else { return .failure(BlockProblem(message: "'suffix' is for names, and the pool is of type ip")) }
    guard let first = IPAddress(from) else { return .failure(BlockProblem(message: "'\(from)' is no ip address")) }
    if let problem = first.problem { return .failure(BlockProblem(message: "no host can have \(first): \(problem)")) }
    switch (to, size) {
    case (let to?, nil):
      guard let last = IPAddress(to) else { return .failure(BlockProblem(message: "'\(to)' is no ip address")) }
      guard first.family == last.family else {
        return .failure(BlockProblem(message: "a block has addresses of one family, and of \(first) and \(last) one is IPv4 and one IPv6"))
      }
      guard let range = PoolRange(from: first, to: last) else { return .failure(.backwards("\(first)", "\(last)")) }
      return .success(range)
    case (nil, let size?):
      let last = first.value.advanced(by: UInt64(size) - 1).flatMap { IPAddress(first.family, $0) }
      guard let last, let range = PoolRange(from: first, to: last) else { return .failure(.tooMany(size, "\(first)")) }
      return .success(range)
    default: return .failure(.oneEnd)
    }
  }

  fileprivate func names(behind prefix: String?) -> Result<PoolRange, BlockProblem> {
    guard let prefix, !prefix.isEmpty else {
      return .failure(BlockProblem(message: "its names need a 'prefix' such as iqn.1992-08.com.example"))
    }
    guard let suffix, !suffix.isEmpty else { return .failure(BlockProblem(message: "a block of names needs a 'suffix' such as 'db'")) }
    guard let first = UInt32(from) else { return .failure(.noNumber(from)) }
    var last: UInt32?
    switch (to, size) {
    case (let to?, nil):
      last = UInt32(to)
      guard last != nil else { return .failure(.noNumber(to)) }
    case (nil, let size?): last = UInt32(exactly: Int(first) + size - 1)
    default: return .failure(.oneEnd)
    }
    guard let last else { return .failure(.tooMany(size ?? 0, from)) }
    guard first <= last else { return .failure(.backwards("\(first)", "\(last)")) }
    // Names are compared in small letters (RFC 3722), and the last one is the longest.
    let range = PoolRange(stem: "\(prefix):\(suffix):".lowercased(), UInt64(first)...UInt64(last))
    if let problem = ISCSIName.problem(with: range.last) {
      return .failure(BlockProblem(message: "'\(range.last)' is no iSCSI name: \(problem)"))
    }
    return .success(range)
  }
}

extension BlockProblem {
  static let oneEnd = BlockProblem(message: "a block has either 'to' or 'size'")

  static func backwards(_ first: String, _ last: String) -> BlockProblem {
    BlockProblem(message: "the block ends before it begins: \(first) to \(last)")
  }

  static func tooMany(_ size: Int, _ first: String) -> BlockProblem {
    BlockProblem(message: "\(size) addresses from \(first) on are more than there are")
  }

  static func noNumber(_ text: String) -> BlockProblem { BlockProblem(message: "'\(text)' is no number from 0 to \(UInt32.max)") }
}

extension AddressType {
  /// An address of this type; nil where the text is none.
  func read(_ text: String) -> Identity? {
    var text = text
    return text.withUTF8 { Identity(self, utf8: $0) }
  }
}
