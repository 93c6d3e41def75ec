/// Writes JSON as it is told, member by member, in the order it is told: stable key order, explicit null, no tree.
package struct JSONWriter: Sendable {
  package private(set) var bytes: [UInt8] = []
  /// Whether the next value at this depth needs a comma before it.
  private var needsComma: [Bool] = [false]
  private let indent: Bool

  /// `pretty` puts each member on a line of its own; else the text is one line.
  package init(pretty: Bool = false) { indent = pretty }

  package mutating func object(_ body: (inout JSONWriter) -> Void) { collection("{", "}", body) }
  package mutating func array(_ body: (inout JSONWriter) -> Void) { collection("[", "]", body) }

  package mutating func array<Items: Sequence>(_ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void) {
    array { writer in for item in items { body(&writer, item) } }
  }

  /// Names the value that is written next.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if indent { bytes.append(UInt8(ascii: " ")) }
    needsComma[needsComma.count - 1] = false
  }

  package mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  package mutating func integer<Number: BinaryInteger>(_ value: Number) { raw(String(value)) }
  package mutating func bool(_ value: Bool) { raw(value ? "true" : "false") }
  package mutating func null() { raw("null") }

  /// Text that is JSON already.
  package mutating func raw(_ json: String) {
    separate()
    bytes.append(contentsOf: json.utf8)
  }

  package mutating func raw(bytes json: some Collection<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  package mutating func optional<Value>(_ value: Value?, _ write: (inout JSONWriter, Value) -> Void) {
    if let value { write(&self, value) } else { null() }
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  private mutating func collection(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma.append(false)
    body(&self)
    let hadMembers = needsComma.removeLast()
    if hadMembers { newLine() }
    bytes.append(UInt8(ascii: close))
  }

  private mutating func separate() {
    if needsComma[needsComma.count - 1] { bytes.append(UInt8(ascii: ",")) }
    let afterKey = bytes.last == UInt8(ascii: ":") || (indent && bytes.last == UInt8(ascii: " "))
    if needsComma.count > 1, !afterKey { newLine() }
    needsComma[needsComma.count - 1] = true
  }

  private mutating func newLine() {
    guard indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 1..<needsComma.count {
      bytes.append(0x20)
      bytes.append(0x20)
    }
  }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { utf8 in
      if utf8.allSatisfy(Self.isPlain) { return bytes.append(contentsOf: utf8) }
      for (index, byte) in utf8.enumerated() {
        switch byte {
        // U+0080 to U+009F, of two bytes, are control characters to a terminal too.
        case 0xC2 where utf8[index + 1] < 0xA0: continue
        case 0x80..<0xA0 where utf8[index - 1] == 0xC2: escape(byte)
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case UInt8(ascii: "\n"): bytes.append(contentsOf: "\\n".utf8)
        case UInt8(ascii: "\t"): bytes.append(contentsOf: "\\t".utf8)
        case UInt8(ascii: "\r"): bytes.append(contentsOf: "\\r".utf8)
        case 0..<0x20, 0x7F: escape(byte)
        default: bytes.append(byte)
        }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Whether a byte stands for itself, as nearly all do.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  /// Writes a character below U+0100 by its number.
  private mutating func escape(_ value: UInt8) {
    bytes.append(contentsOf: "\\u00".utf8)
    for digit in [value >> 4, value & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
  }
}
