import Foundation
import TestSupport
import Testing

extension TemporaryFolder {
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

  static var scenarios: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: "\(path)/examples/scenarios").sorted()) ?? []
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
