/// Puts a tape together from pieces of others: every entry keeps the place where it was really written, whichever text that is.
package struct TapeSplicer: Sendable {
  /// A tape whose pieces are taken, as the splicer knows it.
  package struct Input: Sendable {
    /// How far its text lies behind in ours, in bytes.
    fileprivate let shift: Int
    /// What is taken from it is there because something builds on it.
    package let isInherited: Bool
  }

  /// Tapes of one source share its text; a merged tape has its own.
  private enum Text: Hashable {
    case source(SourceID)
    case tape(Int)
  }

  private var entries: [NodeTape.Entry] = []
  private var writings: [NodeTape.Writing] = []
  private var text: [UInt8] = []
  private var shifts: [Text: Int] = [:]
  private let isCompact: Bool

  /// - Parameter isCompact: takes over only the texts that its entries use; for small tapes of large sources.
  package init(isCompact: Bool = false) { self.isCompact = isCompact }

  package var isEmpty: Bool { entries.isEmpty }
  /// The index of the entry that comes next.
  package var position: Int { entries.count }

  /// - Parameter number: tells merged tapes apart.
  package mutating func input(_ tape: NodeTape, number: Int, isInherited: Bool = false) -> Input {
    if isCompact { return Input(shift: 0, isInherited: isInherited) }
    let key = tape.writings.isEmpty ? Text.source(tape.source) : .tape(number)
    if let shift = shifts[key] { return Input(shift: shift, isInherited: isInherited) }
    let shift = text.count
    // The first text is shared, not copied.
    if text.isEmpty { text = tape.text } else { text += tape.text }
    precondition(text.count <= Int(UInt32.max), "the texts of a merged tape take less than 4 GiB")
    shifts[key] = shift
    return Input(shift: shift, isInherited: isInherited)
  }

  /// Takes over a node with all below it.
  package mutating func append(_ node: Node, of input: Input) {
    let first = node.index
    let moved = entries.count - first
    for index in first..<node.nextIndex {
      let from = node.at(index)
      if isCompact, from.isScalar {
        entries.append(from.entry.moved(to: text.count))
        text += from.bytes
      } else {
        entries.append(from.entry.moved(text: input.shift, by: moved))
      }
      writings.append(NodeTape.Writing(from.source, isInherited: input.isInherited || from.isInherited))
    }
  }

  /// Begins a collection like `node`, without what is in it; the index by which to close it.
  package mutating func open(_ node: Node, of input: Input, as kind: NodeTape.Kind? = nil) -> Int {
    let range = node.range
    entries.append(NodeTape.Entry(kind ?? node.kind, count: 0, payload: 0, start: Int(range.start), end: Int(range.end)))
    writings.append(NodeTape.Writing(range.source, isInherited: input.isInherited || node.isInherited))
    return entries.count - 1
  }

  /// Ends a collection; keys and values count one each.
  package mutating func close(_ index: Int, children: Int) {
    entries[index].close(children: children, subtreeEnd: entries.count, end: entries[index].sourceEnd)
  }

  /// `source` is what the tape is known by as a whole.
  package consuming func finish(source: SourceID) -> NodeTape {
    NodeTape(source: source, entries: entries, text: text, writings: writings)
  }
}

extension NodeTape.Entry {
  /// A scalar whose text begins there.
  fileprivate func moved(to textStart: Int) -> NodeTape.Entry {
    NodeTape.Entry(kind, count: count, payload: textStart, start: sourceStart, end: sourceEnd)
  }

  fileprivate func moved(text shift: Int, by distance: Int) -> NodeTape.Entry {
    NodeTape.Entry(
      kind, count: count, payload: isScalar ? textStart + shift : subtreeEnd + distance, start: sourceStart, end: sourceEnd)
  }
}
