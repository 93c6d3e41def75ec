import CLibYAML
import Documents

/// What libyaml's marks leave open about the extent of a node.
extension TapeBuilder {
  /// The value begins behind its anchor and its tag; the tag is refused.
  mutating func skipProperties(from start: Int, to limit: Int, tag: UnsafePointer<UInt8>?) -> Int {
    let bytes = cursor.bytes
    var at = start
    while at < limit {
      switch bytes[at] {
      case UInt8(ascii: "&"): at = end(ofAnchorAt: at, to: limit)
      case UInt8(ascii: "!"):
        let end = end(ofTagAt: at, to: limit)
        if tag != nil { report(.tag(String(decoding: bytes[at..<end], as: UTF8.self), at: range(at, end))) }
        at = end
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): at += 1
      case UInt8(ascii: "#"): at = bytes.firstIndex(of: UInt8(ascii: "\n"), from: at) ?? limit
      default: return at
      }
    }
    return limit
  }

  /// libyaml's anchors are of letters, digits, `-` and `_`.
  private func end(ofAnchorAt start: Int, to limit: Int) -> Int {
    var end = start + 1
    while end < limit {
      switch cursor.bytes[end] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"):
        end += 1
      default: return end
      }
    }
    return limit
  }

  /// Tags reach to the next blank, line end or mark of a flow collection.
  private func end(ofTagAt start: Int, to limit: Int) -> Int {
    let bytes = cursor.bytes
    var end = start + 1
    while end < limit, !" \t\r\n,[]{}".utf8.contains(bytes[end]) { end += 1 }
    return end
  }

  /// A block scalar ends with its last line that holds something: libyaml ends it at the next thing that is less indented.
  func trimmedEnd(from start: Int, to end: Int) -> Int {
    var end = end
    while end > start, " \t\r\n".utf8.contains(cursor.bytes[end - 1]) { end -= 1 }
    return end
  }
}
