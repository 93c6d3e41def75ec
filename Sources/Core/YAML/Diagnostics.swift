import Documents

/// The wording of what can be wrong with a text as YAML.
extension Diagnostic {
  static func syntax(_ problem: String, at range: SourceRange, related: [Related], help: String?) -> Diagnostic {
    Diagnostic("yaml.syntax", .error, problem, at: range, related: related, help: help)
  }

  static func unknownAlias(_ name: String, suggestion: String?, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "yaml.syntax", .error, "no anchor '&\(shortened(name))' stands before this alias in its document", at: range,
      help: suggestion.map { "did you mean '*\($0)'?" } ?? "anchors reach to the end of their document")
  }

  static func recursiveAlias(_ name: String, at range: SourceRange, anchor: SourceRange) -> Diagnostic {
    Diagnostic(
      "yaml.recursiveAlias", .error, "'*\(shortened(name))' stands within its own anchor", at: range,
      related: [.init("the anchor begins here", at: anchor)], help: "write out the value that is meant")
  }

  static func encoding(_ problem: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("yaml.encoding", .error, "not UTF-8: \(problem)", at: range, help: "save the text as UTF-8")
  }

  static func wrongEncoding(_ name: String, in source: SourceID) -> Diagnostic {
    Diagnostic(
      "yaml.encoding", .error, "the text is \(name); only UTF-8 is read", at: SourceRange(source: source, start: 0, end: 0),
      help: "save the text as UTF-8")
  }

  static func controlCharacter(_ value: Int, at range: SourceRange) -> Diagnostic {
    let code = String(value, radix: 16, uppercase: true)
    let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
    return Diagnostic(
      "yaml.controlCharacter", .error, "the control character U+\(digits) is not allowed", at: range,
      help: "in double quotes it can be written '\\u\(digits)'")
  }

  static func tag(_ name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "yaml.tag", .error, "tags such as '\(shortened(name))' are not allowed", at: range,
      help: "remove the tag: the field decides how its value is read")
  }

  static func complexKey(at range: SourceRange) -> Diagnostic {
    Diagnostic("yaml.complexKey", .error, "a key must be a single word, not a mapping or a sequence", at: range)
  }

  static func duplicateKey(_ name: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic(
      "yaml.duplicateKey", .error, "the key '\(shortened(name))' is given twice", at: range,
      related: [.init("first given here", at: first)],
      help: "remove one of the two")
  }
}

/// The wording of the bounds, each with its value.
extension Diagnostic {
  static func tooLarge(_ size: Int, limit: Int, in source: SourceID) -> Diagnostic {
    Diagnostic(
      "yaml.size", .error, "the text has \(size) bytes; at most \(limit) are read", at: SourceRange(source: source, start: 0, end: 0),
      help: "split it into several files")
  }

  static func tooLongScalar(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("yaml.size", .error, "a value has more than \(limit) bytes", at: range)
  }

  static func tooDeep(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("yaml.depth", .error, "more than \(limit) collections within one another", at: range, help: "no manifest needs such a depth")
  }

  static func aliasBomb(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "yaml.aliasBomb", .error, "the aliases of this text expand to more than \(limit) values", at: range,
      help: "write fewer aliases of aliases")
  }

  static func aliasBytes(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "yaml.aliasBomb", .error, "the aliases of this text expand to more than \(limit) bytes of text", at: range,
      help: "write fewer aliases of long texts")
  }

  static func tooManyDirectives(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("yaml.directives", .error, "more than \(limit) lines begin with '%TAG'", at: range)
  }

  static func tooManyProblems(limit: Int, at range: SourceRange) -> Diagnostic {
    Diagnostic("yaml.problems", .error, "this is problem number \(limit) of this text, which is read no further", at: range)
  }

  static func outOfMemory(at range: SourceRange) -> Diagnostic {
    Diagnostic("yaml.memory", .error, "no memory is left to read this text", at: range)
  }
}

/// What is quoted from the input is cut, so that a message stays a line.
private func shortened(_ text: String) -> String {
  text.unicodeScalars.count <= 60 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(59))) + "…"
}
