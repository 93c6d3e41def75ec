/// A structured text as one flat array in document order, each entry sixteen bytes: no object per scalar, no string until one is asked for.
///
/// A mapping's children are its keys and values in turn. An entry knows where its subtree ends, so that skipping costs nothing.
package struct NodeTape: Sendable {
  package enum Kind: UInt8, Sendable {
    case document, mapping, sequence
    /// Without quotes: what it means (a number, `true`, nothing) is for the reader of the value to say.
    case plain
    /// In quotes or a block: always a string.
    case quoted
  }

  @frozen
  package struct Entry: Sendable {
    /// Kind in the low three bits; above them the length of the text (scalars) or the number of children (collections).
    @usableFromInline var head: UInt32
    /// Scalars: where the text begins in `text`. Collections: the index after the subtree.
    @usableFromInline var payload: UInt32
    /// Where it begins and ends in the source, in bytes.
    @usableFromInline var start: UInt32
    @usableFromInline var end: UInt32

    @inlinable @inline(__always)
    package init(_ kind: Kind, count: Int, payload: Int, start: Int, end: Int) {
      head = UInt32(count) << 3 | UInt32(kind.rawValue)
      self.payload = UInt32(payload)
      self.start = UInt32(start)
      self.end = UInt32(end)
    }

    @inlinable package var kind: Kind { Kind(rawValue: UInt8(head & 7)).unsafelyUnwrapped }
    @inlinable package var count: Int { Int(head >> 3) }
    @inlinable package var isScalar: Bool { head & 7 >= 3 }
    // To compare the kinds themselves is a call from another module.
    @inlinable package var isMapping: Bool { head & 7 == UInt32(Kind.mapping.rawValue) }
    @inlinable package var isSequence: Bool { head & 7 == UInt32(Kind.sequence.rawValue) }
    @inlinable package var isPlain: Bool { head & 7 == UInt32(Kind.plain.rawValue) }
    /// The index after the subtree of a collection.
    @inlinable package var subtreeEnd: Int {
      get { Int(payload) }
      set { payload = UInt32(newValue) }
    }
    @inlinable package var textStart: Int { Int(payload) }
    @inlinable package var sourceStart: Int { Int(start) }
    @inlinable package var sourceEnd: Int { Int(end) }
    @inlinable package mutating func close(children: Int, subtreeEnd: Int, end: Int) {
      head = UInt32(children) << 3 | (head & 7)
      payload = UInt32(subtreeEnd)
      self.end = UInt32(end)
    }
  }

  /// Where an entry of a merged tape was really written.
  @frozen
  package struct Writing: Hashable, Sendable {
    package let source: SourceID
    /// It is there because what was merged builds on it, such as a profile on its template.
    package let isInherited: Bool

    @inlinable
    package init(_ source: SourceID, isInherited: Bool = false) {
      self.source = source
      self.isInherited = isInherited
    }
  }

  /// The longest text of one scalar, and the most children of one collection: what fits in an entry.
  package static let countLimit = 1 << 29 - 1

  package let source: SourceID
  package var entries: [Entry]
  /// The bytes of the source, then the scalars whose value is not a stretch of the source (escapes, folded lines);
  /// in a merged tape, those of one source after the other.
  package var text: [UInt8]
  /// One for each entry of a merged tape; empty in a tape that was read from one source.
  package let writings: [Writing]

  package init(source: SourceID, entries: [Entry] = [], text: [UInt8], writings: [Writing] = []) {
    precondition(writings.isEmpty || writings.count == entries.count, "each entry of a merged tape has its source")
    self.source = source
    self.entries = entries
    self.text = text
    self.writings = writings
  }

  /// Calls `body` with each document's node, in order; the nodes are valid during the call only.
  @inlinable
  package func forEachDocument<Failure: Error>(_ body: (Node) throws(Failure) -> Void) throws(Failure) {
    var failure: Failure?
    withFirst { first in
      guard let first else { return }
      var index = 0
      while index < entries.count {
        let document = first.at(index)
        do throws(Failure) {
          if document.count > 0 { try body(first.at(index + 1)) }
        } catch {
          failure = error
          return
        }
        index = document.nextIndex
      }
    }
    if let failure { throw failure }
  }

  /// Calls `body` with the node of the entry at `index`; it is valid during the call only.
  @inlinable
  package func withNode<Result>(at index: Int, _ body: (Node) -> Result) -> Result {
    precondition(index < entries.count, "no entry \(index) in this tape")
    return withFirst { body($0!.at(index)) }
  }

  /// Whether the value of this place below the entry at `index` is inherited.
  package func isInherited(_ range: SourceRange, at index: Int) -> Bool {
    withNode(at: index) { node in
      (node.index..<node.nextIndex).contains { node.at($0).isInherited && node.at($0).range == range }
    }
  }

  /// Nil where the tape is empty.
  @inlinable
  func withFirst<Result>(_ body: (Node?) -> Result) -> Result {
    entries.withUnsafeBufferPointer { entries in
      text.withUnsafeBufferPointer { text in
        writings.withUnsafeBufferPointer { writings in
          guard let base = entries.baseAddress, let textBase = text.baseAddress, !entries.isEmpty else { return body(nil) }
          let sources = writings.isEmpty ? nil : writings.baseAddress
          return body(Node(entries: base, text: textBase, writings: sources, index: 0, tapeSource: source))
        }
      }
    }
  }
}
