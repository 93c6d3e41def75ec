package import Documents

/// Whatever stands in an element's content: an element, a text, a comment, a processing instruction.
package enum XMLItem {
  case element(XMLElement)
  /// As meant: references replaced, CR LF turned into LF.
  case text(String, SourceRange)
  /// Without `<!--` and `-->`.
  case comment(String, SourceRange)
  case instruction(target: String, SourceRange)
}

extension XMLElement {
  /// Calls `body` with everything in the content, in the order of the text; white space between tags is left out.
  package func forEachItem<Failure: Error>(_ body: (XMLItem) throws(Failure) -> Void) throws(Failure) {
    var index = self.index + 1
    while index < Int(entry.link) {
      let item = memory.entries[index]
      let range = range(Int(item.start), Int(item.end))
      switch item.kind {
      case .element: try body(.element(XMLElement(memory: memory, index: index, source: source)))
      case .attribute, .namespaceDeclaration: break
      case .text, .cdata:
        var text: [UInt8] = []
        appendText(of: item, to: &text)
        try body(.text(String(decoding: text, as: UTF8.self), range))
      case .comment: try body(.comment(String(decoding: bytes(of: item, without: 4, 3), as: UTF8.self), range))
      case .instruction:
        let target = UnsafeBufferPointer(start: memory.bytes + Int(item.start) + 2, count: item.nameLength)
        try body(.instruction(target: String(decoding: target, as: UTF8.self), range))
      }
      index = item.kind == .element ? Int(item.link) : index + 1
    }
  }

  /// The element's own text and CDATA sections joined, as meant; the text of child elements is not part of it.
  package var text: String {
    var text: [UInt8] = []
    forEachTextEntry { appendText(of: $0, to: &text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// From the first to the last of what `text` joins; nil where there is none.
  package var textRange: SourceRange? {
    var range: SourceRange?
    forEachTextEntry { item in
      if range == nil { range = self.range(Int(item.start), Int(item.end)) } else { range!.end = item.end }
    }
    return range
  }

  func forEachTextEntry(_ body: (XMLTape.Entry) -> Void) {
    var index = self.index + 1
    while index < Int(entry.link) {
      let item = memory.entries[index]
      if item.kind == .text || item.kind == .cdata { body(item) }
      index = item.kind == .element ? Int(item.link) : index + 1
    }
  }

  private func bytes(of item: XMLTape.Entry, without before: Int, _ after: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: memory.bytes + Int(item.start) + before, count: Int(item.end - item.start) - before - after)
  }

  private func appendText(of item: XMLTape.Entry, to text: inout [UInt8]) {
    if item.kind == .cdata {
      XMLCharacters.appendDecoded(bytes(of: item, without: 9, 3), isCDATA: true, to: &text)
    } else {
      XMLCharacters.appendDecoded(bytes(of: item, without: 0, 0), isCDATA: false, to: &text)
    }
  }
}
