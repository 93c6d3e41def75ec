internal import Documents

/// How a document is laid out, so that what is inserted looks like what is there.
struct XMLLayout {
  private let tape: XMLTape
  private let lineEnd: [UInt8]
  /// What one level is indented by; nil where the document is one line.
  private let unit: [UInt8]?
  private let quote: UInt8

  init(_ tape: XMLTape) {
    self.tape = tape
    let bytes = tape.file.bytes
    let newline = bytes.firstIndex(of: 0x0A)
    lineEnd = newline.map { $0 > 0 && bytes[$0 - 1] == 0x0D } == true ? [0x0D, 0x0A] : [0x0A]
    let attribute = tape.entries.first { $0.isInTag }
    quote = attribute.map { bytes[Int($0.end)] } ?? UInt8(ascii: "\"")
    unit = XMLLayout.unit(of: tape)
  }

  /// The first child of the root that begins its line shows it; two spaces where nothing shows it.
  private static func unit(of tape: XMLTape) -> [UInt8]? {
    let root = tape.entries[tape.rootIndex]
    var child: Int?
    tape.withRoot { $0.forEachChild { if child == nil { child = $0.index } } }
    guard let child else { return [0x20, 0x20] }
    if !tape.file.bytes[Int(root.start)..<Int(root.end)].contains(0x0A) { return nil }
    guard let blank = tape.indentation(before: Int(tape.entries[child].start)) else { return [0x20, 0x20] }
    return Array(tape.file.bytes[blank].dropFirst(tape.indentation(before: Int(root.start))?.count ?? 0))
  }
}

// MARK: Attributes

extension XMLLayout {
  /// Behind the last attribute: each on a line of its own where the others are, else behind a space.
  func splice(adding attributes: [XMLTree.Attribute], to element: Int) -> Splice {
    let present = tape.tagEntries(of: element)
    let blanks = present.map { tape.file.bytes[tape.blankStart(beforeAttribute: $0)..<Int(tape.entries[$0].start)] }
    let oneALine = !blanks.isEmpty && (blanks.count == 1 ? blanks : Array(blanks.dropFirst())).allSatisfy { $0.contains(0x0A) }
    let quote = present.last.map { tape.file.bytes[Int(tape.entries[$0].end)] } ?? quote
    var serializer = XMLSerializer(.init(unit: unit, lineEnd: lineEnd, quote: quote))
    for attribute in attributes { serializer.write(attribute, behind: oneALine ? Array(blanks.last!) : [0x20]) }
    let at = tape.attributesEnd(of: element)
    return Splice(at..<at, serializer.bytes)
  }
}

// MARK: Elements

extension XMLLayout {
  func splices(inserting insertions: [Insertion], into parent: Int, removed: [Range<Int>]) -> [Splice] {
    let start = Int(tape.entries[parent].start)
    precondition(XMLLayout.range(holding: start, of: removed) == nil, "an insertion into an element that is removed")
    let siblings = lastChildren(of: parent, named: Set(insertions.map(\.tree.name)))
    var atEnd: [XMLTree] = []
    var splices: [Splice] = []
    for insertion in insertions {
      guard let sibling = insertion.sibling ?? siblings[insertion.tree.name] else {
        atEnd.append(insertion.tree)
        continue
      }
      splices.append(splice(inserting: insertion.tree, beside: sibling, before: insertion.isBefore, removed: removed))
    }
    return atEnd.isEmpty ? splices : splices + [splice(appending: grouped(atEnd), to: parent, removed: removed)]
  }

  /// Trees of the same name together, in the order of their first.
  private func grouped(_ trees: [XMLTree]) -> [XMLTree] {
    var order: [String: Int] = [:]
    for tree in trees where order[tree.name] == nil { order[tree.name] = order.count }
    return trees.enumerated().sorted { (order[$0.element.name]!, $0.offset) < (order[$1.element.name]!, $1.offset) }.map(\.element)
  }

  private func lastChildren(of parent: Int, named names: Set<String>) -> [String: Int] {
    var last: [String: Int] = [:]
    tape.withElement(at: parent) { element in
      element.forEachChild { child in
        let name = child.name
        if names.contains(name) { last[name] = child.index }
      }
    }
    return last
  }

  private func splice(inserting tree: XMLTree, beside sibling: Int, before: Bool, removed: [Range<Int>]) -> Splice {
    let entry = tape.entries[sibling]
    guard let blank = tape.indentation(before: Int(entry.start)) else {
      let at = Int(before ? entry.start : entry.end)
      return Splice(at..<at, serialized([tree], indentation: nil))
    }
    let at = before ? lineEndBefore(blank.lowerBound) : endOfComments(after: Int(entry.end))
    return Splice(surviving(at, removed), serialized([tree], indentation: Array(tape.file.bytes[blank])))
  }

