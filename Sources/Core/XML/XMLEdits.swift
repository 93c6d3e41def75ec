package import Documents

/// Changes to an XML text that are collected, and applied once by splicing: every byte that no change touches stays as it is.
///
/// Elements are named by their index in the tape. Changes that contradict one another are a mistake of the program and stop it: the same
/// attribute changed twice, or a change inside an element that is removed.
package struct XMLEdits: Sendable {
  package let tape: XMLTape
  private var splices: [Splice] = []
  private var insertions: [Int: [Insertion]] = [:]
  private var additions: [Int: [XMLTree.Attribute]] = [:]
  private var removed: Set<Int> = []

  package init(to tape: XMLTape) { self.tape = tape }

  package var isEmpty: Bool { splices.isEmpty && insertions.isEmpty && additions.isEmpty && removed.isEmpty }

  /// Sets an attribute in the quotes that it has; one that is not there is added behind the others.
  package mutating func setAttribute(_ name: String, to value: String, of element: Int) {
    guard let attribute = tape.attributeEntry(name, of: element) else {
      precondition(additions[element]?.contains { $0.name == name } != true, "attribute '\(name)' is added twice")
      additions[element, default: []].append(XMLTree.Attribute(name, value))
      return
    }
    guard !tape.value(of: attribute, is: value) else { return }
    let range = Int(tape.entries[attribute].middle)..<Int(tape.entries[attribute].end)
    var bytes: [UInt8] = []
    XMLCharacters.appendAttribute(value, quote: tape.file.bytes[range.upperBound], to: &bytes)
    splices.append(Splice(range, bytes))
  }

  /// Removes an attribute and the white space before it; one that is not there needs no removal.
  package mutating func removeAttribute(_ name: String, of element: Int) {
    guard let attribute = tape.attributeEntry(name, of: element) else { return }
    let range = tape.blankStart(beforeAttribute: attribute)..<(Int(tape.entries[attribute].end) + 1)
    splices.append(Splice(range, []))
  }

  /// Inserts behind the last child of the same name, else at the end of what the parent holds.
  package mutating func insert(_ tree: XMLTree, into parent: Int) {
    insertions[parent, default: []].append(Insertion(tree: tree, sibling: nil, isBefore: false))
  }

  /// Inserts behind a child of `parent`.
  package mutating func insert(_ tree: XMLTree, into parent: Int, after sibling: Int) {
    insertions[parent, default: []].append(Insertion(tree: tree, sibling: sibling, isBefore: false))
  }

  /// Inserts before a child of `parent`.
  package mutating func insert(_ tree: XMLTree, into parent: Int, before sibling: Int) {
    insertions[parent, default: []].append(Insertion(tree: tree, sibling: sibling, isBefore: true))
  }

  /// Removes an element; where it has its lines to itself, they go with it. Comments beside it stay.
  package mutating func remove(_ element: Int) {
    precondition(element != tape.rootIndex, "the root element cannot be removed")
    precondition(removed.insert(element).inserted, "element \(element) is removed twice")
  }

  /// Removes a comment.
  ///
  /// - Parameter range: the whole of it, as `XMLItem` has it.
  package mutating func removeComment(_ range: SourceRange) {
    let isComment = tape.entries.contains { $0.kind == .comment && $0.start == range.start && $0.end == range.end }
    precondition(isComment, "there is no comment at \(range.start)")
    splices.append(Splice(Int(range.start)..<Int(range.end), []))
  }

  /// Replaces what an element without child elements says; comments in it stay.
  package mutating func setText(_ text: String, of element: Int) {
    splices.append(contentsOf: tape.splices(settingText: text, of: element))
  }

  /// The text with all changes made; its cost grows with the text and with the number of changes.
  package func apply() -> [UInt8] {
    let layout = XMLLayout(tape)
    let gone = removed.sorted().map { tape.removalRange(of: $0) }
    var all = splices + gone.map { Splice($0, []) }
    for (element, attributes) in additions.sorted(by: { $0.key < $1.key }) {
      all.append(layout.splice(adding: attributes, to: element))
    }
    for (parent, insertions) in insertions.sorted(by: { $0.key < $1.key }) {
      all.append(contentsOf: layout.splices(inserting: insertions, into: parent, removed: gone))
    }
    return Splice.apply(all, to: tape.file.bytes)
  }
}

/// A tree to insert, and the child beside which it is to stand if that was said.
struct Insertion: Sendable {
  let tree: XMLTree
  let sibling: Int?
  let isBefore: Bool
}

/// Bytes in place of other bytes; with an empty range, bytes between other bytes.
struct Splice: Sendable {
  let range: Range<Int>
  let bytes: [UInt8]

  init(_ range: Range<Int>, _ bytes: [UInt8]) {
    self.range = range
    self.bytes = bytes
  }

  static func apply(_ splices: [Splice], to text: [UInt8]) -> [UInt8] {
    let sorted = splices.enumerated().sorted { left, right in
      let (a, b) = (left.element.range, right.element.range)
      return (a.lowerBound, a.upperBound, left.offset) < (b.lowerBound, b.upperBound, right.offset)
    }.map(\.element)
    var result: [UInt8] = []
    result.reserveCapacity(sorted.reduce(text.count) { $0 + $1.bytes.count })
    var at = 0
    for splice in sorted {
      precondition(splice.range.lowerBound >= at, "two changes touch the same bytes at \(splice.range.lowerBound)")
      result.append(contentsOf: text[at..<splice.range.lowerBound])
      result.append(contentsOf: splice.bytes)
      at = splice.range.upperBound
    }
    result.append(contentsOf: text[at...])
    return result
  }
}
