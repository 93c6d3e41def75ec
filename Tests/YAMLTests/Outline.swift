import Documents
import YAML

/// Reads a text in one piece.
func read(_ text: String, bounds: YAMLBounds = .standard) -> YAMLDocuments { read(Array(text.utf8), bounds: bounds) }

func read(_ bytes: [UInt8], bounds: YAMLBounds = .standard) -> YAMLDocuments {
  YAMLReader.read(SourceFile(path: "test.yaml", bytes: bytes), as: SourceID(0), bounds: bounds)
}

extension YAMLDocuments {
  var ids: [String] { diagnostics.map(\.id) }

  /// The documents in a form to compare: `{key: "quoted", key: [plain, plain]}`.
  var outlines: [String] {
    tapes.flatMap { tape in
      var outlines: [String] = []
      tape.forEachDocument { outlines.append(outline(of: $0)) }
      return outlines
    }
  }

  /// As `outlines`, with the byte range of every node.
  var outlinesWithRanges: [String] {
    tapes.flatMap { tape in
      var outlines: [String] = []
      tape.forEachDocument { outlines.append(outline(of: $0, ranges: true)) }
      return outlines
    }
  }

  /// The source text of the node found by walking keys from the root of the first document.
  func source(_ keys: String..., in text: String) -> String? {
    var found: String?
    tapes[0].forEachDocument { root in
      guard found == nil else { return }
      let node = keys.reduce(Optional(root)) { $0?.value($1) }
      if let range = node?.range { found = String(decoding: Array(text.utf8)[Int(range.start)..<Int(range.end)], as: UTF8.self) }
    }
    return found
  }
}

func outline(of node: Node, ranges: Bool = false) -> String {
  let place = ranges ? "@\(node.range.start)-\(node.range.end)" : ""
  var parts: [String] = []
  switch node.kind {
  case .plain: return node.string + place
  case .quoted: return "\"\(node.string)\"" + place
  case .mapping:
    node.forEachPair { parts.append(outline(of: $0, ranges: ranges) + ": " + outline(of: $1, ranges: ranges)) }
    return "{" + parts.joined(separator: ", ") + "}" + place
  case .sequence:
    node.forEachItem { parts.append(outline(of: $0, ranges: ranges)) }
    return "[" + parts.joined(separator: ", ") + "]" + place
  case .document: return "document"
  }
}

extension Diagnostic {
  /// `line:column` of its place in the text.
  func place(in text: String) -> String { place(in: Array(text.utf8)) }

  func place(in bytes: [UInt8]) -> String {
    guard let range else { return "nowhere" }
    let position = SourceFile(path: "", bytes: bytes).position(at: Int(range.start))
    return "\(position.line):\(position.column)"
  }
}
