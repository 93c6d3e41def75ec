internal import CLibXML
internal import Documents

extension TapeBuilder {
  /// Turns what libxml2 found wrong into a diagnostic; after the first thing that is not well formed, nothing more is told.
  mutating func report(_ error: xmlError) {
    guard !stopped, error.level != XML_ERR_WARNING, error.level != XML_ERR_NONE else { return }
    let code = xmlParserErrors(rawValue: UInt32(bitPattern: error.code))
    if error.domain == Int32(XML_FROM_NAMESPACE.rawValue), error.level != XML_ERR_FATAL {
      if diagnostics.count < 20 {
        diagnostics.append(.namespace(LibXMLMessage.cleaned(error), at: range(unfinishedMarkup ?? markupEnd, cursor)))
      }
      return
    }
    guard error.level == XML_ERR_FATAL else { return }
    // What was said about the names of a tag that is not even well formed is an echo.
    let unfinished = unfinishedMarkup ?? text.count
    diagnostics.removeAll { $0.range.map { Int($0.start) >= unfinished } ?? false }
    diagnostics.append(diagnosis(of: code, error))
    // xmlStopParser would take the input away under the function that is reporting.
    stopped = true
    context.pointee.disableSAX = 1
    context.pointee.instate = XML_PARSER_EOF
  }

  private func diagnosis(of code: xmlParserErrors, _ error: xmlError) -> Diagnostic {
    let here = cursor
    let at = range(here, here + 1)
    switch code {
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY:
      let start = text[..<here].lastIndex(of: UInt8(ascii: "&")) ?? here
      return .entity(LibXMLMessage.string(error.str1), at: range(start, here))
    case XML_ERR_TAG_NAME_MISMATCH:
      guard let open = innermost, let start = unfinishedMarkup else { break }
      let name = text[(start + 2)...].prefix { !$0.isXMLBlank && $0 != UInt8(ascii: ">") }
      let end = start + 2 + name.count
      return .mismatch(end: String(decoding: name, as: UTF8.self), open: open.name, openRange: open.range, at: range(start, end + 1))
    case XML_ERR_ATTRIBUTE_REDEFINED:
      let prefix = error.str2 == nil ? "" : LibXMLMessage.string(error.str2) + ":"
      let name = prefix + LibXMLMessage.string(error.str1)
      let places = places(ofAttribute: name, upTo: here)
      return .repeatedAttribute(name, at: places.last ?? at, first: places.dropLast().first)
    default: break
    }
    if let what = truncation(at: here) {
      return .truncated(inside: what.isEmpty ? nil : what, open: innermost, at: range(text.count, text.count))
    }
    switch code {
    case XML_ERR_INVALID_CHAR:
      return .syntax("character U+\(String(byte(here), radix: 16, uppercase: true)), which XML does not allow", at: at)
    case XML_ERR_DOCUMENT_END: return .syntax("something follows the root element", at: at)
    case XML_ERR_DOCUMENT_EMPTY: return .syntax("the text does not begin with markup", at: at)
    case XML_ERR_INTERNAL_ERROR where open.count >= 256:
      return .bound("depth", bounds.depth, "elements are nested deeper here", at: at)
    default: break
    }
    return .syntax(LibXMLMessage.cleaned(error), at: at)
  }

  /// The element that is open, and its start tag.
  private var innermost: (name: String, range: SourceRange)? {
    guard let element = open.last else { return nil }
    let entry = entries[element.entry]
    let start = Int(entry.start) + 1
    return (String(decoding: text[start..<(start + entry.nameLength)], as: UTF8.self), range(start - 1, Int(entry.middle)))
  }

  /// The `<` of markup that was begun but not delivered.
  private var unfinishedMarkup: Int? { text.offset(of: UInt8(ascii: "<"), from: markupEnd) }

  /// What the text ends inside of, empty for content; nil where the text does not end too early.
  private func truncation(at offset: Int) -> String? {
    if offset >= text.count, unfinishedMarkup == nil { return open.isEmpty && root != nil ? nil : "" }
    guard let start = unfinishedMarkup else { return nil }
    let rest = text[start...]
    if text.hasBytes("<?", at: start), text.offset(of: "?>", from: start) == nil {
      return text.hasBytes("<?xml ", at: start) ? "the XML declaration" : "a processing instruction"
    }
    for (opening, what) in TapeBuilder.openings {
      let isCut = opening.utf8.count > rest.count && opening.utf8.starts(with: rest)
      if isCut { return rest.count > 2 ? what : "a tag" }
      guard rest.starts(with: opening.utf8) else { continue }
      let isUnfinished = offset >= text.count || (opening == "<!--" && text.offset(of: "-->", from: start + 4) == nil)
      return isUnfinished ? what : nil
    }
    // The slash of `/>` is not consumed before the `>` is there.
    guard offset >= text.count || (offset == text.count - 1 && byte(offset) == UInt8(ascii: "/")) else { return nil }
    if text.hasBytes("</", at: start) { return "an end tag" }
    let name = text[(start + 1)...].prefix { !$0.isXMLBlank && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }
    return name.isEmpty ? "a tag" : "the start tag of '\(String(decoding: name, as: UTF8.self))'"
  }

  private static var openings: [(String, String)] {
    [("<!--", "a comment"), ("<![CDATA[", "a CDATA section"), ("<!DOCTYPE", "a document type declaration")]
  }

  /// Where attributes of this name stand in the tag that is being read.
  private func places(ofAttribute name: String, upTo end: Int) -> [SourceRange] {
    guard var at = unfinishedMarkup else { return [] }
    var places: [SourceRange] = []
    while at < end {
      if byte(at) == UInt8(ascii: "\"") || byte(at) == UInt8(ascii: "'") {
        at = text.offset(of: byte(at), from: at + 1) ?? end
      } else if byte(at).isXMLBlank {
        let word = text[(at + 1)...].prefix { !$0.isXMLBlank && $0 != UInt8(ascii: "=") }
        if word.elementsEqual(name.utf8) { places.append(range(at + 1, at + 1 + word.count)) }
      }
      at += 1
    }
    return places
  }
}

/// libxml2's messages as sentences like ours.
enum LibXMLMessage {
  static func string(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
  static func string(_ text: UnsafeMutablePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

  /// One sentence that begins in lower case and has no full stop, without the name of the C function that it came from.
  static func cleaned(_ error: xmlError, withoutNamespaces: Bool = false) -> String {
    var words = string(error.message).split(whereSeparator: \.isWhitespace).map(String.init)
    if let first = words.first, first.hasPrefix("xml"), first.hasSuffix(":"), words.count > 1 { words.removeFirst() }
    if withoutNamespaces { words = words.map { withoutNamespace($0) } }
    var sentence = words.joined(separator: " ")
    while sentence.last == "." || sentence.last == ":" || sentence.last == " " { sentence.removeLast() }
    sentence = sentence.split(separator: ". ", omittingEmptySubsequences: true).joined(separator: "; ")
    if let first = sentence.first, sentence.dropFirst().first?.isUppercase != true {
      sentence = first.lowercased() + sentence.dropFirst()
    }
    return sentence.isEmpty ? "not well formed" : sentence
  }

  /// `'{urn:example}name'` as `'name'`.
  private static func withoutNamespace(_ word: String) -> String {
    guard let open = word.firstIndex(of: "{"), let close = word.firstIndex(of: "}"), open < close else { return word }
    return String(word[..<open] + word[word.index(after: close)...])
  }
}
