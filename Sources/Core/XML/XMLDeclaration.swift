/// `<?xml version="1.0" encoding="…"?>` at the start of a text, as far as it is well formed: libxml2 judges the rest.
struct XMLDeclaration {
  let end: Int
  /// The name of the encoding, inside the quotes.
  let encoding: Range<Int>?

  init?(_ bytes: [UInt8], from start: Int) {
    let opening = Array("<?xml".utf8)
    guard bytes[start...].starts(with: opening), start + 5 < bytes.count, bytes[start + 5].isXMLBlank else { return nil }
    var at = start + 5
    var encoding: Range<Int>?
    while true {
      while at < bytes.count, bytes[at].isXMLBlank { at += 1 }
      if bytes[at...].starts(with: "?>".utf8) { break }
      let name = at
      while at < bytes.count, !bytes[at].isXMLBlank, bytes[at] != UInt8(ascii: "=") { at += 1 }
      let isEncoding = bytes[name..<at].elementsEqual("encoding".utf8)
      while at < bytes.count, bytes[at].isXMLBlank || bytes[at] == UInt8(ascii: "=") { at += 1 }
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'"),
        let close = bytes[(at + 1)...].firstIndex(of: bytes[at])
      else { return nil }
      if isEncoding { encoding = (at + 1)..<close }
      at = close + 1
    }
    end = at + 2
    self.encoding = encoding
  }
}
