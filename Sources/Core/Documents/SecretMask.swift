/// Blots out what may be a secret in the lines of XML that messages show: appliances' configurations hold passwords, hashes and keys, and
/// one line of theirs may be the whole file.
enum SecretMask {
  /// The bytes of `window` with each value of an attribute whose name sounds like a secret replaced by as many asterisks.
  static func masked(_ window: Range<Int>, of bytes: [UInt8]) -> [UInt8] {
    var shown = Array(bytes[window])
    guard isXML(bytes) else { return shown }
    var index = tagStart(before: window.lowerBound, in: bytes)
    while index < window.upperBound {
      guard let name = nextName(from: &index, to: window.upperBound, in: bytes) else { break }
      let value = value(from: &index, in: bytes, end: window.upperBound)
      guard let value, isSecret(bytes[name]) else { continue }
      for place in value.clamped(to: window) { shown[place - window.lowerBound] = UInt8(ascii: "*") }
    }
    return shown
  }

  private static func isXML(_ bytes: [UInt8]) -> Bool {
    bytes.first { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF } == UInt8(ascii: "<")
  }

  /// Where the tag begins that the window may begin in; start tags of more than this are no configuration's.
  private static func tagStart(before start: Int, in bytes: [UInt8]) -> Int {
    let limit = max(0, start - 65_536)
    var index = start
    while index > limit, bytes[index - 1] != UInt8(ascii: "<") { index -= 1 }
    return index
  }

  /// The next word that an equals sign follows; the index is behind the sign then.
  private static func nextName(from index: inout Int, to end: Int, in bytes: [UInt8]) -> Range<Int>? {
    while index < bytes.count, index < end {
      let start = index
      while index < bytes.count, isNameByte(bytes[index]) { index += 1 }
      let name = start..<index
      var sign = index
      while sign < bytes.count, bytes[sign] <= 0x20 { sign += 1 }
      if !name.isEmpty, sign < bytes.count, bytes[sign] == UInt8(ascii: "=") {
        index = sign + 1
        return name
      }
      if name.isEmpty { index += 1 }
    }
    return nil
  }

  /// What stands between quotes; a text that is cut off has it up to its end.
  private static func value(from index: inout Int, in bytes: [UInt8], end: Int) -> Range<Int>? {
    while index < bytes.count, bytes[index] <= 0x20 { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else { return nil }
    let quote = bytes[index]
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != quote { index += 1 }
    let value = start..<index
    index = min(index + 1, bytes.count)
    return value
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x2D, 0x2E: true
    default: false
    }
  }

  private static func isSecret(_ name: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: name, as: UTF8.self).lowercased()
    return marks.contains { text.contains($0) }
  }

  /// Rather too many: all that is lost is a part of a line.
  private static let marks = [
    "pwd", "passw", "secret", "community", "key", "crypt", "hash", "token", "credential", "cert", "priv", "ecode",
  ]
}
