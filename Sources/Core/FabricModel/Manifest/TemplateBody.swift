package import Documents

/// What a template gives: a mapping with the fields of its body, and its own among them.
package struct TemplateBody: Hashable, Sendable {
  /// The index of its tape, and of its entry there.
  package let tape: Int
  package let node: Int

  package init(tape: Int, node: Int) {
    self.tape = tape
    self.node = node
  }

  /// The `spec` of an object; nil where it has none.
  init?(_ origin: Origin, in tapes: [NodeTape]) {
    let tape = Int(origin.tape)
    guard tapes.indices.contains(tape) else { return nil }
    let spec = tapes[tape].withNode(at: Int(origin.node)) { node -> Int? in
      node.value("spec").flatMap { $0.kind == .mapping ? $0.index : nil }
    }
    guard let spec else { return nil }
    self.init(tape: tape, node: spec)
  }

  /// What a template says of itself and nobody inherits.
  static let ownFields: [StaticString] = ["update", "template", "peer", "role", "nativeName"]

  /// The body as one line of JSON, but for numbers that only YAML knows: as the ledger keeps it.
  package func text(in tapes: [NodeTape]) -> String {
    var json = JSONWriter()
    tapes[tape].withNode(at: node) { $0.write(&json, omitting: Self.ownFields) }
    return json.text
  }
}

extension Node {
  fileprivate func write(_ json: inout JSONWriter, omitting: [StaticString] = []) {
    switch kind {
    case .mapping:
      json.object { json in
        forEachPair { key, value in
          if omitting.contains(where: { key.hasText($0) }) { return }
          json.key(key.string)
          value.write(&json)
        }
      }
    case .sequence: json.array { json in forEachItem { $0.write(&json) } }
    case .plain where isNull: json.null()
    case .plain where ManifestDecoder().isTyped(self): json.raw(string)
    default: json.string(string)
    }
  }
}
