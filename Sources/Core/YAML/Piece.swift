import CLibYAML
import Documents

/// What was read from one stretch of a file that holds whole documents.
struct Piece: Sendable {
  var entries: [NodeTape.Entry]
  /// The scalars that are no stretch of the file; entries count it from the end of the file's bytes.
  var extraText: [UInt8]
  /// How many nodes the aliases added.
  var aliasNodes: Int
  /// And how many bytes of text these have.
  var aliasBytes: Int
  var diagnostics: [Diagnostic]

  static func read(_ range: Range<Int>, of file: SourceFile, as source: SourceID, bounds: YAMLBounds) -> Piece {
    let start = range.lowerBound == 0 && file.hasByteOrderMark ? 3 : range.lowerBound
    return file.bytes.withUnsafeBufferPointer { bytes in
      let cursor = SourceCursor(bytes, isASCII: file.isASCII, origin: start)
      var builder = TapeBuilder(cursor, as: source, bounds: bounds)
      builder.reserve(bytes: range.count)
      var events = EventStream(UnsafeBufferPointer(rebasing: bytes[start..<range.upperBound]))
      reading: while true {
        guard events.advance() else {
          builder.stop(events.failure)
          break reading
        }
        switch builder.add(UnsafePointer(events.event)) {
        case .more: continue
        case .end: break reading
        }
      }
      return builder.finish()
    }
  }
}
