internal import Dialects
internal import Documents
internal import FabricModel
internal import Files
internal import Formatting
internal import Foundation

/// A folder that manifests are written to.
enum ManifestFolder {
  /// How many files that makes.
  static func write(_ manifest: Manifest, to folder: String, note: String, replacing: Bool) throws -> Int {
    let manifests = ManifestFiles.write(manifest, note: note)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let taken = manifests.map { "\(folder)/\($0.name)" }.filter { FileManager.default.fileExists(atPath: $0) }
    guard replacing || taken.isEmpty else {
      throw Failure(
        .refused, id: "output.exists", "\(taken.joined(separator: ", ")) would be replaced", help: "name another folder, or say --force")
    }
    for (name, text) in manifests {
      // What import writes has nothing left to do for `fmt`.
      let formatted = ManifestFormatter.format(SourceFile(path: name, bytes: Array(text.utf8)), as: SourceID(0))
      try replace("\(folder)/\(name)", with: formatted.bytes)
    }
    return manifests.count
  }

  static func replace(_ path: String, with bytes: [UInt8]) throws {
    do { try FileAccess.replace(path, with: bytes) } catch { throw Failure(.error, id: "output.unwritable", "\(error)") }
  }

  /// Manifests may name only files in their own folder.
  static func driver(for path: String, in folder: String) -> String? {
    func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path }
    let (file, root) = (absolute(path), absolute(folder))
    return file.hasPrefix(root + "/") ? "file:" + file.dropFirst(root.count + 1) : nil
  }
}
