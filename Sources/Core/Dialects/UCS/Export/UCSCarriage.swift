internal import Documents
internal import XML

/// A document of UCS Manager that is carried into an export: only what the manifests say otherwise than it is changed.
///
/// What they said before and what they say now are two trees of one form. Where these differ, the document is changed at the object of the
/// same class and naming attributes; all else, classes that weft does not know among it, stays byte for byte, save secrets.
struct UCSCarriage {
  let tape: XMLTape
  private var edits: XMLEdits
  /// DNs of objects that are gone, as paths.
  private(set) var removed: [String] = []
  private var removedElements: Set<Int> = []

  init(_ tape: XMLTape) {
    self.tape = tape
    edits = XMLEdits(to: tape)
  }

  func finish() -> [UInt8] { edits.apply() }

  mutating func change(from before: XMLTree, to after: XMLTree) {
    change(from: before, to: after, at: tape.rootIndex)
  }

  private mutating func change(from before: XMLTree, to after: XMLTree, at element: Int) {
    if before == after { return }
    for attribute in after.attributes where before[attribute.name] != attribute.value {
      edits.setAttribute(attribute.name, to: attribute.value, of: element)
    }
    for attribute in before.attributes where after[attribute.name] == nil {
      // What is absent is what the device has, so that nothing is left of it has to be said.
      edits.setAttribute(attribute.name, to: Self.unset[attribute.name] ?? "", of: element)
    }
    changeChildren(from: before.elements, to: after.elements, of: element)
  }

  private mutating func changeChildren(from before: [XMLTree], to after: [XMLTree], of parent: Int) {
    if before == after { return }
    var classes: [String] = []
    for child in after + before where !classes.contains(child.name) { classes.append(child.name) }
    for name in classes {
      let (old, new) = (before.filter { $0.name == name }, after.filter { $0.name == name })
      if !Self.areSame(old, new) { changeChildren(of: name, from: old, to: new, in: parent) }
    }
  }

  private mutating func changeChildren(of name: String, from before: [XMLTree], to after: [XMLTree], in parent: Int) {
    let there = children(named: name, of: parent)
    let old = Dictionary(before.map { (Self.key(of: $0), $0) }) { first, _ in first }
    let new = Dictionary(after.map { (Self.key(of: $0), $0) }) { first, _ in first }
    if !before.isEmpty, !before.contains(where: { there[Self.key(of: $0)] != nil }) {
      // The document has the list elsewhere, in a policy or template: changed, it has to be said here as a whole.
      for child in after where there[Self.key(of: child)] == nil { edits.insert(child, into: parent) }
      for child in after { if let element = there[Self.key(of: child)] { change(from: XMLTree(name), to: child, at: element) } }
      return
    }
    for child in after {
      let key = Self.key(of: child)
      if let same = old[key], Self.areSame([same], [child]) { continue }
      if let element = there[key] {
        change(from: old[key] ?? XMLTree(name), to: child, at: element)
      } else {
        edits.insert(child, into: parent)
      }
    }
    for child in before where new[Self.key(of: child)] == nil {
      guard let element = there[Self.key(of: child)] else { continue }
      edits.remove(element)
      removedElements.insert(element)
      removed.append(tape.path(of: element))
    }
  }

  /// The first child of each key, as it is read.
  private func children(named name: String, of parent: Int) -> [[String]: Int] {
    tape.withElement(at: parent) { element in
      var found: [[String]: Int] = [:]
      let naming = UCSRelativeName.naming(of: name)
      element.forEachChild { child in
        guard child.name == name else { return }
        let key = naming.map { child.attribute(named: $0)?.string ?? "" }
        if found[key] == nil { found[key] = child.index }
      }
      return found
    }
  }

  private static func key(of tree: XMLTree) -> [String] { UCSRelativeName.naming(of: tree.name).map { tree[$0] ?? "" } }

  /// Whether lists of one class say the same, in whatever order.
  private static func areSame(_ one: [XMLTree], _ other: [XMLTree]) -> Bool {
    if one == other { return true }
    guard one.count == other.count else { return false }
    let known = Dictionary(other.map { ([$0.name] + key(of: $0), $0) }) { first, _ in first }
    return one.allSatisfy { tree in
      guard let twin = known[[tree.name] + key(of: tree)], tree.attributes == twin.attributes else { return false }
      return areSame(tree.elements, twin.elements)
    }
  }

  /// What an attribute that was something says when it is nothing; the others are empty then.
  private static let unset = [
    "redundancyPairType": "none", "sharing": "none", "order": "unspecified", "rate": "line-rate", "uuid": "derived", "addr": "derived",
    "prefix": "derived", "fcoeVlan": "1",
  ]

  // MARK: Secrets

  mutating func leaveOutSecrets(_ losses: inout ExportLosses) { leaveOutSecrets(at: tape.rootIndex, &losses) }

  private mutating func leaveOutSecrets(at index: Int, _ losses: inout ExportLosses) {
    if removedElements.contains(index) { return }
    var secrets: [String] = []
    var children: [Int] = []
    var comments: [SourceRange] = []
    tape.withElement(at: index) { element in
      let name = element.name
      element.forEachAttribute { if !$0.bytes.isEmpty, UCSSecrets.isSecret($0.name, of: name) { secrets.append($0.name) } }
      element.forEachItem { item in
        switch item {
        case .element(let child): children.append(child.index)
        case .comment(let text, let range): if UCSSecrets.isSecret(comment: text) { comments.append(range) }
        case .text, .instruction: break
        }
      }
      for secret in secrets { losses.add("\(name)/@\(secret)", "", .secret) }
      for _ in comments { losses.add("\(name)/comment()", "", .secret) }
    }
    for secret in secrets { edits.removeAttribute(secret, of: index) }
    for comment in comments { edits.removeComment(comment) }
    for child in children { leaveOutSecrets(at: child, &losses) }
  }
}
