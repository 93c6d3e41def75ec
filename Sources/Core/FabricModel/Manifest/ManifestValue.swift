internal import Documents

/// A manifest value on its way to YAML: what encoding a kind yields, and what `import` writes.
package indirect enum ManifestValue: Hashable, Sendable {
  /// A word of the language or a number: written as it is.
  case word(String)
  /// A text that must come back as a text: quoted where YAML would see something else.
  case text(String)
  case list([ManifestValue])
  case mapping([Member])
  /// A short mapping on one line: `{pool: lan, size: 4}`.
  case inline([Member])

  package struct Member: Hashable, Sendable {
    package let key: String
    package let value: ManifestValue
    /// Written as comment lines above the member, for what a person has to decide.
    package var comment: String?
    /// Written as a comment behind the member, where that is on one line.
    package var remark: String?

    package init(_ key: String, _ value: ManifestValue, comment: String? = nil, remark: String? = nil) {
      self.key = key
      self.value = value
      self.comment = comment
      self.remark = remark
    }
  }
}

extension ManifestValue {
  /// The value as the text of a YAML document, without a `---`.
  package func yaml() -> String {
    var out = ""
    write(into: &out, indent: 0, afterDash: false)
    return out
  }

  private func write(into out: inout String, indent: Int, afterDash: Bool) {
    guard case .mapping(let members) = self else { return }
    var first = afterDash
    for member in members {
      if let comment = member.comment {
        for line in comment.split(separator: "\n") {
          if first { out += "\n" }
          first = false
          out += String(repeating: " ", count: indent) + "# \(line)\n"
        }
      }
      if !first { out += String(repeating: " ", count: indent) }
      first = false
      out += Self.quoted(member.key) + ":"
      member.value.writeMember(into: &out, indent: indent, remark: member.remark.map { "  # \($0)" } ?? "")
    }
  }

  private func writeMember(into out: inout String, indent: Int, remark: String) {
    switch self {
    case .mapping(let members) where !members.isEmpty:
      out += "\n"
      write(into: &out, indent: indent + 2, afterDash: false)
    case .list(let items) where items.contains { $0.isBlock }:
      out += "\n"
      for item in items {
        out += String(repeating: " ", count: indent + 2) + "- "
        if case .mapping = item { item.write(into: &out, indent: indent + 4, afterDash: true) } else { out += item.flow + "\n" }
      }
    default: out += " \(flow)\(remark)\n"
    }
  }

  private var isBlock: Bool {
    switch self {
    case .mapping(let members): !members.isEmpty
    case .inline: true
    default: false
    }
  }

  /// The value on one line.
  package var flowText: String { flow }

  /// On one line.
  private var flow: String {
    switch self {
    case .word(let word): word
    case .text(let text): Self.quoted(text)
    case .list(let items): "[" + items.map(\.flow).joined(separator: ", ") + "]"
    case .mapping(let members), .inline(let members):
      "{" + members.map { "\(Self.quoted($0.key)): \($0.value.flow)" }.joined(separator: ", ") + "}"
    }
  }

  /// Plain where YAML reads it back as this very text, in quotes elsewhere.
  package static func quoted(_ text: String) -> String {
    let isPlain =
      !text.isEmpty && !looksTyped(text) && text.utf8.first != UInt8(ascii: "-") && text.utf8.last != UInt8(ascii: ":")
      && text.utf8.allSatisfy(isPlainByte)
    if isPlain { return text }
    var writer = JSONWriter()
    writer.string(text)
    return writer.text
  }

  private static func isPlainByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "+"),
      UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "="):
      true
    default: false
    }
  }

  /// Whether YAML 1.1 or 1.2 readers might take the plain text for a number, a truth value, nothing, or a time.
  private static func looksTyped(_ text: String) -> Bool {
    let words = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "~", ".nan", ".inf"]
    if words.contains(text.lowercased()) { return true }
    let first = text.utf8.first!
    let startsLikeNumber = (0x30...0x39).contains(first) || first == UInt8(ascii: "+") || first == UInt8(ascii: ".")
    guard startsLikeNumber else { return false }
    return text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || "+-.:_eExXoabcdefABCDEF".utf8.contains(byte)
    }
  }
}
