package import Documents

/// Where a field of an object was written, for people.
package struct Provenance: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  package let position: SourcePosition
  /// The template that gave it.
  package let template: String?

  /// `base/web.yaml:12:7 (template web)`
  package var description: String {
    "\(file):\(position.line):\(position.column)" + (template.map { " (template \($0))" } ?? "")
  }
}

/// Looks provenances up; each text is indexed once, when the first of its places is asked for.
package struct ProvenanceFinder: Sendable {
  private let locator: Locator
  private let sources: SourceSet
  private var indexes: [SourceID: TextIndex] = [:]

  package init(_ locator: Locator, _ sources: SourceSet) {
    self.locator = locator
    self.sources = sources
  }

  /// The provenance of the value at the end of `path`, or of the deepest part of the path that exists; nil where no text declares the object.
  package mutating func provenance(of origin: Origin, _ path: [Locator.Step]) -> Provenance? {
    guard let found = locator.node(tape: Int(origin.tape), node: Int(origin.node), path) else { return nil }
    return locator.tapes[Int(origin.tape)].withNode(at: Int(origin.node)) { object in
      locator.tapes[Int(origin.tape)].withNode(at: found) { provenance(of: $0, in: object) }
    }
  }

  /// The provenance of a node below the node of an object.
  package mutating func provenance(of node: Node, in object: Node) -> Provenance {
    let source = node.range.source
    let index = indexes[source] ?? TextIndex(sources[source])
    indexes[source] = index
    let template = node.isInherited ? object.value("spec")?.value("template")?.string : nil
    return Provenance(file: sources[source].path, position: index.position(at: Int(node.range.start)), template: template)
  }
}
