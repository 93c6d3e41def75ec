internal import CLibXML
internal import Documents

/// What libxml2 hands over for a start tag: five words an attribute (local name, prefix, URI, value, end of the value).
struct DeliveredTag {
  let localName: UnsafePointer<xmlChar>
  let prefix: UnsafePointer<xmlChar>?
  let uri: UnsafePointer<xmlChar>?
  let attributeCount: Int
  let attributes: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
}

extension TapeBuilder {
  /// Called with the cursor on the `>` or `/>` of the tag.
  mutating func startElement(_ tag: DeliveredTag) {
    guard !stopped else { return }
    let end = cursor
    let isSelfClosing = byte(end) == UInt8(ascii: "/") && byte(end + 1) == UInt8(ascii: ">")
    // Anything else is a tag without an end, which libxml2 reports next.
    guard isSelfClosing || byte(end) == UInt8(ascii: ">") else { return }
    guard let start = passText(), start < end, let nameEnd = TagText(text).matchName(tag.localName, tag.prefix, at: start + 1) else {
      return disagree(about: "a start tag", at: range(markupEnd, end))
    }
    if open.count >= bounds.depth {
      return stop(.bound("depth", bounds.depth, "elements are nested deeper here", at: range(start, nameEnd)))
    }
    markupEnd = end + (isSelfClosing ? 2 : 1)
    let index = entries.count
    if open.isEmpty, root == nil { root = index }
    let namespace = namespaces.number(of: tag.uri)
    entries.append(
      XMLTape.Entry(.element, namespace: namespace, nameLength: nameEnd - start - 1, start: start, middle: markupEnd, end: markupEnd))
    entries[index].flag = isSelfClosing
    guard let declarations = appendAttributes(of: tag, from: nameEnd, to: end) else {
      return disagree(about: "the attributes of a start tag", at: range(start, end))
    }
    open.append(OpenElement(entry: index, content: entries.count, declarations: declarations))
    declarationsInScope += declarations
    if max(declarationsInScope, namespaces.names.count - 1) > bounds.namespaces {
      stop(.bound("namespaces", bounds.namespaces, "there are more up to here", at: range(start, nameEnd)))
    }
  }

  /// Walks through the attributes in the text beside those delivered; nil where the two differ. Returns the number of declarations.
  private mutating func appendAttributes(of tag: DeliveredTag, from nameEnd: Int, to end: Int) -> Int? {
    let tagText = TagText(text)
    var at = nameEnd
    var delivered = 0
    var declarations = 0
    while true {
      at = tagText.blanksEnd(from: at)
      if at >= end { break }
      let name = at
      if let declarationEnd = tagText.namespaceDeclarationName(at: at) {
        guard let value = tagText.valueStart(after: declarationEnd), let close = text.offset(of: tagText[value - 1], from: value) else {
          return nil
        }
        entries.append(.init(.namespaceDeclaration, nameLength: declarationEnd - name, start: name, middle: value, end: close))
        declarations += 1
        at = close + 1
      } else {
        guard delivered < tag.attributeCount, let words = tag.attributes.map({ $0 + 5 * delivered }),
          let localName = words[0], let attributeEnd = tagText.matchName(localName, words[1], at: name),
          let value = tagText.valueStart(after: attributeEnd), let from = words[3], let to = words[4],
          let close = appendAttribute(name..<attributeEnd, uri: words[2], value: value, delivered: Text(start: from, count: to - from))
        else { return nil }
        delivered += 1
        at = close + 1
      }
    }
    return delivered == tag.attributeCount ? declarations : nil
  }

