/// Swift source with comments and the contents of strings blanked, so that a rule sees only code; line breaks stay where they are.
struct SwiftText {
  private var bytes: [UInt8]
  private var at = 0

  static func code(of text: String) -> String {
    var blanker = SwiftText(bytes: Array(text.utf8))
    blanker.skipCode(insideInterpolation: false)
    return String(decoding: blanker.bytes, as: UTF8.self)
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func skipCode(insideInterpolation: Bool) {
    var depth = 0
    while at < bytes.count {
      if sees("//") {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { blank() }
      } else if sees("/*") {
        blankBlockComment()
      } else if let hashes = hashesBeforeQuote() {
        at += hashes
        blankString(hashes: hashes)
      } else {
        if bytes[at] == UInt8(ascii: "(") { depth += 1 }
        if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
        at += 1
        if insideInterpolation && depth == 0 { return }
      }
    }
  }

  private mutating func blankBlockComment() {
    var depth = 0
    repeat {
      if sees("/*") {
        depth += 1
        blank(2)
      } else if sees("*/") {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && at < bytes.count
  }

  /// Blanks a string from its opening quote on; a string of one line ends with its line whatever happens.
  private mutating func blankString(hashes: Int) {
    let quotes = sees(#"""""#) ? 3 : 1
    let raw = String(repeating: "#", count: hashes)
    let end = String(repeating: "\"", count: quotes) + raw
    at += quotes
    while at < bytes.count, quotes == 3 || bytes[at] != UInt8(ascii: "\n") {
      if sees(end) {
        at += end.utf8.count
        return
      } else if sees("\\\(raw)(") {
        blank(1 + hashes)
        skipCode(insideInterpolation: true)
      } else if sees("\\\(raw)") {
        blank(2 + hashes)
      } else {
        blank()
      }
    }
  }

  private func hashesBeforeQuote() -> Int? {
    var end = at
    while end < bytes.count, bytes[end] == UInt8(ascii: "#") { end += 1 }
    return end < bytes.count && bytes[end] == UInt8(ascii: "\"") ? end - at : nil
  }

  private func sees(_ text: String) -> Bool {
    bytes[at...].starts(with: text.utf8)
  }

  private mutating func blank(_ count: Int = 1) {
    for _ in 0..<count where at < bytes.count {
      if bytes[at] != UInt8(ascii: "\n") { bytes[at] = UInt8(ascii: " ") }
      at += 1
    }
  }
}
