package import Documents

/// Collects what is wrong while manifests are decoded; every complaint returns nil, so that decoding goes on with the next field.
package struct ManifestDecoder {
  package var diagnostics: [Diagnostic] = []

  package init() {}

  package mutating func mismatch<Value>(_ node: Node, _ expectation: String) -> Value? {
    diagnostics.append(Diagnostic("value.type", .error, "expected \(expectation), not \(describe(node))", at: node.range))
    return nil
  }

  package mutating func malformed<Value>(_ node: Node, _ expectation: String, id: String) -> Value? {
    diagnostics.append(Diagnostic(id, .error, "'\(node.string)' is not \(expectation)", at: node.range))
    return nil
  }

  package mutating func outOfRange<Value>(_ node: Node, _ expectation: String) -> Value? {
    diagnostics.append(Diagnostic("value.range", .error, "expected \(expectation), not \(node.string)", at: node.range))
    return nil
  }

  package mutating func unquoted<Value>(_ node: Node) -> Value? {
    let text = node.string
    diagnostics.append(
      Diagnostic(
        "value.type", .error, "expected a text, but YAML reads an unquoted \(text) as something else", at: node.range,
        help: "write \"\(text)\"", fix: TextEdit(node.range, replacement: "\"\(text)\"")))
    return nil
  }

  package mutating func unknownWord<Value>(_ node: Node, _ word: String, among words: [String]) -> Value? {
    let meant = nearest(to: word, among: words)
    diagnostics.append(
      Diagnostic(
        "value.unknown", .error, "'\(word)' is none of \(words.joined(separator: ", "))", at: node.range,
        help: meant.map { "did you mean '\($0)'?" }, fix: meant.map { TextEdit(node.range, replacement: $0) }))
    return nil
  }

  package mutating func badName<Value>(_ node: Node, _ name: String, _ problem: String, suggestion: String?) -> Value? {
    diagnostics.append(
      Diagnostic(
        "name.invalid", .error, "'\(name)' is not a name: \(problem)", at: node.range,
        help: suggestion.map { "'\($0)' would do" }, fix: suggestion.map { TextEdit(node.range, replacement: $0) }))
    return nil
  }

  /// The field that was meant, if one is near.
  @discardableResult
  package mutating func unknownField(_ key: Node, in subject: String, among names: [String]) -> String? {
    let name = key.isScalar ? key.string : "this"
    let meant = nearest(to: name, among: names)
    diagnostics.append(
      Diagnostic(
        "field.unknown", .error, "\(subject) has no field '\(name)'", at: key.range,
        help: meant.map { "did you mean '\($0)'?" } ?? "it has \(names.joined(separator: ", "))",
        fix: meant.map { TextEdit(key.range, replacement: $0) }))
    return meant
  }

  package mutating func missingField(_ name: String, in subject: String, at node: Node) {
    diagnostics.append(Diagnostic("field.missing", .error, "\(subject) needs the field '\(name)'", at: node.range))
  }

  package mutating func notYet(_ node: Node, _ what: String) {
    diagnostics.append(
      Diagnostic(
        "unsupported", .error, "this version of weft does not carry out \(what)", at: node.range,
        help: "take it out, or keep these objects under another tool for now"))
  }

  /// Whether a plain scalar is a truth value, nothing or a number to YAML.
  package func isTyped(_ node: Node) -> Bool {
    if node.isNull || node.hasText("true") || node.hasText("false") { return true }
    let bytes = node.bytes
    guard let first = bytes.first, (0x30...0x39).contains(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else {
      return false
    }
    return bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
      && (bytes.count > 1 || (0x30...0x39).contains(first))
  }

  private func describe(_ node: Node) -> String {
    switch node.kind {
    case .mapping, .document: "a mapping"
    case .sequence: "a list"
    case .quoted: "the text \"\(node.string)\""
    case .plain: node.isNull ? "nothing" : "'\(node.string)'"
    }
  }
}
