/// Writes JSON as it is told, member by member, in the order it is told: stable key order, explicit null, no tree.
package struct JSONWriter: Sendable {
  /// What was written; of a writer that digests, only what is not digested yet.
  package private(set) var bytes: [UInt8] = []
  /// Whether the next value at this depth needs a comma before it, and the same of the depths above.
  private var needsComma = false
  private var outer: [Bool] = []
  private var isAfterKey = false
  /// A line's end and what the next line begins with.
  private var margin: [UInt8] = [UInt8(ascii: "\n")]
  private let indent: Bool
  private var digest: Digest?

  /// `pretty` puts each member on a line of its own; else the text is one line.
  package init(pretty: Bool = false) { indent = pretty }

  /// A writer that keeps no text, only what its digest needs.
  package static var digesting: JSONWriter {
    var writer = JSONWriter()
    writer.digest = Digest()
    return writer
  }

  /// The SHA-256 of what was written, of a writer that digests or of any other.
  package consuming func sha256() -> String {
    var digest = digest ?? Digest()
    digest.update(bytes)
    return digest.hexadecimal()
  }

  /// Begins another text in the same memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "{"))
    body(&self)
    close(UInt8(ascii: "}"))
  }

  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    open(UInt8(ascii: "["))
    body(&self)
    close(UInt8(ascii: "]"))
  }

  package mutating func array<Items: Sequence>(_ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void) {
    open(UInt8(ascii: "["))
    for item in items { body(&self, item) }
    close(UInt8(ascii: "]"))
  }

  /// Names the value that is written next.
  package mutating func key(_ name: String) {
    separate()
    quote(name)
    bytes.append(UInt8(ascii: ":"))
    if indent { bytes.append(UInt8(ascii: " ")) }
    needsComma = false
    isAfterKey = true
  }

  package mutating func string(_ value: String) {
    separate()
    quote(value)
  }

  package mutating func integer<Number: BinaryInteger>(_ value: Number) { raw(String(value)) }

  /// The same for nearly all numbers, without asking what kind of number it is.
  package mutating func integer(_ value: Int64) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    let first = bytes.count
    var rest = value.magnitude
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
    } while rest > 0
    bytes[first...].reverse()
  }

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

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    outer.append(needsComma)
    needsComma = false
    if indent { margin.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func close(_ bracket: UInt8) {
    if indent {
      margin.removeLast(2)
      if needsComma { bytes.append(contentsOf: margin) }
    }
    bytes.append(bracket)
    needsComma = outer.removeLast()
    if digest != nil, bytes.count >= Self.digestedAtOnce {
      digest?.update(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  /// Bytes; few enough to stay in a core's cache.
  private static let digestedAtOnce = 1 << 16

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    if indent, !isAfterKey, !outer.isEmpty { bytes.append(contentsOf: margin) }
    needsComma = true
    isAfterKey = false
  }

  private mutating func quote(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    let isDone: Void? = value.utf8.withContiguousStorageIfAvailable { utf8 in append(utf8) }
    if isDone == nil { Array(value.utf8).withUnsafeBufferPointer { utf8 in append(utf8) } }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Appends a text with what JSON escapes.
  private mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
    if Self.isPlain(utf8) { return bytes.append(contentsOf: utf8) }
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

  /// Whether every byte stands for itself, as in nearly all texts. It looks at all of them, which takes less time than to stop early.
  private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var isOdd = false
    for byte in utf8 { isOdd = isOdd || byte &- 0x20 >= 0x5F || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") }
    return !isOdd
  }

  /// Writes a character below U+0100 by its number.
  private mutating func escape(_ value: UInt8) {
    bytes.append(contentsOf: "\\u00".utf8)
    for digit in [value >> 4, value & 15] { bytes.append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
  }
}
