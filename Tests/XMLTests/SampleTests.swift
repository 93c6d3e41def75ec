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
