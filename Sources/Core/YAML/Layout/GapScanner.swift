/// Reads what stands between scalars: comments, dashes, blank lines. Every `#` there begins a comment.
struct GapScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var offset: Int
  private(set) var comments: [YAMLLayout.Comment] = []
  private(set) var dashes: [YAMLLayout.Dash] = []
  /// A sign that belongs to none of these.
  var oddSign: Int?
  private var hasBlankLine = false
  /// Something stands on this line already.
  private var lineIsBegun = false
  private var lineStart: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) {
    self.bytes = bytes
    offset = start
    lineStart = start
  }

  /// Whether a blank line was passed since this was last asked, or since a comment or a dash.
  mutating func takeBlankLine() -> Bool {
    defer { hasBlankLine = false }
    return hasBlankLine
  }

  /// Passes over a scalar or a bracket.
  mutating func skip(to end: Int) {
    guard end > offset else { return }
    if let lineEnd = bytes[offset..<end].lastIndex(of: UInt8(ascii: "\n")) { lineStart = lineEnd + 1 }
    offset = end
    lineIsBegun = end > lineStart
    hasBlankLine = false
  }

  mutating func scan(to end: Int, inFlow: Bool) {
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: "\n"):
        if !lineIsBegun { hasBlankLine = true }
        lineIsBegun = false
        lineStart = offset + 1
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      case UInt8(ascii: "#"):
        comment()
        continue
      case UInt8(ascii: "&"):
        lineIsBegun = true
        while offset + 1 < end, isAnchorByte(bytes[offset + 1]) { offset += 1 }
      case UInt8(ascii: "-") where !inFlow:
        lineIsBegun = true
        dashes.append(YAMLLayout.Dash(offset: offset, isAfterBlankLine: takeBlankLine()))
      case UInt8(ascii: ":"): lineIsBegun = true
      case UInt8(ascii: ",") where inFlow: lineIsBegun = true
      default:
        lineIsBegun = true
        if oddSign == nil { oddSign = offset }
      }
      offset += 1
    }
  }

  private mutating func comment() {
    let start = offset
    let lineEnd = bytes.firstIndex(of: UInt8(ascii: "\n"), from: start) ?? bytes.count
    var end = lineEnd
    while end > start, " \t\r".utf8.contains(bytes[end - 1]) { end -= 1 }
    comments.append(
      YAMLLayout.Comment(
        range: start..<end, column: start - lineStart, isOwnLine: !lineIsBegun, isAfterBlankLine: takeBlankLine()))
    lineIsBegun = true
    offset = lineEnd
  }
}
