package import Documents

/// Merges bases and patches into a new tape, as Kubernetes' strategic merge patch does: mappings key by key, lists with a key item by item
/// (those of the base first, new ones after them), and all else is replaced.
///
/// `null` in a patch removes a field. `$patch: delete` in a mapping or an item removes it, `$patch: replace` puts it in the place of the
/// base's, and an item that is only `$patch: replace` does so with the whole list. Takes time in proportion to what is written.
package struct NodeMerge: Sendable {
  /// What a base is to its patch, which says whose place a mapping has that both write.
  package enum Use: Sendable {
    /// The base is the object, and the patch changes it.
    case overlay
    /// The patch is the object, and builds on the base.
    case template
  }

  /// A side of a merge: a node, and the tape it is from as the splicer knows it.
  package struct Side {
    package let node: Node
    package let input: TapeSplicer.Input

    package init(_ node: Node, of input: TapeSplicer.Input) {
      self.node = node
      self.input = input
    }

    func at(_ node: Node) -> Side { Side(node, of: input) }
  }

  /// What is special about the outermost mapping of a merge.
  package struct Top {
    /// Keys of the base that are left out.
    package var omitting: [StaticString] = []
    /// The key of the patch that is written before all others.
    package var first: StaticString?

    package init(omitting: [StaticString] = [], first: StaticString? = nil) {
      self.omitting = omitting
      self.first = first
    }

    func omits(_ key: Node) -> Bool { omitting.contains { key.hasText($0) } }
  }

  private let use: Use
  /// What comes out is merged once more, with something below it: what items of lists remove, they remove from that, too, and say so still.
  private let keepsRemovals: Bool
  /// How many items of lists are being written, one within the other.
  private var itemDepth = 0
  package var splicer: TapeSplicer
  package var diagnostics: [Diagnostic] = []

  package init(_ use: Use, keepsRemovals: Bool = false, splicer: TapeSplicer = TapeSplicer()) {
    self.use = use
    self.keepsRemovals = keepsRemovals
    self.splicer = splicer
  }

  /// Writes what `patch` makes of `base`; nothing where it removes it, and then it returns false.
  ///
  /// - Parameters:
  ///   - base: nil where there is nothing to patch: what the patch says is all there is.
  ///   - top: what is special about the mappings themselves.
  @discardableResult
  package mutating func merge(_ base: Side?, _ patch: Side, by rule: MergeRule, top: Top = Top()) -> Bool {
    switch fate(of: base, under: patch, by: rule) {
    case .removed: return false
    case .replaced: write(nil, patch, by: rule, top: top)
    case .merged: write(base, patch, by: rule, top: top)
    }
    return true
  }

  private enum Fate { case removed, replaced, merged }

  private mutating func fate(of base: Side?, under patch: Side, by rule: MergeRule) -> Fate {
    if patch.node.isScalar { return patch.node.isNull ? .removed : .replaced }
    switch directive(in: patch.node) {
    case .delete: return .removed
    case .replace: return .replaced
    case .merge, nil: break
    }
    guard let base, base.node.kind == patch.node.kind else { return .replaced }
    switch (patch.node.kind, rule) {
    case (.mapping, .fields), (.sequence, .items): return .merged
    default: return .replaced
    }
  }

  private var keeps: Bool { keepsRemovals && itemDepth > 0 }

  private mutating func write(_ base: Side?, _ patch: Side, by rule: MergeRule, top: Top = Top()) {
    switch (patch.node.kind, rule) {
    case (.mapping, _): writeMapping(base, patch, by: rule, top: top)
    case (.sequence, .items(by: let key, let item)): writeList(base, patch, by: ByteName(key), item, key)
    default: splicer.append(patch.node, of: patch.input)
    }
  }

  /// Whose place a collection has that both write.
  private func outer(_ base: Side?, _ patch: Side) -> Side {
    use == .overlay ? base ?? patch : patch
  }

  // MARK: Mappings

  private mutating func writeMapping(_ base: Side?, _ patch: Side, by rule: MergeRule, top: Top) {
    var members = MergeIndex(membersOf: patch.node)
    let whole = outer(base, patch)
    let index = splicer.open(whole.node, of: whole.input)
    var children = 0
    if let first = top.first {
      patch.node.forEachPair { key, _ in
        guard key.hasText(first), let member = members.take(key) else { return }
        children += writeMember(nil, (patch.at(member.node), patch.at(member.value)), by: rule.rule(of: key))
      }
    }
    base?.node.forEachPair { key, value in
      guard let base, !top.omits(key) else { return }
      if let member = members.take(key) {
        children += writeMember((base.at(key), base.at(value)), (patch.at(member.node), patch.at(member.value)), by: rule.rule(of: key))
      } else {
        splicer.append(key, of: base.input)
        splicer.append(value, of: base.input)
        children += 2
      }
    }
    for member in members.left where !member.node.hasText("$patch") {
      children += writeMember(nil, (patch.at(member.node), patch.at(member.value)), by: rule.rule(of: member.node))
    }
    splicer.close(index, children: children)
  }

  typealias Member = (key: Side, value: Side)

  /// How many children that makes: two, or none where it is removed.
  mutating func writeMember(_ base: Member?, _ patch: Member, by rule: MergeRule) -> Int {
    let fate = fate(of: base?.value, under: patch.value, by: rule)
    if fate == .removed, !keeps { return 0 }
    let name = fate == .merged ? outer(base?.key, patch.key) : patch.key
    splicer.append(name.node, of: name.input)
    if fate != .merged, keeps {
      splicer.append(patch.value.node, of: patch.value.input)
    } else {
      write(fate == .merged ? base?.value : nil, patch.value, by: rule)
    }
    return 2
  }

  // MARK: Lists

  private mutating func writeList(_ base: Side?, _ patch: Side, by key: ByteName, _ rule: MergeRule, _ keyText: String) {
    itemDepth += 1
    defer { itemDepth -= 1 }
    var items = MergeIndex(itemsOf: patch.node, by: key)
    let whole = outer(base, patch)
    let index = splicer.open(whole.node, of: whole.input)
    var children = 0
    if let base, !replacesAll(patch.node) {
      base.node.forEachItem { item in
        if let new = items.take(MergeIndex.name(of: item, by: key)) {
          if merge(base.at(item), patch.at(new.value), by: rule) { children += 1 }
        } else {
          splicer.append(item, of: base.input)
          children += 1
        }
      }
    }
    for item in items.left where !isOnlyDirective(item.value) {
      if merge(nil, patch.at(item.value), by: rule) {
        children += 1
      } else {
        diagnostics.append(.nothingToDelete(item.value, key: keyText))
      }
    }
    splicer.close(index, children: children)
  }

  private mutating func replacesAll(_ list: Node) -> Bool {
    var replaces = false
    list.forEachItem { item in
      if isOnlyDirective(item), let directive = directive(in: item), directive != .merge { replaces = true }
    }
    return replaces
  }

  private func isOnlyDirective(_ item: Node) -> Bool {
    var isDirective = false
    if item.kind == .mapping, item.count == 2 { item.forEachPair { key, _ in isDirective = key.hasText("$patch") } }
    return isDirective
  }

  // MARK: Directives

  package enum Directive: String, CaseIterable, Sendable { case merge, replace, delete }

  /// What `$patch` says in a mapping.
  package mutating func directive(in node: Node) -> Directive? {
    guard node.kind == .mapping else { return nil }
    var found: Node?
    node.forEachPair { key, value in if key.hasText("$patch") { found = value } }
    guard let found else { return nil }
    if found.isScalar, let directive = Directive(rawValue: found.string) { return directive }
    diagnostics.append(.unknownDirective(found))
    return nil
  }
}

extension Diagnostic {
  static func unknownDirective(_ node: Node) -> Diagnostic {
    let words = NodeMerge.Directive.allCases.map(\.rawValue)
    let word = node.isScalar ? node.string : "this"
    let meant = nearest(to: word, among: words)
    return Diagnostic(
      "patch.unknown", .error, "'\(word)' is no way to patch", at: node.range,
      help: meant.map { "did you mean '\($0)'?" } ?? "the ways are \(words.joined(separator: ", "))",
      fix: meant.map { TextEdit(node.range, replacement: $0) })
  }

  static func nothingToDelete(_ item: Node, key: String) -> Diagnostic {
    let name = item.kind == .mapping ? item.value(key).flatMap { $0.isScalar ? $0.string : nil } : nil
    return Diagnostic(
      "patch.unmatched", .warning, "there is no item \(name.map { "whose \(key) is '\($0)'" } ?? "here") to delete", at: item.range)
  }
}
