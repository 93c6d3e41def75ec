internal import Documents
internal import XML

/// A document of UCS Manager that is carried into an export: only what the manifests say otherwise than it is changed.
///
/// What they said before and what they say now are two trees of one form. Where these differ, the document is changed at the object of the
/// same class and naming attributes; all else, classes that weft does not know among it, stays byte for byte, save secrets.
struct UCSCarriage {
  let tape: XMLTape
  private var edits: XMLEdits
  private var gone: [String] = []
  private var removedElements: Set<Int> = []
  /// Whether an attribute of a class is a secret, by both names: few of them, met many times.
  private var secrecy: [String: Bool] = [:]

  init(_ tape: XMLTape) {
    self.tape = tape
    edits = XMLEdits(to: tape)
  }

  /// The paths of objects that are gone, those that hold the most first.
  var removed: [String] {
    func depth(_ path: String) -> Int { path.count { $0 == "/" } }
    return gone.sorted { (depth($0), $0) < (depth($1), $1) }
  }

  func finish() -> [UInt8] { edits.apply() }

  /// - Parameter own: of what is after, what objects have to say themselves: the rest they get from policies and templates they name.
  mutating func change(from before: XMLTree, to after: XMLTree, own: XMLTree) {
    change(Version(before: before, after: after, own: own), at: tape.rootIndex)
  }

  /// An object as it was, is to be, and has to be said.
  private struct Version {
    var before: XMLTree
    var after: XMLTree
    var own: XMLTree

    /// Of those that have one key, the first counts.
    func children(named name: String) -> (before: [XMLTree], after: [XMLTree], own: [XMLTree]) {
      func children(of tree: XMLTree) -> [XMLTree] {
        var keys: Set<[String]> = []
        return tree.elements.filter { $0.name == name && keys.insert(UCSCarriage.key(of: $0)).inserted }
      }
      return (children(of: before), children(of: after), children(of: own))
    }
  }

  private mutating func change(_ object: Version, at element: Int) {
    let (before, after) = (object.before, object.after)
    if before == after { return }
    let there = Set(tape.withElement(at: element) { UCSTree.attributeNames(of: $0) })
    for attribute in after.attributes where before[attribute.name] != attribute.value {
      if !there.contains(attribute.name), before[attribute.name] != nil, object.own[attribute.name] == nil { continue }
      edits.setAttribute(attribute.name, to: attribute.value, of: element)
    }
    for attribute in before.attributes where after[attribute.name] == nil && there.contains(attribute.name) {
      // What is absent is what the device has, so that nothing is left of it has to be said.
      edits.setAttribute(attribute.name, to: Self.unset[attribute.name] ?? "", of: element)
    }
    var classes: [String] = []
    for child in after.elements + before.elements where !classes.contains(child.name) { classes.append(child.name) }
    for name in classes { changeChildren(named: name, of: object, in: element) }
  }

  private mutating func changeChildren(named name: String, of object: Version, in parent: Int) {
    let (before, after, own) = object.children(named: name)
    if Self.areSame(before, after) { return }
    let there = children(named: name, of: parent)
    // Where v-ports go is said by themselves; a document that does not say it again needs not begin to.
    if there.isEmpty, name == "lsVConAssign" { return }
    let isElsewhere = !before.isEmpty && !before.contains { there[Self.key(of: $0)] != nil }
    // The document has the list in a policy or template: one that is no longer that of the policy has to be said here as a whole.
    if isElsewhere, own.isEmpty { return }
    let (old, new, said) = (Self.byKey(before), Self.byKey(after), Self.byKey(own))
    for child in after {
      let key = Self.key(of: child)
      if !isElsewhere, let same = old[key], Self.areSame([same], [child]) { continue }
      guard let element = there[key] else {
        edits.insert(child, into: parent)
        continue
      }
      let known = isElsewhere ? nil : old[key]
      change(Version(before: known ?? XMLTree(name), after: child, own: said[key] ?? child), at: element)
    }
    for child in before where new[Self.key(of: child)] == nil {
      guard let element = there[Self.key(of: child)] else { continue }
      edits.remove(element)
      removedElements.insert(element)
      gone.append(tape.path(of: element))
    }
  }

  private static func byKey(_ trees: [XMLTree]) -> [[String]: XMLTree] { Dictionary(trees.map { (key(of: $0), $0) }) { first, _ in first } }

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

  fileprivate static func key(of tree: XMLTree) -> [String] { UCSRelativeName.naming(of: tree.name).map { tree[$0] ?? "" } }

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
      element.forEachAttribute { attribute in
        if !attribute.bytes.isEmpty, isSecret(attribute.name, of: name) { secrets.append(attribute.name) }
      }
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

  private mutating func isSecret(_ attribute: String, of element: String) -> Bool {
    let key = "\(element) \(attribute)"
    if let known = secrecy[key] { return known }
    let verdict = UCSSecrets.isSecret(attribute, of: element)
    secrecy[key] = verdict
    return verdict
  }
}
