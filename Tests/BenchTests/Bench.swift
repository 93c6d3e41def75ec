import Foundation
import TestSupport

/// The real bench, as a process of its own; it is built into the same folder as the tests.
enum Bench {
  struct Result {
    let status: Int32
    let output: String

    var json: [String: Any] {
      get throws { (try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]) ?? [:] }
    }
  }

  /// - Parameter path: the folders of programs that it knows.
  static func run(_ arguments: [String], path: String? = nil) throws -> Result {
    let process = Process()
    process.executableURL = binary
    process.arguments = arguments
    if let path { process.environment = ["PATH": path] }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return Result(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }

  private static let binary: URL = {
    let candidates = ["/proc/self/exe"] + CommandLine.arguments.filter { $0.contains(".xctest") }
    let files = candidates.map {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent().appendingPathComponent("weft-bench")
    }
    return files.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? URL(fileURLWithPath: "weft-bench")
  }()
}

/// A program that does this.
///
/// Another process writes it: a file that this one has open for writing can't be started while a test beside it starts something else.
@discardableResult
func script(_ text: String, in folder: TemporaryFolder, name: String = "terraform") throws -> String {
  let path = folder / name
  let writer = Process()
  writer.executableURL = URL(fileURLWithPath: "/bin/sh")
  let command = #"mkdir -p "${1%/*}" && printf '#!/bin/sh\n%s\n' "$2" > "$1" && chmod 755 "$1""#
  writer.arguments = ["-c", command, "sh", path, text]
  try writer.run()
  writer.waitUntilExit()
  return path
}
