package import Documents

/// One attribute of an `XMLElement`, borrowed from the tape as the element is.
@frozen
package struct XMLAttribute {
  @usableFromInline let memory: XMLTape.Memory
  @usableFromInline let position: UInt32
  package let source: SourceID

  @inlinable @inline(__always)
  init(memory: XMLTape.Memory, index: Int, source: SourceID) {
    self.memory = memory
    position = UInt32(index)
    self.source = source
  }

  @inlinable @inline(__always) package var index: Int { Int(position) }
  @inlinable @inline(__always) var entry: XMLTape.Entry { memory.entries[index] }

  /// The name as written, with its prefix.
  @inlinable @inline(__always) package var nameBytes: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.bytes + Int(entry.start), count: entry.nameLength)
  }
  @inlinable package var name: String { String(decoding: nameBytes, as: UTF8.self) }
  @inlinable package var localName: String { String(decoding: nameBytes.afterPrefix, as: UTF8.self) }
  @inlinable package func hasName(_ name: StaticString) -> Bool { nameBytes.equals(name) }
  @inlinable @inline(__always) package var namespace: XMLNamespace { XMLNamespace(id: UInt16(entry.namespace)) }

  /// The value as meant: references replaced, line ends and tabs turned into spaces as XML demands.
  @inlinable @inline(__always) package var bytes: UnsafeBufferPointer<UInt8> {
    guard entry.flag else {
      return UnsafeBufferPointer(start: memory.bytes + Int(entry.middle), count: Int(entry.end) - Int(entry.middle))
    }
    let start = memory.decoded + Int(entry.link)
    var length = 0
    while start[length] != 0 { length += 1 }
    return UnsafeBufferPointer(start: start, count: length)
  }
  @inlinable package var string: String { String(decoding: bytes, as: UTF8.self) }
  @inlinable package func hasValue(_ value: StaticString) -> Bool { bytes.equals(value) }

  /// From the name to after the closing quote.
  @inlinable package var range: SourceRange { range(Int(entry.start), Int(entry.end) + 1) }
  @inlinable package var nameRange: SourceRange { range(Int(entry.start), Int(entry.start) + entry.nameLength) }
  /// The raw value, inside the quotes.
  @inlinable package var valueRange: SourceRange { range(Int(entry.middle), Int(entry.end)) }

  @inlinable
  func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(source: source, start: start, end: end) }
}
