/// One rule of YAML, as a text and what the reader must make of it.
///
/// The texts follow YAML 1.2 as libyaml reads it. Values are written in the notation of `YAMLNotation`.
package struct YAMLCase: Sendable, CustomStringConvertible {
  package enum Outcome: Sendable, Hashable {
    /// All documents, joined by ` --- `.
    case value(String)
    /// The first diagnostic: its id, and `line:column` where it begins.
    case refusal(id: String, at: String)
  }

  package let name: String
  package let bytes: [UInt8]
  package let outcome: Outcome
  /// Why weft refuses what YAML allows.
  package var deviation: String?
  /// Where readers of YAML disagree with libyaml: what the others do.
  package var elsewhere: String?

  package var text: String { String(decoding: bytes, as: UTF8.self) }
  package var description: String { name }

  package static func reads(_ name: String, _ text: String, _ value: String, elsewhere: String? = nil) -> YAMLCase {
    YAMLCase(name: name, bytes: Array(text.utf8), outcome: .value(value), elsewhere: elsewhere)
  }

  /// What no reader of YAML takes.
  package static func refuses(
    _ name: String, _ text: String, at place: String, id: String = "yaml.syntax", elsewhere: String? = nil
  ) -> YAMLCase {
    YAMLCase(name: name, bytes: Array(text.utf8), outcome: .refusal(id: id, at: place), elsewhere: elsewhere)
  }

  /// The same, of bytes that are no text.
  package static func refuses(_ name: String, bytes: [UInt8], at place: String, id: String) -> YAMLCase {
    YAMLCase(name: name, bytes: bytes, outcome: .refusal(id: id, at: place))
  }

  /// What YAML allows and weft's language does not.
  package static func declines(_ name: String, _ text: String, at place: String, id: String, because reason: String) -> YAMLCase {
    YAMLCase(name: name, bytes: Array(text.utf8), outcome: .refusal(id: id, at: place), deviation: reason)
  }

  package static let all: [YAMLCase] =
    plainScalars + quotedScalars + blockScalars + flowCollections + indentation + comments + anchors + tagsAndDirectives
    + documentMarkers + folding + characters + keys + emptyValues + typedTexts
}

/// How values are written down for comparison: `{<key>: <plain>, "quoted key": ["quoted"]}`.
package enum YAMLNotation {
  package static func plain(_ text: String) -> String { "<" + escaped(text, closing: ">") + ">" }
  package static func quoted(_ text: String) -> String { "\"" + escaped(text, closing: "\"") + "\"" }

  /// What could be mistaken or not be seen is written as an escape.
  private static func escaped(_ text: String, closing: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result.append(contentsOf: "\\n".unicodeScalars)
      case "\t": result.append(contentsOf: "\\t".unicodeScalars)
      case "\r": result.append(contentsOf: "\\r".unicodeScalars)
      case "\\", closing: result.append(contentsOf: ["\\", scalar])
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{A0}", "\u{2028}", "\u{2029}", "\u{FEFF}":
        result.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
