import CLibYAML

/// Turns libyaml's marks, which count characters, into byte offsets of the file: free for ASCII, else one walk over the text in all.
struct SourceCursor {
  let bytes: UnsafeBufferPointer<UInt8>
  private let isASCII: Bool
  /// Where the characters are counted from.
  let origin: Int
  private var character = 0
  private var offset: Int

  /// Marks count from `origin`, a byte offset.
  init(_ bytes: UnsafeBufferPointer<UInt8>, isASCII: Bool, origin: Int) {
    self.bytes = bytes
    self.isASCII = isASCII
    self.origin = origin
    offset = origin
  }

  /// The same cursor, to begin anew.
  func fromOrigin() -> SourceCursor { SourceCursor(bytes, isASCII: isASCII, origin: origin) }

  @inline(__always)
  mutating func offset(of mark: yaml_mark_t) -> Int { offset(of: mark.index) }

  @inline(__always)
  mutating func offset(of index: Int) -> Int {
    if isASCII { return min(origin + index, bytes.count) }
    return walk(to: index)
  }

  /// Marks come in the order of the text; a step back is short.
  private mutating func walk(to index: Int) -> Int {
    while character + 8 <= index, offset + 8 <= bytes.count {
      let word = UnsafeRawBufferPointer(bytes).loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard word & 0x8080_8080_8080_8080 == 0 else { break }
      character += 8
      offset += 8
    }
    while character < index, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      character += 1
    }
    while character > index, offset > origin {
      offset -= 1
      while offset > origin, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      character -= 1
    }
    return offset
  }
}
