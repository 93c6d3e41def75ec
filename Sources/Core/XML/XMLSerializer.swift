/// Writes element trees as text: a whole document, or what is spliced into one.
package struct XMLSerializer: Sendable {
  package private(set) var bytes: [UInt8] = []
  private let layout: Layout

  struct Layout: Sendable {
    /// What one level is indented by; nil puts everything on one line.
    var unit: [UInt8]?
    var lineEnd: [UInt8] = [0x0A]
    var quote = UInt8(ascii: "\"")
    /// What stands before the tags of the outermost element.
    var indentation: [UInt8] = []
  }

  /// A whole document: the XML declaration, two spaces a level, a line end at the end.
  package static func document(_ root: XMLTree) -> [UInt8] {
    var serializer = XMLSerializer(Layout(unit: [0x20, 0x20]))
    serializer.bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)
    serializer.write(root)
    serializer.bytes.append(0x0A)
    return serializer.bytes
  }

  init(_ layout: Layout) { self.layout = layout }

  mutating func write(_ tree: XMLTree, onNewLine: Bool = false) {
    if onNewLine { startLine(0) }
    write(tree, depth: 0, onOneLine: layout.unit == nil)
  }

  private mutating func write(_ tree: XMLTree, depth: Int, onOneLine: Bool) {
    precondition(XMLSerializer.isName(tree.name), "'\(tree.name)' is no name for an element")
    bytes.append(UInt8(ascii: "<"))
    bytes.append(contentsOf: tree.name.utf8)
    for attribute in tree.attributes {
      write(attribute, behind: [0x20])
    }
    guard !tree.content.isEmpty else { return bytes.append(contentsOf: "/>".utf8) }
    bytes.append(UInt8(ascii: ">"))
    // White space would become part of a text.
    let holdsText = tree.content.contains { if case .text = $0 { true } else { false } }
    for item in tree.content {
      if !onOneLine, !holdsText { startLine(depth + 1) }
      switch item {
      case .element(let child): write(child, depth: depth + 1, onOneLine: onOneLine || holdsText)
      case .text(let text): XMLCharacters.appendText(text, to: &bytes)
      case .comment(let text): write(comment: text)
      }
    }
    if !onOneLine, !holdsText { startLine(depth) }
    bytes.append(contentsOf: "</\(tree.name)>".utf8)
  }

  mutating func write(_ attribute: XMLTree.Attribute, behind blank: [UInt8]) {
    precondition(XMLSerializer.isName(attribute.name), "'\(attribute.name)' is no name for an attribute")
    bytes.append(contentsOf: blank)
    bytes.append(contentsOf: attribute.name.utf8)
    bytes.append(UInt8(ascii: "="))
    bytes.append(layout.quote)
    XMLCharacters.appendAttribute(attribute.value, quote: layout.quote, to: &bytes)
    bytes.append(layout.quote)
  }

  /// Two hyphens cannot stand in a comment, nor one at its end: a space parts them.
  private mutating func write(comment: String) {
    bytes.append(contentsOf: "<!--".utf8)
    for scalar in comment.unicodeScalars {
      if scalar == "-", bytes.last == UInt8(ascii: "-") { bytes.append(0x20) }
      bytes.append(contentsOf: String(XMLCharacters.isLegal(scalar) && scalar != "\r" ? scalar : "\u{FFFD}").utf8)
    }
    if bytes.last == UInt8(ascii: "-"), !comment.isEmpty { bytes.append(0x20) }
    bytes.append(contentsOf: "-->".utf8)
  }

  private mutating func startLine(_ depth: Int) {
    bytes.append(contentsOf: layout.lineEnd)
    bytes.append(contentsOf: layout.indentation)
    for _ in 0..<depth { bytes.append(contentsOf: layout.unit ?? []) }
  }

  /// Whether `name` can name an element or an attribute (XML 1.0 section 2.3, of which the letters beyond ASCII are taken on trust).
  package static func isName(_ name: String) -> Bool {
    guard let first = name.utf8.first, isNameByte(first), !(0x30...0x39).contains(first), first != 0x2D, first != 0x2E else { return false }
    return name.utf8.allSatisfy(isNameByte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0x2D, 0x2E, 0x80...: true
    default: false
    }
  }
}
