/// One text that was read: its bytes under the name the user knows it by.
package final class SourceFile: Sendable {
  /// As the user wrote it, or relative to what the user named; `<stdin>` for standard input.
  package let path: String
  package let bytes: [UInt8]
  /// In an ASCII text a byte offset is also a character offset, which spares a count.
  package let isASCII: Bool
  /// Which of the layers of manifests it belongs to, from 0: a later one patches an earlier one.
  package let layer: Int

  package init(path: String, bytes: [UInt8], layer: Int = 0) {
    self.path = path
    self.bytes = bytes
    self.layer = layer
    self.isASCII = bytes.withUnsafeBytes(Self.isASCII)
  }

  /// The three bytes with which some editors begin a UTF-8 text.
  package var hasByteOrderMark: Bool { bytes.starts(with: [0xEF, 0xBB, 0xBF]) }

  /// Eight bytes at a time.
  private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var seen: UInt64 = 0
    let words = bytes.count / 8
    for word in 0..<words { seen |= bytes.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self) }
    return seen & 0x8080_8080_8080_8080 == 0 && bytes[(words * 8)...].allSatisfy { $0 < 0x80 }
  }
}

/// Which text of a `SourceSet`.
package struct SourceID: Hashable, Sendable, Comparable {
  package let index: UInt32

  package init(_ index: Int) { self.index = UInt32(index) }

  package static func < (left: SourceID, right: SourceID) -> Bool { left.index < right.index }
}

/// A stretch of a text, in bytes: `start..<end`.
package struct SourceRange: Hashable, Sendable, Comparable {
  package var source: SourceID
  package var start: UInt32
  package var end: UInt32

  @inlinable
  package init(source: SourceID, start: Int, end: Int) {
    self.source = source
    self.start = UInt32(start)
    self.end = UInt32(max(start, end))
  }

  package var isEmpty: Bool { start == end }

  package static func < (left: SourceRange, right: SourceRange) -> Bool {
    (left.source, left.start, left.end) < (right.source, right.start, right.end)
  }
}

/// Line and column, both from 1; the column counts characters (Unicode scalars), as editors do.
package struct SourcePosition: Hashable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

extension SourceFile {
  /// Counts from the start of the text, a byte order mark aside; for many positions in one text see `TextIndex`.
  package func position(at offset: Int) -> SourcePosition {
    var line = 1
    var lineStart = min(hasByteOrderMark ? 3 : 0, offset)
    let stop = min(offset, bytes.count)
    for index in 0..<stop where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    let column = bytes[lineStart..<stop].reduce(1) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    return SourcePosition(line: line, column: column)
  }

  /// The whole line that holds `offset`, without its line end.
  package func line(at offset: Int) -> Range<Int> {
    let stop = min(offset, bytes.count)
    var start = stop
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    var end = stop
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The text of `range`, with anything that is not UTF-8 replaced.
  package func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }
}

/// All the texts of one run, and the trees read from them.
package struct SourceSet: Sendable {
  package private(set) var files: [SourceFile] = []

  package init() {}

  @discardableResult
  package mutating func add(_ file: SourceFile) -> SourceID {
    files.append(file)
    return SourceID(files.count - 1)
  }

  package subscript(id: SourceID) -> SourceFile { files[Int(id.index)] }
}
