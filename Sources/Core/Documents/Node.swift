/// One value of a `NodeTape`, borrowed from it: five words, no reference counting. Never kept beyond the call that handed it out.
@frozen
package struct Node {
  @usableFromInline let entries: UnsafePointer<NodeTape.Entry>
  @usableFromInline let text: UnsafePointer<UInt8>
  /// Nil where all is from one source.
  @usableFromInline let writings: UnsafePointer<NodeTape.Writing>?
  @usableFromInline let position: UInt32
  @usableFromInline let tapeSource: SourceID

  @inlinable
  init(
    entries: UnsafePointer<NodeTape.Entry>, text: UnsafePointer<UInt8>, writings: UnsafePointer<NodeTape.Writing>?, index: Int,
    tapeSource: SourceID
  ) {
    self.entries = entries
    self.text = text
    self.writings = writings
    self.position = UInt32(index)
    self.tapeSource = tapeSource
  }

  /// The place in the tape, by which the node can be found again (`NodeTape.withNode`).
  @inlinable @inline(__always) package var index: Int { Int(position) }
  @inlinable @inline(__always) var entry: NodeTape.Entry { entries[index] }
  @inlinable @inline(__always) package var kind: NodeTape.Kind { entry.kind }
  @inlinable @inline(__always) package var isScalar: Bool { entry.isScalar }
  @inlinable @inline(__always) package var isMapping: Bool { entry.isMapping }
  @inlinable @inline(__always) package var isSequence: Bool { entry.isSequence }
  /// A scalar without quotes.
  @inlinable @inline(__always) package var isPlain: Bool { entry.isPlain }
  /// Pairs of a mapping count as two.
  @inlinable @inline(__always) package var count: Int { entry.count }
  /// The text that it was written in.
  @inlinable package var source: SourceID { writings.map { $0[index].source } ?? tapeSource }
  /// Whether it comes from what its document builds on, such as a profile's template.
  @inlinable package var isInherited: Bool { writings.map { $0[index].isInherited } ?? false }
  @inlinable package var range: SourceRange {
    SourceRange(source: source, start: entry.sourceStart, end: entry.sourceEnd)
  }

  @inlinable @inline(__always)
  func at(_ index: Int) -> Node {
    Node(entries: entries, text: text, writings: writings, index: index, tapeSource: tapeSource)
  }

  /// The index of the sibling that follows.
  @inlinable @inline(__always) package var nextIndex: Int { isScalar ? index + 1 : entry.subtreeEnd }

  /// The text of a scalar, as bytes.
  @inlinable @inline(__always) package var bytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: text + entry.textStart, count: entry.count)
  }
  @inlinable package var string: String { String(decoding: bytes, as: UTF8.self) }

  @inlinable
  package func hasText(_ expected: StaticString) -> Bool {
    let bytes = bytes
    guard bytes.count == expected.utf8CodeUnitCount else { return false }
    for index in 0..<bytes.count where bytes[index] != expected.utf8Start[index] { return false }
    return true
  }

  /// `~`, `null` or nothing at all, without quotes.
  @inlinable package var isNull: Bool {
    guard entry.isPlain else { return false }
    return switch entry.count {
    case 0: true
    case 1: hasText("~")
    case 4: hasText("null") || hasText("Null") || hasText("NULL")
    default: false
    }
  }

  /// Calls `body` with each key and value of a mapping, in the order of the text.
  @inlinable @inline(__always)
  package func forEachPair(_ body: (Node, Node) -> Void) {
    guard entry.isMapping else { return }
    var index = self.index + 1
    let end = entry.subtreeEnd
    while index < end {
      let key = at(index)
      let value = at(key.nextIndex)
      body(key, value)
      index = value.nextIndex
    }
  }

  /// Calls `body` with each item of a sequence.
  @inlinable @inline(__always)
  package func forEachItem(_ body: (Node) -> Void) {
    guard entry.isSequence else { return }
    var index = self.index + 1
    let end = entry.subtreeEnd
    while index < end {
      let item = at(index)
      body(item)
      index = item.nextIndex
    }
  }

  /// The value of `key` in a mapping.
  package func value(_ key: String) -> Node? { self.key(key).map { at($0.nextIndex) } }

  /// The key node of `key` in a mapping.
  package func key(_ key: String) -> Node? {
    guard isMapping else { return nil }
    var index = self.index + 1
    while index < entry.subtreeEnd {
      let candidate = at(index)
      if candidate.isScalar, candidate.isSpelt(key) { return candidate }
      index = at(candidate.nextIndex).nextIndex
    }
    return nil
  }

  /// Whether a scalar has this text, which is ASCII if it is known to weft.
  private func isSpelt(_ text: String) -> Bool { entry.count == text.utf8.count && bytes.elementsEqual(text.utf8) }

  package func item(at position: Int) -> Node? {
    var found: Node?
    var at = 0
    forEachItem { item in
      if at == position { found = item }
      at += 1
    }
    return found
  }
}
