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
  private var templates: TemplatePlaces

  /// - Parameter kept: texts that are a template's body as a whole, and whose.
  package init(_ locator: Locator, _ sources: SourceSet, kept: [SourceID: String] = [:]) {
    self.locator = locator
    self.sources = sources
    templates = TemplatePlaces(kept)
  }

  /// The provenance of the value at the end of `path`, or of the deepest part of the path that exists; nil where no text declares the object.
  package mutating func provenance(of origin: Origin, _ path: [Locator.Step]) -> Provenance? {
    guard let found = locator.node(tape: Int(origin.tape), node: Int(origin.node), path) else { return nil }
    return locator.tapes[Int(origin.tape)].withNode(at: found) { provenance(of: $0) }
  }

  /// The provenance of a node below the node of an object.
  package mutating func provenance(of node: Node) -> Provenance {
    let range = node.range
    let index = indexes[range.source] ?? TextIndex(sources[range.source])
    indexes[range.source] = index
    let template = node.isInherited ? templates.name(at: range, in: locator.tapes) : nil
    return Provenance(file: sources[range.source].path, position: index.position(at: Int(range.start)), template: template)
  }
}

/// Which template each place in the texts belongs to.
private struct TemplatePlaces: Sendable {
  private struct Stretch {
    let start: UInt32
    let end: UInt32
    let name: String
  }

  private let kept: [SourceID: String]
  /// In the order of the text; nil before the first question.
  private var stretches: [SourceID: [Stretch]]?

  init(_ kept: [SourceID: String]) { self.kept = kept }

  mutating func name(at range: SourceRange, in tapes: [NodeTape]) -> String? {
    if let name = kept[range.source] { return name }
    if stretches == nil { find(in: tapes) }
    guard let all = stretches?[range.source] else { return nil }
    // The last that begins there or before.
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].start <= range.start { low = middle + 1 } else { high = middle }
    }
    guard low > 0, range.start < all[low - 1].end else { return nil }
    return all[low - 1].name
  }

  private mutating func find(in tapes: [NodeTape]) {
    var found: [SourceID: [Stretch]] = [:]
    for tape in tapes where tape.writings.isEmpty {
      tape.forEachDocument { document in
        document.forEachObject { object in
          guard let kind = object.value("kind"), kind.isScalar, ManifestKind(rawValue: kind.string)?.isTemplate ?? false else { return }
          guard let name = object.value("metadata")?.value("name"), name.isScalar else { return }
          found[object.range.source, default: []].append(
            Stretch(start: object.range.start, end: object.range.end, name: name.string))
        }
      }
    }
    stretches = found.mapValues { $0.sorted { $0.start < $1.start } }
  }
}

extension ManifestKind {
  fileprivate var isTemplate: Bool {
    self == .ServerProfileTemplate || self == .VNICTemplate || self == .VHBATemplate
  }
}
