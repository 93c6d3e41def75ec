/// Where the lines of one text begin: after one pass over the text, each position costs a search.
package struct TextIndex: Sendable {
  private let bytes: [UInt8]
  private let lineStarts: [UInt32]
  /// The characters before each multiple of `stride` bytes; empty for ASCII, where they are the bytes.
  private let characterCounts: [UInt32]

  private static let stride = 512

  package init(_ file: SourceFile) {
    bytes = file.bytes
    lineStarts = Self.lineStarts(of: file)
    characterCounts = file.isASCII ? [] : Self.characterCounts(of: file.bytes)
  }

  /// Line and column of the character at `offset`; offsets beyond the end count as the end.
  package func position(at offset: Int) -> SourcePosition {
    let offset = min(max(offset, 0), bytes.count)
    let line = lineNumber(at: offset)
    let start = min(Int(lineStarts[line]), offset)
    return SourcePosition(line: line + 1, column: characters(before: offset) - characters(before: start) + 1)
  }

  /// The whole line that holds `offset`, without its line end.
  package func line(at offset: Int) -> Range<Int> {
    let line = lineNumber(at: min(max(offset, 0), bytes.count))
    let start = Int(lineStarts[line])
    var end = line + 1 < lineStarts.count ? Int(lineStarts[line + 1]) - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// The last line that begins at or before `offset`, from 0.
  private func lineNumber(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low
  }

  private func characters(before offset: Int) -> Int {
    guard !characterCounts.isEmpty else { return offset }
    let block = offset / Self.stride
    return bytes[block * Self.stride..<offset].reduce(Int(characterCounts[block])) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
  }

  /// A byte order mark is no character of the first line.
  private static func lineStarts(of file: SourceFile) -> [UInt32] {
    var starts: [UInt32] = [file.hasByteOrderMark ? 3 : 0]
    for (index, byte) in file.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(UInt32(index + 1)) }
    return starts
  }

  private static func characterCounts(of bytes: [UInt8]) -> [UInt32] {
    var counts: [UInt32] = [0]
    var start = 0
    while start < bytes.count {
      let block = bytes[start..<min(start + stride, bytes.count)]
      counts.append(block.reduce(counts[counts.count - 1]) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) })
      start += stride
    }
    return counts
  }
}

/// The indexes of the texts that were asked for, each made once.
struct TextIndexes {
  let sources: SourceSet
  private var indexes: [SourceID: TextIndex] = [:]

  init(_ sources: SourceSet) { self.sources = sources }

  mutating func index(of source: SourceID) -> TextIndex {
    if let index = indexes[source] { return index }
    let index = TextIndex(sources[source])
    indexes[source] = index
    return index
  }

  mutating func position(of range: SourceRange) -> (file: String, start: SourcePosition, end: SourcePosition) {
    let index = index(of: range.source)
    return (sources[range.source].path, index.position(at: Int(range.start)), index.position(at: Int(range.end)))
  }
}