  /// Returns where the closing quote stands.
  private mutating func appendAttribute(_ name: Range<Int>, uri: UnsafePointer<xmlChar>?, value: Int, delivered: Text) -> Int? {
    let base = text.baseAddress! + value
    var entry = XMLTape.Entry(
      .attribute, namespace: namespaces.number(of: uri), nameLength: name.count, start: name.lowerBound, middle: value,
      end: value + delivered.count)
    if delivered.baseAddress == base {
      // libxml2 points into the text: nothing had to be decoded.
      guard base[delivered.count] == base[-1] else { return nil }
    } else {
      guard let close = text.offset(of: base[-1], from: value) else { return nil }
      entry.end = UInt32(close)
      if close - value != delivered.count || !delivered.elementsEqual(Text(start: base, count: close - value)) {
        entry.flag = true
        entry.link = UInt32(decoded.count)
        decoded.append(contentsOf: delivered)
        decoded.append(0)
      }
    }
    entries.append(entry)
    return Int(entry.end)
  }
}

/// A text with a NUL behind it, in which the parts of a start tag are found.
///
/// It is no part of the builder's extensions: the whole builder would be copied for each question.
private struct TagText {
  private let base: UnsafePointer<UInt8>
  private let text: UnsafeBufferPointer<UInt8>

  init(_ text: UnsafeBufferPointer<UInt8>) {
    base = text.baseAddress!
    self.text = text
  }

  @inline(__always)
  subscript(offset: Int) -> UInt8 { base[offset] }

  @inline(__always)
  func blanksEnd(from start: Int) -> Int {
    var at = start
    while base[at].isXMLBlank { at += 1 }
    return at
  }

  /// The first byte of the value behind `=` and a quote.
  @inline(__always)
  func valueStart(after nameEnd: Int) -> Int? {
    var at = blanksEnd(from: nameEnd)
    guard base[at] == UInt8(ascii: "=") else { return nil }
    at = blanksEnd(from: at + 1)
    return base[at] == UInt8(ascii: "\"") || base[at] == UInt8(ascii: "'") ? at + 1 : nil
  }

  /// The end of the name if `xmlns` or `xmlns:prefix` stands at `start`.
  @inline(__always)
  func namespaceDeclarationName(at start: Int) -> Int? {
    guard base[start] == UInt8(ascii: "x"), text.hasBytes("xmlns", at: start) else { return nil }
    let next = base[start + 5]
    guard next == UInt8(ascii: ":") || next == UInt8(ascii: "=") || next.isXMLBlank else { return nil }
    var at = start + 5
    while base[at] != UInt8(ascii: "="), !base[at].isXMLBlank, base[at] != 0 { at += 1 }
    return at
  }

  /// The end of the name at `start`, if it is the one that was delivered.
  @inline(__always)
  func matchName(_ localName: UnsafePointer<xmlChar>, _ prefix: UnsafePointer<xmlChar>?, at start: Int) -> Int? {
    var at = start
    if let prefix {
      guard let prefixEnd = match(prefix, at: at), base[prefixEnd] == UInt8(ascii: ":") else { return nil }
      at = prefixEnd + 1
    }
    guard let end = match(localName, at: at), end - start <= 0xFFFF else { return nil }
    let next = base[end]
    return next.isXMLBlank || next == UInt8(ascii: "=") || next == UInt8(ascii: "/") || next == UInt8(ascii: ">") ? end : nil
  }

  @inline(__always)
  private func match(_ expected: UnsafePointer<xmlChar>, at start: Int) -> Int? {
    let found = base + start
    var length = 0
    while expected[length] != 0 {
      if found[length] != expected[length] { return nil }
      length += 1
    }
    return start + length
  }
}

/// The namespaces met so far. libxml2 keeps each URI once, so its address tells it; the one asked for last is mostly asked for again.
struct NamespaceTable {
  private(set) var names = [""]
  private var addresses: [UnsafePointer<xmlChar>?] = [nil]
  private var last = 0

  @inline(__always)
  mutating func number(of uri: UnsafePointer<xmlChar>?) -> Int {
    guard let uri else { return 0 }
    return addresses[last] == uri ? last : lookUp(uri)
  }

  private mutating func lookUp(_ uri: UnsafePointer<xmlChar>) -> Int {
    if let known = addresses.firstIndex(of: uri) {
      last = known
    } else {
      last = min(names.count, 0xFFF)
      names.append(String(cString: uri))
      addresses.append(uri)
    }
    return last
  }
}
