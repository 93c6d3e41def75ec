internal import Documents

internal import func Glibc.memchr

/// What is made sure of before libxml2 sees a text: its encoding, its size, and that no start tag is absurd.
struct Preamble {
  /// After a byte order mark.
  let start: Int
  /// After the XML declaration, or `start` where there is none.
  let declarationEnd: Int

  struct Refusal: Error { let diagnostic: Diagnostic }

  init(of file: SourceFile, as source: SourceID, bounds: XMLBounds) throws(Refusal) {
    let bytes = file.bytes
    func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(source: source, start: start, end: min(end, bytes.count)) }

    if bytes.count > bounds.size {
      throw Refusal(diagnostic: .bound("size", bounds.size, "the text has \(bytes.count) bytes", at: range(0, 0)))
    }
    if let name = Preamble.wideEncoding(of: bytes) { throw Refusal(diagnostic: .encoding(name, at: range(0, 2))) }

    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let declaration = XMLDeclaration(bytes, from: start)
    declarationEnd = declaration?.end ?? start
    var isASCII = false
    if let encoding = declaration?.encoding {
      let name = String(decoding: bytes[encoding], as: UTF8.self)
      isASCII = ["us-ascii", "ascii"].contains(name.lowercased())
      if !isASCII, !["utf-8", "utf8"].contains(name.lowercased()) {
        throw Refusal(diagnostic: .encoding(name, at: range(encoding.lowerBound, encoding.upperBound)))
      }
    }
    if !file.isASCII {
      let wrong = isASCII ? bytes[start...].firstIndex { $0 >= 0x80 } : Preamble.firstInvalidUTF8(bytes)
      if let wrong { throw Refusal(diagnostic: .notInEncoding(isASCII ? "ASCII" : "UTF-8", bytes[wrong], at: range(wrong, wrong + 1))) }
    }
    if let null = bytes.withUnsafeBufferPointer({ $0.offset(of: 0, from: 0) }) {
      throw Refusal(diagnostic: .syntax("a NUL byte, which XML does not allow", at: range(null, null + 1)))
    }
    if let tag = bytes.withUnsafeBufferPointer({ Preamble.tag(in: $0, withMoreThan: bounds.attributes) }) {
      throw Refusal(diagnostic: .bound("attributes", bounds.attributes, "this element has more", at: range(tag, tag + 1)))
    }
  }

  /// Encodings of two or four bytes a character, and EBCDIC, by the first bytes (XML 1.0, appendix F).
  private static func wideEncoding(of bytes: [UInt8]) -> String? {
    guard bytes.count >= 2 else { return nil }
    return switch (bytes[0], bytes[1]) {
    case (0xFE, 0xFF), (0xFF, 0xFE), (0, UInt8(ascii: "<")), (UInt8(ascii: "<"), 0): "UTF-16"
    case (0, 0): "UTF-32"
    case (0x4C, 0x6F): "EBCDIC"
    default: nil
    }
  }

  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        at += 1
        continue
      }
      let length = byte < 0xC2 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : byte < 0xF5 ? 4 : 0
      guard length > 0, at + length <= bytes.count else { return at }
      for next in (at + 1)..<(at + length) where bytes[next] & 0xC0 != 0x80 { return at }
      switch (byte, bytes[at + 1]) {
      case (0xE0, ..<0xA0), (0xED, 0xA0...), (0xF0, ..<0x90), (0xF4, 0x90...): return at
      default: at += length
      }
    }
    return nil
  }

  /// The `<` of a start tag that has more attributes than `limit`.
  ///
  /// libxml2 compares every attribute of a tag with every other before it calls back: a million of them would take minutes.
  private static func tag(in text: UnsafeBufferPointer<UInt8>, withMoreThan limit: Int) -> Int? {
    let shortestAttribute = 5
    var at = 0
    while let open = text.offset(of: UInt8(ascii: "<"), from: at) {
      if text.hasBytes("<!--", at: open) {
        at = text.offset(of: "-->", from: open + 4) ?? text.count
      } else if text.hasBytes("<![CDATA[", at: open) {
        at = text.offset(of: "]]>", from: open + 9) ?? text.count
      } else {
        at = text.offset(of: UInt8(ascii: "<"), from: open + 1) ?? text.count
        if at - open > limit * shortestAttribute, attributeCount(of: text, from: open + 1, to: at) > limit { return open }
      }
    }
    return nil
  }

  private static func attributeCount(of text: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    var count = 0
    var at = start
    while at < end, text[at] != UInt8(ascii: ">") {
      if text[at] == UInt8(ascii: "\"") || text[at] == UInt8(ascii: "'") {
        count += 1
        at = text.offset(of: text[at], from: at + 1) ?? end
      }
      at += 1
    }
    return count
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Where `byte` is found next.
  func offset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  func offset(of sequence: StaticString, from start: Int) -> Int? {
    var at = start
    while let found = offset(of: sequence.utf8Start[0], from: at) {
      if hasBytes(sequence, at: found) { return found }
      at = found + 1
    }
    return nil
  }

  func hasBytes(_ sequence: StaticString, at start: Int) -> Bool {
    guard start + sequence.utf8CodeUnitCount <= count else { return false }
    for index in 0..<sequence.utf8CodeUnitCount where self[start + index] != sequence.utf8Start[index] { return false }
    return true
  }
}
