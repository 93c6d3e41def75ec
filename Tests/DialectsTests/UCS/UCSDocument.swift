import Dialects
import Documents
import FabricModel
import Foundation
import Testing
import XML

/// A document of UCS Manager with what importing it gives: the manifests, and the appliance as they come to it.
struct UCSDocument {
  let tape: XMLTape
  let manifest: Manifest
  let state: ApplianceState

  init(_ text: String) throws { try self.init(Array(text.utf8)) }

  init(_ bytes: [UInt8]) throws {
    tape = try DialectsTests.tape(bytes)
    manifest = try #require(UCSDialect.importManifest(tape, driver: nil).manifest)
    state = try #require(UCSDialect.decode(tape).state)
  }

  /// Exported over a base, or from the manifests alone.
  func export(over base: UCSDocument? = nil, as form: UCSForm = .topRoot) -> UCSExport {
    UCSDialect.export(manifest: manifest, state: state, base: base?.tape, form: form)
  }

  /// Every element's path with its attributes, in the order of paths: what order the siblings stand in does not matter.
  var elements: [String] {
    var found: [String] = []
    func descend(_ element: XMLElement, _ parent: String) {
      var attributes: [String] = []
      element.forEachAttribute { attributes.append("\($0.name)=\($0.string)") }
      let path = "\(parent)/\(element.name)[\(attributes.sorted().joined(separator: " "))]"
      found.append(path)
      element.forEachChild { descend($0, path) }
    }
    tape.withRoot { descend($0, "") }
    return found.sorted()
  }

  /// The manifests as people read them, line by line.
  var lines: [String] {
    ManifestFiles.write(manifest, note: "").flatMap { [$0.name] + $0.text.split(separator: "\n").map(String.init) }
  }
}

/// What only one of two lists has, `-` before what only the first has and `+` before what only the second has.
func difference(_ one: [String], _ other: [String]) -> [String] {
  other.difference(from: one).map { change in
    switch change {
    case .remove(_, let line, _): "- \(line)"
    case .insert(_, let line, _): "+ \(line)"
    }
  }
}

/// Real files, which are not part of the repository.
enum UCSSamples {
  private static let folder: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<5 { root.deleteLastPathComponent() }
    return root.appending(path: "shared/samples/ucsm")
  }()

  static let areThere = FileManager.default.fileExists(atPath: folder.path)

  static func bytes(of name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }
}
