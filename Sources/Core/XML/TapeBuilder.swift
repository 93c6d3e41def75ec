internal import CLibXML
internal import Documents

/// What libxml2's callbacks write to: the tape so far, and the elements that are open.
///
/// It lives behind a pointer and is no class, whose exclusivity checks would cost a fifth of the reading. Where markup begins and ends
/// is found in the text itself: between two callbacks stands nothing but text, so the next `<` is where the next markup begins.
struct TapeBuilder {
  typealias Text = UnsafeBufferPointer<UInt8>

  struct OpenElement {
    let entry: Int
    /// The first entry behind the start tag's.
    let content: Int
    /// Namespace declarations of this element.
    let declarations: Int
  }

  /// The text; a NUL stands behind it.
  let text: Text
  let context: xmlParserCtxtPtr
  let source: SourceID
  let bounds: XMLBounds
  var entries: [XMLTape.Entry] = []
  /// Starts with one byte so that it always has an address.
  var decoded: [UInt8] = [0]
  var namespaces = NamespaceTable()
  var open: [OpenElement] = []
  var declarationsInScope = 0
  var root: Int?
  /// After the markup that was delivered last.
  var markupEnd: Int
  var diagnostics: [Diagnostic] = []
  /// Nothing counts any more, and libxml2's input is no longer the text.
  var stopped = false

  init(_ text: borrowing TerminatedText, context: xmlParserCtxtPtr, source: SourceID, declarationEnd: Int, bounds: XMLBounds) {
    self.text = Text(start: text.base, count: text.count)
    self.context = context
    self.source = source
    self.bounds = bounds
    markupEnd = declarationEnd
    // An appliance has an entry in 17 bytes.
    entries.reserveCapacity(text.count / 16)
  }

  /// Where libxml2 stands.
  var cursor: Int { min(context.pointee.input.pointee.cur - text.baseAddress!, text.count) }

  /// The byte at `offset`, NUL at the end.
  func byte(_ offset: Int) -> UInt8 { text.baseAddress![offset] }

  func range(_ start: Int, _ end: Int) -> SourceRange { SourceRange(source: source, start: start, end: min(end, text.count)) }

  mutating func stop(_ diagnostic: Diagnostic) {
    guard !stopped else { return }
    diagnostics.append(diagnostic)
    stopped = true
    xmlStopParser(context)
  }

  /// What libxml2 delivers is not what stands in the text: a defect, unless a wrong name was met before.
  mutating func disagree(about what: String, at range: SourceRange) {
    if diagnostics.isEmpty { stop(.unexplained(what, at: range)) } else { stopped = true }
  }

  consuming func finish(_ file: SourceFile, wellFormed: Bool) -> (tape: XMLTape?, diagnostics: [Diagnostic]) {
    if diagnostics.isEmpty, !wellFormed || root == nil { diagnostics.append(.unexplained("its being well formed", at: range(0, 0))) }
    guard !diagnostics.hasErrors, let root else { return (nil, diagnostics) }
    let tape = XMLTape(source: source, file: file, entries: entries, decoded: decoded, namespaces: namespaces.names, rootIndex: root)
    return (tape, diagnostics)
  }
}

// MARK: Content

extension TapeBuilder {
  /// Finds where the next markup begins, and keeps the text before it unless it is blank.
  mutating func passText() -> Int? {
    let base = text.baseAddress!
    var at = markupEnd
    while base[at].isXMLBlank { at += 1 }
    if base[at] == UInt8(ascii: "<") { return at }
    guard let start = text.offset(of: UInt8(ascii: "<"), from: at) else { return nil }
    if !open.isEmpty { entries.append(XMLTape.Entry(.text, start: markupEnd, end: start)) }
    return start
  }

  mutating func endElement() {
    guard !stopped, let element = open.last else { return }
    if !entries[element.entry].flag {
      let contentEnd = markupEnd
      let end = cursor
      guard let start = passText(), byte(start + 1) == UInt8(ascii: "/"), byte(end - 1) == UInt8(ascii: ">") else {
        return disagree(about: "an end tag", at: range(contentEnd, end))
      }
      if start > contentEnd, entries.count == element.content {
        entries.append(XMLTape.Entry(.text, start: contentEnd, end: start))
      }
      markupEnd = end
    }
    open.removeLast()
    declarationsInScope -= element.declarations
    entries[element.entry].end = UInt32(markupEnd)
    entries[element.entry].link = UInt32(entries.count)
  }

  mutating func other(_ kind: XMLTape.Kind, opening: StaticString, closing: StaticString, nameLength: Int = 0) {
    guard !stopped else { return }
    let end = cursor
    guard let start = passText(), text.hasBytes(opening, at: start), text.hasBytes(closing, at: end - closing.utf8CodeUnitCount) else {
      return disagree(about: "a comment, instruction or CDATA section", at: range(markupEnd, end))
    }
    entries.append(XMLTape.Entry(kind, nameLength: nameLength, start: start, end: end))
    markupEnd = end
  }

  mutating func documentType() {
    guard let start = passText() else { return }
    stop(.documentType(at: range(start, start + 9)))
  }
}
