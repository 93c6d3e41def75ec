internal import Documents

/// What an object's `metadata.annotations` ask of weft; those of other tools pass.
package struct Annotations: Hashable, Sendable {
  /// It is never deleted: `weft/protect: "true"`.
  package var isProtected = false
  /// The name that it had before: `weft/renamed-from`.
  package var renamedFrom: String?
  /// Rules that do not speak about it: `weft/ignore`, one `RULE: reason` a line.
  package var ignored: [Ignored] = []

  package init() {}

  package struct Ignored: Hashable, Sendable {
    package let rule: String
    package let reason: String

    package init(rule: String, reason: String) {
      self.rule = rule
      self.reason = reason
    }
  }

  /// Which rule's silence has which reason; nil where it may speak.
  package func reason(for rule: String) -> String? {
    ignored.isEmpty ? nil : ignored.first { $0.rule == rule }?.reason
  }
}

extension Codec<Annotations> {
  /// `RULE: reason` with both of them there; blanks around each are nothing.
  private static let line = "[^:\\n]*[^ :\\n][^:\\n]*:[^\\n]*[^ \\n][^\\n]*"

  private static let known = [
    known(
      "weft/ignore", "rules that keep quiet about the object, one 'RULE: reason' a line",
      .formed(
        TextForm(
          "one 'RULE: reason' a line", wrong: "ignore.reason", pattern: "^(\(line))?(\\n(\(line))?)*$",
          examples: ["redundancy.oneAdapter: the lab has one card"]))),
    known("weft/protect", "\"true\" where the object is never to be deleted", .words(["true"])),
    known("weft/renamed-from", "the name that the object had before, so that it keeps what it has", .text),
  ]

  private static func known(_ name: String, _ doc: String, _ shape: Shape) -> FieldOutline {
    FieldOutline(name: name, doc: doc, isRequired: false, absent: nil, expectation: "a text", shape: shape)
  }

  static let annotations = Codec("a mapping of texts", .texts(known: known)) { node, decoder in
    var annotations = Annotations()
    guard node.isMapping else { return decoder.mismatch(node, "a mapping of texts") }
    node.forEachPair { key, value in
      guard key.isScalar, let text = Codec<String>.text.decode(value, &decoder) else { return }
      let name = key.string
      guard name.utf8.starts(with: "weft/".utf8) else { return }
      switch name {
      case "weft/ignore": annotations.ignored = ignored(text, at: value, &decoder)
      case "weft/protect": annotations.isProtected = text == "true" || decoder.notTrue(value)
      case "weft/renamed-from": annotations.renamedFrom = text
      default: decoder.unknownAnnotation(key, among: known.map(\.name))
      }
    }
    return annotations
  } encode: { annotations in
    var members: [ManifestValue.Member] = []
    if !annotations.ignored.isEmpty {
      let lines = annotations.ignored.map { "\($0.rule): \($0.reason)" }
      members.append(.init("weft/ignore", .text(lines.joined(separator: "\n"))))
    }
    if annotations.isProtected { members.append(.init("weft/protect", .text("true"))) }
    if let name = annotations.renamedFrom { members.append(.init("weft/renamed-from", .text(name))) }
    return .mapping(members)
  }

  /// One `RULE: reason` a line.
  private static func ignored(_ text: String, at node: Node, _ decoder: inout ManifestDecoder) -> [Annotations.Ignored] {
    // By code points: a line end of two, or an accent on a colon, is one character to Swift.
    text.unicodeScalars.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      let rule = parts.first.map(trimmed) ?? ""
      let reason = parts.count == 2 ? trimmed(parts[1]) : ""
      guard !rule.isEmpty, !reason.isEmpty else {
        decoder.noReason(node, String(Substring(line)))
        return nil
      }
      return Annotations.Ignored(rule: rule, reason: reason)
    }
  }

  private static func trimmed(_ text: Substring.UnicodeScalarView) -> String {
    var rest = text
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(Substring(rest))
  }
}

extension ManifestDecoder {
  fileprivate mutating func unknownAnnotation(_ key: Node, among names: [String]) {
    let meant = nearest(to: key.string, among: names)
    diagnostics.append(
      Diagnostic(
        "annotation.unknown", .error, "weft has no annotation '\(key.string)'", at: key.range,
        help: meant.map { "did you mean '\($0)'?" } ?? "it has \(names.joined(separator: ", "))",
        fix: meant.map { TextEdit(key.range, replacement: $0) }))
  }

  fileprivate mutating func notTrue(_ node: Node) -> Bool {
    diagnostics.append(
      Diagnostic(
        "annotation.invalid", .error, "'weft/protect' is \"true\" or absent, not \"\(node.string)\"", at: node.range,
        help: "write \"true\", or take the annotation away", fix: TextEdit(node.range, replacement: "\"true\"")))
    return false
  }

  fileprivate mutating func noReason(_ node: Node, _ line: String) {
    diagnostics.append(
      Diagnostic(
        "ignore.reason", .error, "'\(line)' silences a rule without a reason", at: node.range,
        help: "write one 'RULE: reason' a line, such as 'redundancy.oneAdapter: the lab has one card'"))
  }
}
