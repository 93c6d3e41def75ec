import Documents
import Foundation
import Testing

@testable import XML

/// Real files, which are not part of the repository.
private let samples: URL = {
  var root = URL(filePath: #filePath)
  for _ in 0..<4 { root.deleteLastPathComponent() }
  return root.appending(path: "shared/samples")
}()

private let sampleFiles: [String] = {
  let paths = FileManager.default.enumerator(atPath: samples.path)?.compactMap { $0 as? String } ?? []
  return paths.filter { $0.hasSuffix(".xml") }.sorted()
}()

@Test(
  "Real files are read, and written back byte by byte",
  .enabled(if: !sampleFiles.isEmpty, "the samples are not here"), arguments: sampleFiles)
func samplesRoundTrip(_ path: String) throws {
  let bytes = [UInt8](try Data(contentsOf: samples.appending(path: path)))
  let (tape, diagnostics) = XMLReader.read(SourceFile(path: path, bytes: bytes), as: SourceID(0))
  #expect(diagnostics.isEmpty)
  let read = try #require(tape)
  #expect(XMLEdits(to: read).apply() == bytes)

  var edits = XMLEdits(to: read)
  let children = read.withRoot { root in
    var children: [Int] = []
    root.forEachChild { children.append($0.index) }
    return children
  }
  for child in children { edits.setAttribute("weft-added", to: "1", of: child) }
  let changed = try #require(XMLReader.read(SourceFile(path: path, bytes: edits.apply()), as: SourceID(0)).tape)
  var undo = XMLEdits(to: changed)
  for index in changed.entries.indices where changed.entries[index].kind == .element {
    undo.removeAttribute("weft-added", of: index)
  }
  #expect(undo.apply() == bytes)
}

@Test(
  "A child added to a real file and taken out again leaves the file as it was",
  .enabled(if: !sampleFiles.isEmpty, "the samples are not here"), arguments: sampleFiles)
func samplesInsertion(_ path: String) throws {
  let bytes = [UInt8](try Data(contentsOf: samples.appending(path: path)))
  let read = try #require(XMLReader.read(SourceFile(path: path, bytes: bytes), as: SourceID(0)).tape)
  var edits = XMLEdits(to: read)
  for index in read.entries.indices where read.entries[index].kind == .element {
    var sibling: String?
    read.withElement(at: index) { element in element.forEachChild { sibling = $0.name } }
    // A prefix may be declared by the sibling itself.
    guard let sibling, !sibling.contains(":") else { continue }
    edits.insert(XMLTree(sibling, attributes: ["weft-added": "1"], children: [XMLTree("inner")]), into: index)
  }
  let changed = try #require(XMLReader.read(SourceFile(path: path, bytes: edits.apply()), as: SourceID(0)).tape)
  #expect(edits.isEmpty == (changed.entries.count == read.entries.count))
  var undo = XMLEdits(to: changed)
  for index in changed.entries.indices where changed.entries[index].kind == .element {
    if changed.attributeEntry("weft-added", of: index) != nil { undo.remove(index) }
  }
  #expect(undo.apply() == bytes)
}
