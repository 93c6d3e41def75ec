package import Documents

/// Collects what is wrong while manifests are decoded; every complaint returns nil, so that decoding goes on with the next field.
package struct ManifestDecoder {
  package var diagnostics: [Diagnostic] = []
  /// What is read completes something else or is completed by it, so that required fields may be missing.
  package var isPartial: Bool

  package init(isPartial: Bool = false) { self.isPartial = isPartial }

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

  /// Whether a plain scalar is a truth value, nothing or a number to YAML (YAML 1.2, core schema).
  package func isTyped(_ node: Node) -> Bool {
    if node.isNull { return true }
    let bytes = node.bytes
    guard let first = bytes.first else { return true }
    switch first {
    case UInt8(ascii: "t"), UInt8(ascii: "T"): return node.hasText("true") || node.hasText("True") || node.hasText("TRUE")
    case UInt8(ascii: "f"), UInt8(ascii: "F"): return node.hasText("false") || node.hasText("False") || node.hasText("FALSE")
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x30...0x39: return NumberLike.matches(bytes)
    default: return false
    }
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
