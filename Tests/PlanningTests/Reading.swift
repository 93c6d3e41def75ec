import Documents
import FabricModel
import Planning
import TestSupport

@testable import YAML

/// A text on its whole way through `validate`: read, decoded, resolved, and what is said of it.
struct Reading {
  let sources: SourceSet
  let documents: YAMLDocuments
  private(set) var manifest = Manifest()
  /// Of reading, decoding and resolving.
  private(set) var diagnostics: [Diagnostic]
  let text: String

  init(_ bytes: [UInt8]) {
    var sources = SourceSet()
    let file = SourceFile(path: "site.yaml", bytes: bytes)
    documents = YAMLReader.read(file, as: sources.add(file))
    diagnostics = documents.diagnostics
    for (index, tape) in documents.tapes.enumerated() {
      let decoded = Manifest.decode(tape, tape: index)
      manifest.append(decoded.manifest)
      diagnostics += decoded.diagnostics
    }
    var tapes = documents.tapes
    diagnostics += manifest.complete(in: &tapes)
    let locator = Locator(tapes: tapes)
    diagnostics += Resolver.resolve(Site(manifest: manifest, locator: locator)).diagnostics
    diagnostics = diagnostics.inFileOrder()
    self.sources = sources
    text = render(diagnostics, sources: sources, color: false)
  }

  /// A promise that was not kept, if any.
  func defect() -> String? {
    let size = sources[SourceID(0)].bytes.count
    let objects = documents.tapes.reduce(0) { $0 + $1.objectCount }
    let entries = documents.tapes.reduce(0) { $0 + $1.entries.count }
    if let place = diagnostics.lazy.flatMap(\.ranges).first(where: { $0.source != SourceID(0) || $0.start > $0.end || $0.end > size }) {
      return "\(place.start)..<\(place.end) lies outside of \(size) bytes"
    }
    // Of a key that is given twice, either value may be taken: the reader has complained.
    if manifest.objectCount > objects, documents.diagnostics.isEmpty { return "\(manifest.objectCount) objects from \(objects) documents" }
    if manifest.objectCount < objects, !diagnostics.hasErrors { return "\(objects - manifest.objectCount) objects are lost without a word" }
    if manifest.isPartial, !diagnostics.hasErrors { return "objects are said to be lost, but not why" }
    // A pair needs two characters and makes two entries; what aliases add has a bound of its own.
    let aliases = sources[SourceID(0)].bytes.contains(UInt8(ascii: "*")) ? YAMLBounds.standard.aliasNodes : 0
    if entries > 2 * size + 8 + aliases { return "\(entries) entries from \(size) bytes" }
    // A document with an error of syntax leaves its earlier errors and no entries.
    if diagnostics.count > 4 * entries + min(size, YAMLBounds.standard.problems) + 8 {
      return "\(diagnostics.count) diagnostics of \(entries) entries"
    }
    if text.utf8.count > 8_000 * diagnostics.count { return "\(text.utf8.count) bytes to tell \(diagnostics.count) diagnostics" }
    return nil
  }

  /// How reading in pieces differs from reading the text as a whole, if it does.
  func defectInPieces() async -> String? {
    let pieces = await YAMLReader.readConcurrently(
      sources[SourceID(0)], as: SourceID(0), bounds: .standard, pieces: 3, smallestPiece: 1)
    if pieces.diagnostics != documents.diagnostics { return "other diagnostics in pieces" }
    // With one tape it was read as a whole.
    if pieces.tapes.count > 1, pieces.tapes.flatMap(\.parts) != documents.tapes.flatMap(\.parts) { return "other values in pieces" }
    return nil
  }
}

extension Diagnostic {
  fileprivate var ranges: [SourceRange] { [range, fix?.range].compactMap(\.self) + related.map(\.range) }
}

extension NodeTape {
  /// The documents that are to become objects, and the items of lists.
  fileprivate var objectCount: Int {
    var count = 0
    forEachDocument { count += Self.objects(in: $0) }
    return count
  }

  private static func objects(in node: Node) -> Int {
    if node.isNull { return 0 }
    guard let kind = node.value("kind"), kind.isScalar, kind.string == "List" else { return 1 }
    // A list without items is an error of its own.
    guard let items = node.value("items"), items.kind == .sequence else { return 1 }
    var count = 0
    items.forEachItem { count += objects(in: $0) }
    return count
  }

  /// Everything but where entries and texts stand in the tape.
  fileprivate var parts: [[UInt32]] {
    entries.map { entry in
      var part = [UInt32(entry.kind.rawValue), UInt32(entry.count), UInt32(entry.sourceStart), UInt32(entry.sourceEnd)]
      if entry.isScalar { part += text[entry.textStart..<entry.textStart + entry.count].map(UInt32.init) }
      return part
    }
  }
}
