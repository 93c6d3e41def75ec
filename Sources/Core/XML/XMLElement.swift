package import Documents

/// One element of an `XMLTape`, borrowed from it: a few words, no reference counting. Never kept beyond the call that handed it out.
@frozen
package struct XMLElement {
  @usableFromInline let memory: XMLTape.Memory
  @usableFromInline let position: UInt32
  package let source: SourceID

  @inlinable @inline(__always)
  init(memory: XMLTape.Memory, index: Int, source: SourceID) {
    self.memory = memory
    position = UInt32(index)
    self.source = source
  }

  /// The place in the tape, by which the element can be found again (`XMLTape.withElement`) and edited (`XMLEdits`).
  @inlinable @inline(__always) package var index: Int { Int(position) }
  @inlinable @inline(__always) var entry: XMLTape.Entry { memory.entries[index] }

  /// The name as written, with its prefix.
  @inlinable @inline(__always) package var nameBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.bytes + Int(entry.start) + 1, count: entry.nameLength)
  }
  @inlinable package var name: String { String(decoding: nameBytes, as: UTF8.self) }
  @inlinable package var localNameBytes: UnsafeBufferPointer<UInt8> { nameBytes.afterPrefix }
  @inlinable package var localName: String { String(decoding: localNameBytes, as: UTF8.self) }
  @inlinable package func hasName(_ name: StaticString) -> Bool { nameBytes.equals(name) }
  @inlinable package func hasLocalName(_ name: StaticString) -> Bool { localNameBytes.equals(name) }
  @inlinable @inline(__always) package var namespace: XMLNamespace { XMLNamespace(id: UInt16(entry.namespace)) }

  /// `<a …/>`: there is no content and no end tag.
  @inlinable @inline(__always) package var isSelfClosing: Bool { entry.flag }
  /// From `<` of the start tag to after `>` of the end tag.
  @inlinable package var range: SourceRange { range(Int(entry.start), Int(entry.end)) }
  @inlinable package var startTagRange: SourceRange { range(Int(entry.start), Int(entry.middle)) }
  @inlinable package var nameRange: SourceRange { range(Int(entry.start) + 1, Int(entry.start) + 1 + entry.nameLength) }

  /// Between the tags; empty behind a self-closing tag.
  package var contentRange: SourceRange {
    if isSelfClosing { return range(Int(entry.middle), Int(entry.middle)) }
    var end = Int(entry.end) - 1
    while memory.bytes[end] != UInt8(ascii: "<") { end -= 1 }
    return range(Int(entry.middle), end)
  }

  @inlinable
  func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(source: source, start: start, end: end) }

  /// Calls `body` with each attribute in the order of the text; namespace declarations are not among them.
  @inlinable @inline(__always)
  package func forEachAttribute<Failure: Error>(_ body: (XMLAttribute) throws(Failure) -> Void) throws(Failure) {
    var index = self.index + 1
    let end = Int(entry.link)
    while index < end, memory.entries[index].isInTag {
      if memory.entries[index].kind == .attribute { try body(XMLAttribute(memory: memory, index: index, source: source)) }
      index += 1
    }
  }

  /// The attribute that is written with this name (and prefix).
  @inlinable
  package func attribute(_ name: StaticString) -> XMLAttribute? { attribute { $0.equals(name) } }

  package func attribute(named name: String) -> XMLAttribute? { attribute { $0.elementsEqual(name.utf8) } }

  @inlinable
  func attribute(where isMatch: (UnsafeBufferPointer<UInt8>) -> Bool) -> XMLAttribute? {
    var index = self.index + 1
    let end = Int(entry.link)
    while index < end, memory.entries[index].isInTag {
      let attribute = XMLAttribute(memory: memory, index: index, source: source)
      if memory.entries[index].kind == .attribute, isMatch(attribute.nameBytes) { return attribute }
      index += 1
    }
    return nil
  }

  /// How many child elements there are.
  package var childCount: Int {
    var count = 0
    forEachChild { _ in count += 1 }
    return count
  }

  /// Calls `body` with each child element.
  @inlinable @inline(__always)
  package func forEachChild<Failure: Error>(_ body: (XMLElement) throws(Failure) -> Void) throws(Failure) {
    var index = self.index + 1
    let end = Int(entry.link)
    while index < end {
      guard memory.entries[index].kind == .element else {
        index += 1
        continue
      }
      try body(XMLElement(memory: memory, index: index, source: source))
      index = Int(memory.entries[index].link)
    }
  }

  /// The first child element that is written with this name (and prefix).
  @inlinable
  package func firstChild(named name: StaticString) -> XMLElement? {
    var index = self.index + 1
    let end = Int(entry.link)
    while index < end {
      guard memory.entries[index].kind == .element else {
        index += 1
        continue
      }
      let child = XMLElement(memory: memory, index: index, source: source)
      if child.hasName(name) { return child }
      index = Int(memory.entries[index].link)
    }
    return nil
  }
}

extension UnsafeBufferPointer<UInt8> {
  @inlinable
  func equals(_ expected: StaticString) -> Bool {
    guard count == expected.utf8CodeUnitCount else { return false }
    for index in 0..<count where self[index] != expected.utf8Start[index] { return false }
    return true
  }

  /// Without everything up to the first colon.
  @inlinable var afterPrefix: UnsafeBufferPointer<UInt8> {
    guard let colon = firstIndex(of: UInt8(ascii: ":")) else { return self }
    return UnsafeBufferPointer(rebasing: self[(colon + 1)...])
  }
}
