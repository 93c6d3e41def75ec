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

  private var withoutTemplate: ManifestValue {
    guard case .mapping(let members) = self else { return self }
    return .mapping(members.filter { $0.key != "template" })
  }

  /// A whole object without the templates that it and its v-ports build on, whose fields it has already.
  package init(resolved object: Node, remark: (Node) -> String?) {
    self.init(object, remark: remark)
    guard case .mapping(var members) = self, let spec = members.firstIndex(where: { $0.key == "spec" }) else { return }
    guard case .mapping(var fields) = members[spec].value else { return }
    fields.removeAll { $0.key == "template" }
    for (index, field) in fields.enumerated() where field.key == "vnics" || field.key == "vhbas" {
      guard case .list(let items) = field.value else { continue }
      fields[index] = Member(field.key, .list(items.map(\.withoutTemplate)), remark: field.remark)
    }
    members[spec] = Member("spec", .mapping(fields))
    self = .mapping(members)
  }
}
