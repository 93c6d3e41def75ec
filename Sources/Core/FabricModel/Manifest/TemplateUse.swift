package import Documents

/// A profile as it was written that builds on a template.
package struct TemplateUse: Hashable, Sendable {
  package let profile: String
  /// Later ones override earlier ones.
  package let templates: [String]
  /// Where the profile is without what it inherits.
  package let origin: Origin

  /// Nil where the profile names no template, or is wrong in a way that has to be said first.
  init?(_ profile: Node, _ spec: Node?, _ metadata: Node, tape: Int) {
    guard let spec, spec.kind == .mapping else { return nil }
    var template: Node?
    spec.forEachPair { key, value in if key.hasText("template") { template = value } }
    guard let template, let templates = template.names else { return nil }
    guard metadata.kind == .mapping, let name = metadata.value("name"), name.isScalar else { return nil }
    self.profile = name.string
    self.templates = templates
    origin = Origin(tape: tape, node: profile.index)
  }
}

/// What a template gives: a mapping with the fields of `ServerProfile.body`.
package struct TemplateBody: Hashable, Sendable {
  /// The index of its tape, and of its entry there.
  package let tape: Int
  package let node: Int

  package init(tape: Int, node: Int) {
    self.tape = tape
    self.node = node
  }

  /// The `spec` of a template; nil where it has none.
  init?(_ template: Declared<ServerProfileTemplate>, in tapes: [NodeTape]) {
    let tape = Int(template.origin.tape)
    guard tapes.indices.contains(tape) else { return nil }
    let spec = tapes[tape].withNode(at: Int(template.origin.node)) { node -> Int? in
      node.value("spec").flatMap { $0.kind == .mapping ? $0.index : nil }
    }
    guard let spec else { return nil }
    self.init(tape: tape, node: spec)
  }

  /// The body as one line of JSON, but for numbers that only YAML knows: as the ledger keeps it.
  package func text(in tapes: [NodeTape]) -> String {
    var json = JSONWriter()
    tapes[tape].withNode(at: node) { $0.write(&json, omitting: "update") }
    return json.text
  }
}

extension Node {
  /// A name, or a list of names with something in it; nil where it is neither.
  fileprivate var names: [String]? {
    if isScalar { return isNull ? nil : [string] }
    var names: [String] = []
    forEachItem { if $0.isScalar, !$0.isNull { names.append($0.string) } }
    return names.isEmpty || names.count != count ? nil : names
  }

  fileprivate func write(_ json: inout JSONWriter, omitting: StaticString? = nil) {
    switch kind {
    case .mapping:
      json.object { json in
        forEachPair { key, value in
          if let omitting, key.hasText(omitting) { return }
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
