import Documents
import TestSupport
import Testing
import YAML

/// The rules of YAML one by one: what is accepted has the right value, and what is refused says where.
@Suite("YAML's rules")
struct CaseTests {
  @Test("Every rule of YAML is kept", arguments: YAMLCase.all)
  func rule(_ it: YAMLCase) {
    let documents = read(it.bytes)
    switch it.outcome {
    case .value(let value):
      #expect(documents.diagnostics.map { "\($0.id) \($0.place(in: it.bytes)): \($0.message)" } == [])
      // Not as texts: Swift takes differently composed characters for equal.
      #expect(Array(documents.notation.utf8) == Array(value.utf8), "\(documents.notation) is not \(value)")
    case .refusal(let id, let place):
      #expect(documents.diagnostics.first.map { "\($0.id) \($0.place(in: it.bytes))" } == "\(id) \(place)")
    }
    for tape in documents.tapes { #expect(defect(in: tape) == nil) }
  }

  @Test("There are many rules, each with a name and a text of its own")
  func table() {
    #expect(YAMLCase.all.count >= 250)
    #expect(Set(YAMLCase.all.map(\.name)).count == YAMLCase.all.count)
    #expect(Set(YAMLCase.all.map(\.bytes)).count == YAMLCase.all.count)
  }

  @Test("The notation tells plain from quoted, and shows what is not seen")
  func notation() {
    #expect(read("a>: 'b\"\t'\n").notation == #"{<a\>>: "b\"\t"}"#)
    #expect(read("'a'\n---\n[\"\\0\", b]\n").notation == #""a" --- ["\u{0}", <b>]"#)
  }
}

extension YAMLDocuments {
  /// All documents in the notation of the cases.
  var notation: String {
    var documents: [String] = []
    for tape in tapes { tape.forEachDocument { documents.append(YAMLTests.notation(of: $0)) } }
    return documents.joined(separator: " --- ")
  }
}

private func notation(of node: Node) -> String {
  var parts: [String] = []
  switch node.kind {
  case .plain: return YAMLNotation.plain(node.string)
  case .quoted: return YAMLNotation.quoted(node.string)
  case .mapping:
    node.forEachPair { parts.append(notation(of: $0) + ": " + notation(of: $1)) }
    return "{" + parts.joined(separator: ", ") + "}"
  case .sequence:
    node.forEachItem { parts.append(notation(of: $0)) }
    return "[" + parts.joined(separator: ", ") + "]"
  case .document: return "document"
  }
}
