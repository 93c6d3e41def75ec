package import Documents

/// Layers of manifests, each of which patches the objects of those before it: `-f base -f overlays/lab`.
///
/// Within one layer an object is declared once. A later layer's document of the same kind and name is a strategic merge patch of it
/// (`NodeMerge`), `$patch: delete` at its top deletes the object, and a document that finds no object is a new one.
package struct Layers: Sendable {
  /// Those that were read, and after them one for each layer that patches.
  package private(set) var tapes: [NodeTape]
  /// Objects by tape and entry that are no longer what their document says: they were patched or deleted, or are a patch.
  package private(set) var superseded: [Int: Set<Int>] = [:]
  /// How many objects were patched, each counted once.
  package var patched: Int { patchedObjects.count }
  package private(set) var deleted = 0
  package private(set) var diagnostics: [Diagnostic] = []

  private var known: [Key: Place] = [:]
  private var patchedObjects: Set<Key> = []

  private struct Key: Hashable {
    let kind: ManifestKind
    let name: String
  }

  private struct Place {
    let tape: Int
    let node: Int
  }

  /// - Parameter layers: for each tape the layer that it belongs to, in rising order.
  package init(_ tapes: [NodeTape], layers: [Int]) {
    precondition(tapes.count == layers.count, "each tape belongs to a layer")
    self.tapes = tapes
    var first = 0
    while first < layers.count {
      let end = layers[first...].firstIndex { $0 != layers[first] } ?? layers.count
      add(first..<end)
      first = end
    }
  }

  private mutating func add(_ layer: Range<Int>) {
    var merge = NodeMerge(.overlay)
    var patches: [Key: SourceRange] = [:]
    var new: [(Key, Place)] = []
    for tape in layer {
      tapes[tape].forEachDocument { document in
        document.forEachObject { object in
          guard let head = Head(object) else { return }
          let (key, place) = (Key(kind: head.kind, name: head.name.string), Place(tape: tape, node: object.index))
          let directive = merge.directive(in: object)
          let base = known[key]
          if base == nil, directive == nil { return new.append((key, place)) }
          superseded[tape, default: []].insert(object.index)
          if let first = patches.updateValue(head.name.range, forKey: key) {
            diagnostics.append(.patchedTwice(head.kind, head.name, first: first))
          } else if base == nil, directive == .delete {
            diagnostics.append(.noObjectToDelete(head.kind, head.name))
          } else {
            apply(place, to: base, of: key, deletes: directive == .delete, &merge)
          }
        }
      }
    }
    for (key, place) in new where known[key] == nil { known[key] = place }
    diagnostics += merge.diagnostics
    guard !merge.splicer.isEmpty else { return }
    tapes.append(merge.splicer.finish(source: tapes[layer.lowerBound].source))
  }

  private mutating func apply(_ place: Place, to base: Place?, of key: Key, deletes: Bool, _ merge: inout NodeMerge) {
    if let base { superseded[base.tape, default: []].insert(base.node) }
    if deletes {
      known[key] = nil
      patchedObjects.remove(key)
      deleted += 1
      return
    }
    if base != nil { patchedObjects.insert(key) }
    known[key] = Place(tape: tapes.count, node: merge.splicer.position + 1)
    let input = merge.splicer.input(tapes[place.tape], number: place.tape)
    tapes[place.tape].withNode(at: place.node) { patch in
      let patch = NodeMerge.Side(patch, of: input)
      guard let base else { return merge.addDocument(nil, patch, by: .object(key.kind)) }
      let input = merge.splicer.input(tapes[base.tape], number: base.tape)
      tapes[base.tape].withNode(at: base.node) {
        merge.addDocument(NodeMerge.Side($0, of: input), patch, by: .object(key.kind))
      }
    }
  }
}

extension NodeMerge {
  /// A whole object as a document of its own.
  fileprivate mutating func addDocument(_ base: Side?, _ patch: Side, by rule: MergeRule) {
    let whole = base ?? patch
    let document = splicer.open(whole.node, of: whole.input, as: .document)
    merge(base, patch, by: rule)
    splicer.close(document, children: 1)
  }
}

/// What tells an object from others; nil where a document is none of weft's or does not say.
private struct Head {
  let kind: ManifestKind
  let name: Node

  init?(_ object: Node) {
    guard let version = object.value("apiVersion"), version.isScalar, version.hasText("weft/v1") else { return nil }
    guard let kind = object.value("kind"), kind.isScalar, let kind = ManifestKind(rawValue: kind.string) else { return nil }
    guard let metadata = object.value("metadata"), let name = metadata.value("name"), name.isScalar else { return nil }
    self.kind = kind
    self.name = name
  }
}

extension Node {
  /// The object that a document is, or those that a `List` holds.
  func forEachObject(_ body: (Node) -> Void) {
    guard kind == .mapping else { return }
    guard let kind = value("kind"), kind.isScalar, kind.hasText("List"), let items = value("items") else { return body(self) }
    items.forEachItem { $0.forEachObject(body) }
  }
}

extension Diagnostic {
  fileprivate static func patchedTwice(_ kind: ManifestKind, _ name: Node, first: SourceRange) -> Diagnostic {
    Diagnostic(
      "name.duplicate", .error, "there are two objects of kind \(kind.rawValue) named '\(name.string)' in one layer", at: name.range,
      related: [Related("the first one", at: first)], help: "each -f is a layer: put the second patch into one of its own")
  }

  fileprivate static func noObjectToDelete(_ kind: ManifestKind, _ name: Node) -> Diagnostic {
    Diagnostic(
      "patch.unmatched", .warning, "no earlier layer has an object of kind \(kind.rawValue) named '\(name.string)' to delete",
      at: name.range)
  }
}
