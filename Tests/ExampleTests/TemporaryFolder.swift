import Foundation
import Testing

/// A folder of its own for one test, gone when the test is over.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/weft-examples-XXXXXX".utf8CString)
    path = String(cString: try #require(mkdtemp(&template)))
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func / (folder: TemporaryFolder, name: String) -> String { "\(folder.path)/\(name)" }

  func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let file = URL(fileURLWithPath: self / name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  func bytes(of name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: self / name))) }
  func text(of name: String) throws -> String { String(decoding: try bytes(of: name), as: UTF8.self) }
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self / name) }
  func move(_ name: String, to other: String) throws { try FileManager.default.moveItem(atPath: self / name, toPath: self / other) }
  func copy(_ path: String, to name: String) throws { try FileManager.default.copyItem(atPath: path, toPath: self / name) }
  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self / name) }

  /// What is in one of its folders, hidden things too, sorted.
  func names(in folder: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: self / folder).sorted()
  }

  /// Puts one text in the place of another, which has to be there once.
  func edit(_ name: String, _ old: String, _ new: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let parts = try text(of: name).components(separatedBy: old)
    try #require(parts.count == 2, "'\(old)' occurs \(parts.count - 1) times in \(name)", sourceLocation: sourceLocation)
    try write(parts.joined(separator: new), to: name)
  }

  func weft(_ arguments: String..., input: String = "") throws -> Finished { try Weft.run(arguments, in: path, input: input) }
}

/// The repository that is tested.
enum Repository {
  static let path = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  static var cases: [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/examples").sorted()) ?? []
    return names.filter { FileManager.default.fileExists(atPath: "\(path)/examples/\($0)/plan.txt") }
  }
}

extension TemporaryFolder {
  /// The folder `site`, a copy of the smallest example.
  static func withFirstSite(applied: Bool = false) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder / "site", withIntermediateDirectories: true)
    for name in ["site.yaml", "vio-1.xml"] { try folder.copy("\(Repository.path)/examples/first/\(name)", to: "site/\(name)") }
    if applied { try folder.apply() }
    return folder
  }

  /// Applies `site`, which has to work.
  func apply(_ flags: String..., sourceLocation: SourceLocation = #_sourceLocation) throws {
    let finished = try Weft.run(["apply", "-f", "site", "--auto-approve"] + flags, in: path)
    try #require(finished.code == 0, "\(finished)", sourceLocation: sourceLocation)
  }

  /// That `site` is as its manifests say.
  func expectNoChanges(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let finished = try weft("plan", "-f", "site", "--detailed-exitcode")
    expect(finished, exit: 0, sourceLocation: sourceLocation)
    #expect(finished.verdict == "No changes. The fabric is as the manifests say.", "\(finished)", sourceLocation: sourceLocation)
  }
}
