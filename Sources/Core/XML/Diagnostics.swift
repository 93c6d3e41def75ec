internal import Documents

/// The wording of what can be wrong with an XML text.
extension Diagnostic {
  static func syntax(_ message: String, at range: SourceRange, related: [Related] = []) -> Diagnostic {
    Diagnostic("xml.syntax", .error, message, at: range, related: related)
  }

  static func truncated(inside what: String?, open: (name: String, range: SourceRange)?, at range: SourceRange) -> Diagnostic {
    let message =
      switch (what, open) {
      case (let what?, let open?): "the text ends inside \(what), with '\(open.name)' still open"
      case (let what?, nil): "the text ends inside \(what)"
      case (nil, let open?): "the text ends while '\(open.name)' is still open"
      case (nil, nil): "the text ends before its root element"
      }
    return .syntax(message, at: range, related: open.map { [Related("'\($0.name)' begins here", at: $0.range)] } ?? [])
  }

  static func mismatch(end: String, open: String, openRange: SourceRange, at range: SourceRange) -> Diagnostic {
    .syntax("'</\(end)>' where '\(open)' is open", at: range, related: [Related("'\(open)' begins here", at: openRange)])
  }

  static func repeatedAttribute(_ name: String, at range: SourceRange, first: SourceRange?) -> Diagnostic {
    .syntax("attribute '\(name)' is given twice", at: range, related: first.map { [Related("first given here", at: $0)] } ?? [])
  }

  static func documentType(at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "xml.dtd", .error, "a document type declaration, which is never read", at: range,
      help: "remove it: entities and attribute defaults have to be written out")
  }

  static func entity(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "xml.entity", .error, "entity '\(name)' is not one of the five that XML predefines", at: range,
      help: "write the character itself, or a character reference such as '&#160;'")
  }

  static func namespace(_ message: String, at range: SourceRange) -> Diagnostic { Diagnostic("xml.namespace", .error, message, at: range) }

  static func encoding(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "xml.encoding", .error, "the text is in \(name), and only UTF-8 is read", at: range,
      help: "convert it: iconv -f \(name) -t UTF-8, and declare encoding=\"UTF-8\"")
  }

  static func notInEncoding(_ name: String, _ byte: UInt8, at range: SourceRange) -> Diagnostic {
    Diagnostic("xml.encoding", .error, "byte 0x\(String(byte, radix: 16, uppercase: true)) does not belong to \(name) text", at: range)
  }

  static func bound(_ name: String, _ limit: Int, _ found: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("xml.bound", .error, "\(found), and the bound '\(name)' is \(limit)", at: range)
  }

  static func unexplained(_ what: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "xml.internal", .error, "libxml2 and the text disagree about \(what)", at: range,
      help: "this is a defect of weft or of libxml2")
  }

  static func schema(_ message: String, at range: SourceRange?) -> Diagnostic { Diagnostic("xml.schema", .error, message, at: range) }

  static func schemaItself(_ message: String, at range: SourceRange?) -> Diagnostic {
    Diagnostic("xml.schema-invalid", .error, message, at: range)
  }
}
