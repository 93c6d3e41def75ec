/// What characters become on the way into XML and out of it.
package enum XMLCharacters {
  /// Whether XML 1.0 can hold every character of `text` (section 2.2, Char): it has no form for most control characters.
  package static func canRepresent(_ text: String) -> Bool { text.unicodeScalars.allSatisfy(isLegal) }

  static func isLegal(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...: true
    default: false
    }
  }

  /// Appends `value` as it stands between quotes; what XML cannot hold becomes U+FFFD.
  static func appendAttribute(_ value: String, quote: UInt8, to bytes: inout [UInt8]) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case "\"" where quote == UInt8(ascii: "\""): bytes.append(contentsOf: "&quot;".utf8)
      case "'" where quote == UInt8(ascii: "'"): bytes.append(contentsOf: "&apos;".utf8)
      case "\t": bytes.append(contentsOf: "&#9;".utf8)
      case "\n": bytes.append(contentsOf: "&#10;".utf8)
      case "\r": bytes.append(contentsOf: "&#13;".utf8)
      default: append(scalar, to: &bytes)
      }
    }
  }

  /// Appends `value` as it stands between tags; what XML cannot hold becomes U+FFFD.
  static func appendText(_ value: String, to bytes: inout [UInt8]) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": bytes.append(contentsOf: "&amp;".utf8)
      case "<": bytes.append(contentsOf: "&lt;".utf8)
      case ">": bytes.append(contentsOf: "&gt;".utf8)
      case "\r": bytes.append(contentsOf: "&#13;".utf8)
      default: append(scalar, to: &bytes)
      }
    }
  }

  private static func append(_ scalar: Unicode.Scalar, to bytes: inout [UInt8]) {
    if scalar.value < 0x80, isLegal(scalar) {
      bytes.append(UInt8(scalar.value))
    } else {
      bytes.append(contentsOf: UTF8.encode(isLegal(scalar) ? scalar : "\u{FFFD}").unsafelyUnwrapped)
    }
  }

  /// Appends a stretch of well-formed content as it is meant: line ends become LF, references become characters.
  static func appendDecoded(_ raw: UnsafeBufferPointer<UInt8>, isCDATA: Bool, to text: inout [UInt8]) {
    var at = 0
    while at < raw.count {
      switch raw[at] {
      case UInt8(ascii: "\r"):
        text.append(UInt8(ascii: "\n"))
        if at + 1 < raw.count, raw[at + 1] == UInt8(ascii: "\n") { at += 1 }
      case UInt8(ascii: "&") where !isCDATA:
        let end = raw[at...].firstIndex(of: UInt8(ascii: ";")) ?? raw.count
        appendReference(raw[(at + 1)..<end], to: &text)
        at = end
      case let byte: text.append(byte)
      }
      at += 1
    }
  }

  private static func appendReference(_ name: Slice<UnsafeBufferPointer<UInt8>>, to text: inout [UInt8]) {
    let name = String(decoding: name, as: UTF8.self)
    switch name {
    case "amp": text.append(UInt8(ascii: "&"))
    case "lt": text.append(UInt8(ascii: "<"))
    case "gt": text.append(UInt8(ascii: ">"))
    case "quot": text.append(UInt8(ascii: "\""))
    case "apos": text.append(UInt8(ascii: "'"))
    default:
      let code = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst(1))
      append(code.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}", to: &text)
    }
  }
}

extension UInt8 {
  /// The white space of XML.
  @inlinable var isXMLBlank: Bool { self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D }
}
