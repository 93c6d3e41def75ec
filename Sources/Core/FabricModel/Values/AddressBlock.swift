/// A run of identities of one type, both ends included: what an address pool is made of.
package struct AddressBlock: TextValue, Comparable {
  package let type: AddressType
  package let from: AddressValue
  package let to: AddressValue

  /// Nil where `to` lies below `from`, or one of them is not of `type`.
  package init?(type: AddressType, from: Identity, to: Identity) {
    guard from.universe == type.universe, to.universe == type.universe, from.value <= to.value else { return nil }
    self.type = type
    self.from = from.value
    self.to = to.value
  }

  /// Nil where `size` is zero, or the block would run beyond the highest address of `type`.
  package init?(type: AddressType, from: Identity, size: UInt64) {
    guard size > 0, let to = from.value.advanced(by: size - 1), let last = Identity(type, to) else { return nil }
    self.init(type: type, from: from, to: last)
  }

  /// `mac 02:25:b5:00:00:00 to 02:25:b5:00:00:ff`.
  package init?(utf8: UnsafeBufferPointer<UInt8>) {
    let words = utf8.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false).map { UnsafeBufferPointer(rebasing: $0) }
    guard
      words.count == 4, words[2].elementsEqual("to".utf8), let type = AddressType(utf8: words[0]),
      let from = Identity(type, utf8: words[1]), let to = Identity(type, utf8: words[3])
    else { return nil }
    self.init(type: type, from: from, to: to)
  }

  package var description: String { "\(type) \(first) to \(last)" }

  package var first: Identity { identity(from) }
  package var last: Identity { identity(to) }

  /// How many addresses it holds; `UInt64.max` where there are more.
  package var count: UInt64 {
    let distance = to.distance(above: from)
    return distance == .max ? .max : distance + 1
  }

  /// The address `index` places after the first; `index` is below `count`.
  package func address(at index: UInt64) -> Identity {
    guard let value = from.advanced(by: index), value <= to else { preconditionFailure("no address \(index) in \(self)") }
    return identity(value)
  }

  package func contains(_ value: AddressValue) -> Bool { from <= value && value <= to }
  package func contains(_ identity: Identity) -> Bool { identity.universe == type.universe && contains(identity.value) }

  /// Whether some address lies in both.
  package func overlaps(_ other: AddressBlock) -> Bool {
    type.universe == other.type.universe && from <= other.to && other.from <= to
  }

  private func identity(_ value: AddressValue) -> Identity {
    guard let identity = Identity(type, value) else { preconditionFailure("a block ends at the highest address of its type") }
    return identity
  }

  package static func < (left: AddressBlock, right: AddressBlock) -> Bool {
    (left.type, left.from, left.to) < (right.type, right.from, right.to)
  }
}