  /// At the end of the parent's content, which may be nothing yet.
  private func splice(appending trees: [XMLTree], to parent: Int, removed: [Range<Int>]) -> Splice {
    let entry = tape.entries[parent]
    let blank = tape.indentation(before: Int(entry.start))
    let hasLines = unit != nil && (parent == tape.rootIndex || blank != nil)
    let parentIndentation = Array(tape.file.bytes[blank ?? 0..<0])
    let ownIndentation = hasLines ? parentIndentation + unit! : nil
    let children = serialized(trees, indentation: ownIndentation)
    let closing = hasLines ? lineEnd + parentIndentation : []
    if entry.flag {
      let end = Array("</\(tape.withElement(at: parent) { $0.name })>".utf8)
      return Splice(tape.attributesEnd(of: parent)..<Int(entry.end), [UInt8(ascii: ">")] + children + closing + end)
    }
    let contentEnd = tape.contentEnd(of: parent)
    var at = contentEnd
    while at > Int(entry.middle), tape.file.bytes[at - 1].isXMLBlank { at -= 1 }
    if tape.file.bytes[at..<contentEnd].contains(0x0A) {
      let indentation = lastIndentation(in: parent) ?? ownIndentation ?? parentIndentation
      return Splice(surviving(at, removed), serialized(trees, indentation: indentation))
    }
    // Text and tags on one line stay on it.
    let isEmpty = at == Int(entry.middle)
    return Splice(contentEnd..<contentEnd, isEmpty ? children + closing : serialized(trees, indentation: nil))
  }

  /// What the last child or comment of a parent is indented by, if it begins its line.
  private func lastIndentation(in parent: Int) -> [UInt8]? {
    var last: [UInt8]?
    tape.withElement(at: parent) { element in
      element.forEachItem { item in
        let start: Int? =
          switch item {
          case .element(let child): Int(child.range.start)
          case .comment(_, let range): Int(range.start)
          default: nil
          }
        if let start, let blank = tape.indentation(before: start) { last = Array(tape.file.bytes[blank]) }
      }
    }
    return last
  }

  private func serialized(_ trees: [XMLTree], indentation: [UInt8]?) -> [UInt8] {
    var serializer = XMLSerializer(
      .init(unit: indentation == nil ? nil : unit ?? [], lineEnd: lineEnd, quote: quote, indentation: indentation ?? []))
    for tree in trees { serializer.write(tree, onNewLine: indentation != nil) }
    return serializer.bytes
  }
}

// MARK: Places

extension XMLLayout {
  /// The end of the line before the one that starts at `lineStart`.
  private func lineEndBefore(_ lineStart: Int) -> Int {
    guard lineStart > 0 else { return 0 }
    return lineStart - (lineStart > 1 && tape.file.bytes[lineStart - 2] == 0x0D ? 2 : 1)
  }

  /// Behind the comments that end the line of `offset`, which belong to what stands before them.
  private func endOfComments(after offset: Int) -> Int {
    let bytes = tape.file.bytes
    var at = offset
    var end = offset
    while at < bytes.count, bytes[at] != 0x0A {
      if bytes[at].isXMLBlank {
        at += 1
      } else if bytes[at...].starts(with: "<!--".utf8), let close = endOfComment(at: at) {
        (at, end) = (close, close)
      } else {
        return offset
      }
    }
    return end
  }

  /// After the comment that begins at `start`, if it ends on the same line.
  private func endOfComment(at start: Int) -> Int? {
    var at = start + 6
    let bytes = tape.file.bytes
    while at < bytes.count, bytes[at] != 0x0A {
      if bytes[at] == UInt8(ascii: ">"), bytes[at - 1] == UInt8(ascii: "-"), bytes[at - 2] == UInt8(ascii: "-") { return at + 1 }
      at += 1
    }
    return nil
  }

  /// An end of line that is not inside a removed line: before such a line, the end of the one above.
  private func surviving(_ offset: Int, _ removed: [Range<Int>]) -> Range<Int> {
    var at = offset
    while let range = XMLLayout.range(holding: at, of: removed), range.lowerBound < at { at = lineEndBefore(range.lowerBound) }
    return at..<at
  }

  private static func range(holding offset: Int, of ranges: [Range<Int>]) -> Range<Int>? {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(offset) ? ranges[low] : nil
  }
}
