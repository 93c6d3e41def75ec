/// Finds the place of a field in the texts again, from the tape's entry of the object it belongs to.
package struct Locator: Sendable {
  package enum Step: Sendable {
    case key(String)
    /// The name of a member itself rather than its value.
    case nameOf(String)
    case item(Int)
    /// The item of a list whose `name` (or other key) is this.
    case named(String, by: String = "name")
  }

  package let tapes: [NodeTape]

  package init(tapes: [NodeTape]) { self.tapes = tapes }

  /// The range of the value at the end of `path`, or of the deepest part of the path that exists.
  package func range(tape: Int, node: Int, _ path: [Step]) -> SourceRange? {
    find(tape: tape, node: node, path) { $0.range }
  }

  /// The entry of that value in its tape.
  package func node(tape: Int, node: Int, _ path: [Step]) -> Int? {
    find(tape: tape, node: node, path) { $0.index }
  }

  private func find<Result>(tape: Int, node: Int, _ path: [Step], _ body: (Node) -> Result) -> Result? {
    guard tapes.indices.contains(tape) else { return nil }
    return tapes[tape].withNode(at: node) { root in
      var node = root
      for step in path {
        guard let next = node.follow(step) else { break }
        node = next
      }
      return body(node)
    }
  }
}

extension Node {
  fileprivate func follow(_ step: Locator.Step) -> Node? {
    switch step {
    case .key(let key): return value(key)
    case .nameOf(let name): return key(name)
    case .item(let position): return item(at: position)
    case .named(let name, let key):
      var found: Node?
      forEachItem { item in
        if found == nil, let value = item.value(key), value.isScalar, value.string == name { found = item }
      }
      return found
    }
  }
}
