private import Foundation

/// A Python that has what a test needs: the one that `Tests/run` prepares, or the system's.
package struct TestPython: Sendable {
  private let path: String

  /// Nothing where there is none that can run this statement.
  package init?(running statement: String) {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let found = [root.appending(path: ".build/python/bin/python3").path, "/usr/bin/env"].first { path in
      FileManager.default.isExecutableFile(atPath: path) && (try? Self.run(["-c", statement], with: path))?.status == 0
    }
    guard let found else { return nil }
    path = found
  }

  /// What it writes to its standard output, and its exit code.
  package func run(_ arguments: [String]) throws -> (output: String, status: Int32) {
    try Self.run(arguments, with: path)
  }

  private static func run(_ arguments: [String], with path: String) throws -> (output: String, status: Int32) {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = (path == "/usr/bin/env" ? ["python3"] : []) + arguments
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: data, as: UTF8.self), process.terminationStatus)
  }
}
