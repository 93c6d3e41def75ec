internal import Documents

/// An object as it was written that builds on templates, its own or those of its v-ports.
package struct TemplateUse: Hashable, Sendable {
  /// `ServerProfile` or `ServerProfileTemplate`.
  package let kind: ManifestKind
  package let name: String
  /// Later ones override earlier ones; none where only v-ports in it have templates.
  package let templates: [String]
  /// Where the object is without what it inherits.
  package let origin: Origin

  init(kind: ManifestKind, name: String, templates: [String], origin: Origin) {
    self.kind = kind
    self.name = name
    self.templates = templates
    self.origin = origin
  }

  /// Nil where the object is wrong in a way that has to be said first.
  init?(_ object: Node, _ kind: ManifestKind, _ metadata: Node, _ templates: [String], tape: Int) {
    guard metadata.kind == .mapping, let name = metadata.value("name"), name.isScalar else { return nil }
    self.init(kind: kind, name: name.string, templates: templates, origin: Origin(tape: tape, node: object.index))
  }

  /// Where it names one of its templates.
  func place(ofTemplate position: Int, in tapes: [NodeTape]) -> SourceRange? {
    let path: [Locator.Step] = [.key("spec"), .key("template"), .item(position)]
    return Locator(tapes: tapes).range(tape: Int(origin.tape), node: Int(origin.node), path)
  }
}

extension Node {
  /// The names under `template` in a spec; nil where it is not there or says something else.
  var templates: [String]? {
    guard kind == .mapping else { return nil }
    var found: Node?
    forEachPair { key, value in if key.hasText("template") { found = value } }
    guard let found else { return nil }
    if found.isScalar { return found.isNull ? nil : [found.string] }
    var names: [String] = []
    found.forEachItem { if $0.isScalar, !$0.isNull { names.append($0.string) } }
    return found.kind != .sequence || names.count != found.count ? nil : names
  }
}
