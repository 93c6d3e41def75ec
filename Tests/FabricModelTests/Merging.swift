import Documents
import FabricModel
import Testing
import YAML

/// What a merge comes to: the value, and for each scalar where it was written.
struct Merged {
  var value: Tree
  /// `base 3`: text and byte, by the path of the scalar.
  var places: [String: String] = [:]
  var inherited: Set<String> = []
  var diagnostics: [Diagnostic] = []
}

/// A JSON-like value.
indirect enum Tree: Hashable {
  case null
  case scalar(String)
  case list([Tree])
  case mapping([Member])

  struct Member: Hashable {
    var key: String
    var value: Tree
    init(_ key: String, _ value: Tree) {
      self.key = key
      self.value = value
    }
  }

  init(_ node: Node) {
    switch node.kind {
    case .mapping, .document:
      var members: [Member] = []
      node.forEachPair { members.append(Member($0.string, Tree($1))) }
      self = .mapping(members)
    case .sequence:
      var items: [Tree] = []
      node.forEachItem { items.append(Tree($0)) }
      self = .list(items)
    default: self = node.isNull ? .null : .scalar(node.string)
    }
  }

  /// In flow style.
  var text: String {
    switch self {
    case .null: "null"
    case .scalar(let text): text
    case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
    case .mapping(let members): "{" + members.map { "\($0.key): \($0.value.text)" }.joined(separator: ", ") + "}"
    }
  }

  subscript(key: String) -> Tree? {
    guard case .mapping(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}

/// The tape of a text, which has to be sound.
func tape(_ text: String, _ source: Int = 0) -> NodeTape {
  let read = YAMLReader.read(SourceFile(path: "\(source).yaml", bytes: Array(text.utf8)), as: SourceID(source))
  #expect(read.diagnostics.map(\.message) == [])
  return read.tapes.first ?? NodeTape(source: SourceID(source), text: [])
}

/// Merges two texts.
func merged(_ base: String, _ patch: String, by rule: MergeRule = .spec(.ServerProfile), _ use: NodeMerge.Use = .overlay) -> Merged {
  let (base, patch) = (tape(base, 0), tape(patch, 1))
  var merge = NodeMerge(use)
  let old = merge.splicer.input(base, number: 0, isInherited: use == .template)
  let new = merge.splicer.input(patch, number: 1)
  base.withNode(at: 1) { base in
    patch.withNode(at: 1) { patch in _ = merge.merge(NodeMerge.Side(base, of: old), NodeMerge.Side(patch, of: new), by: rule) }
  }
  var result = Merged(value: .null, diagnostics: merge.diagnostics)
  if merge.splicer.isEmpty { return result }
  let tape = merge.splicer.finish(source: SourceID(0))
  tape.withNode(at: 0) { node in
    result.value = Tree(node)
    result.walk(node, "")
  }
  return result
}

extension Merged {
  fileprivate mutating func walk(_ node: Node, _ path: String) {
    if node.isInherited { inherited.insert(path) }
    if node.isScalar { places[path] = "\(node.source.index == 0 ? "base" : "patch") \(node.range.start)" }
    node.forEachPair { walk($1, path.isEmpty ? $0.string : "\(path).\($0.string)") }
    var index = 0
    node.forEachItem {
      walk($0, "\(path).\(index)")
      index += 1
    }
  }
}
