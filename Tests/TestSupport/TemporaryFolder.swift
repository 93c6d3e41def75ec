import Foundation

/// A folder of its own for one test, gone with all that is in it when the test is over.
package final class TemporaryFolder: Sendable {
  package let path: String

  package init() throws {
    var template = Array("/tmp/weft-test-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { throw CocoaError(.fileWriteUnknown) }
    path = String(cString: made)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  package static func / (folder: TemporaryFolder, name: String) -> String { "\(folder.path)/\(name)" }

  /// The path of the file; folders on the way to it are made.
  @discardableResult
  package func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws -> String {
    let file = URL(fileURLWithPath: self / name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
    return self / name
  }

  package func bytes(of name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: self / name))) }
  package func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }
  package func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self / name) }
  package func move(_ name: String, to other: String) throws { try FileManager.default.moveItem(atPath: self / name, toPath: self / other) }
  package func copy(_ path: String, to name: String) throws { try FileManager.default.copyItem(atPath: path, toPath: self / name) }
  package func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self / name) }

  /// What is in it or in one of its folders, hidden things too, sorted; nothing where there is no such folder.
  package func names(in folder: String = ".") -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: self / folder)) ?? []).sorted()
  }
}
