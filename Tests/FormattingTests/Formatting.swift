import Documents
import Formatting
import YAML

/// Formats a text, with the ids of what was said.
func format(_ text: String) -> (text: String, ids: [String]) {
  let result = ManifestFormatter.format(SourceFile(path: "test.yaml", bytes: Array(text.utf8)), as: SourceID(0))
  return (String(decoding: result.bytes, as: UTF8.self), result.diagnostics.map(\.id))
}

/// What a text says, with the keys of each mapping sorted; nil where it has errors.
func meaning(_ text: String) -> [String]? {
  let read = YAMLReader.read(SourceFile(path: "test.yaml", bytes: Array(text.utf8)), as: SourceID(0))
  if !read.diagnostics.isEmpty { return nil }
  return read.tapes.flatMap { tape in
    var documents: [String] = []
    tape.forEachDocument { documents.append(meaning($0)) }
    return documents
  }
}

private func meaning(_ node: Node) -> String {
  var parts: [String] = []
  switch node.kind {
  case .plain: return node.string
  case .quoted: return node.string.debugDescription
  case .mapping:
    node.forEachPair { parts.append(meaning($0) + ": " + meaning($1)) }
    return "{" + parts.sorted().joined(separator: ", ") + "}"
  case .sequence:
    node.forEachItem { parts.append(meaning($0)) }
    return "[" + parts.joined(separator: ", ") + "]"
  case .document: return "document"
  }
}
