package import Documents

extension ManifestValue {
  /// What a node says, in its order and in the words that were written.
  ///
  /// - Parameter remark: what is written behind each member whose value is on one line; nil where nothing is.
  package init(_ node: Node, remark: (Node) -> String?) {
    switch node.kind {
    case .mapping, .document:
      var members: [Member] = []
      node.forEachPair { key, value in
        members.append(Member(key.string, ManifestValue(value, remark: remark), remark: remark(value)))
      }
      self = .mapping(members)
    case .sequence:
      var items: [ManifestValue] = []
      node.forEachItem { items.append(ManifestValue($0, remark: remark)) }
      self = .list(items)
    case .plain where ManifestDecoder().isTyped(node): self = .word(node.isNull ? "null" : node.string)
    case .plain, .quoted: self = .text(node.string)
    }
  }

  /// A whole object without the template it builds on, whose fields it has already.
  package init(resolved object: Node, remark: (Node) -> String?) {
    self.init(object, remark: remark)
    guard case .mapping(var members) = self, let spec = members.firstIndex(where: { $0.key == "spec" }) else { return }
    guard case .mapping(var fields) = members[spec].value else { return }
    fields.removeAll { $0.key == "template" }
    members[spec] = Member("spec", .mapping(fields))
    self = .mapping(members)
  }
}
