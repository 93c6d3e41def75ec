import Foundation

/// The checkout these tests were compiled from.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  static func isExecutable(_ path: String) -> Bool {
    FileManager.default.isExecutableFile(atPath: root.appending(path: path).path)
  }

  static func data(of path: String) throws -> Data {
    try Data(contentsOf: root.appending(path: path))
  }

  static func text(of path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// Every file below a folder with one of the endings (all files without any), tracked or not, sorted; none if there is no such folder.
  static func files(under folder: String, endings: String...) -> [String] {
    let found = FileManager.default.enumerator(atPath: root.appending(path: folder).path)?.compactMap { $0 as? String } ?? []
    return found.map { "\(folder)/\($0)" }
      .filter { path in endings.isEmpty || endings.contains { path.hasSuffix($0) } }
      .filter { !isFolder($0) }
      .sorted()
  }

  /// The names in a folder, sorted; none if there is no such folder.
  static func entries(of folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []).sorted()
  }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: root.appending(path: path).path, isDirectory: &isFolder) && isFolder.boolValue
  }

  /// The files git knows; outside a git checkout, all files except what a build leaves behind.
  static func tracked() -> [String] {
    if let listed = git(["ls-files", "-z"]) {
      return listed.split(separator: "\0").map(String.init).filter { exists($0) }
    }
    let built: Set = [".build", ".swiftpm", ".git", "Package.resolved"]
    return entries(of: ".").filter { !built.contains($0) }.flatMap { isFolder($0) ? files(under: $0) : [$0] }
  }

  /// What a git command prints, or nil where git is missing or refuses.
  private static func git(_ arguments: [String]) -> String? {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["git", "-C", root.path] + arguments
    // A hook's GIT_DIR and GIT_INDEX_FILE would point at something else than this checkout.
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: data, as: UTF8.self) : nil
  }
}
