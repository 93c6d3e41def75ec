private import Foundation

/// Whether `ucsProblems(in:)` can tell; tests that need it are left out visibly where it cannot.
package let hasUCSValidator = python != nil

/// What `Tests/ucs-validate` finds in configurations of UCS Manager by Cisco's own metadata, one line a problem without the file's path;
/// nothing where Python's ucsmsdk 0.9.27 is not there.
package func ucsProblems(in paths: [String], lenientClasses: Bool = false) throws -> [String]? {
  guard let python else { return nil }
  let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(path: "ucs-validate").path
  let run = try python.run([script] + (lenientClasses ? ["--lenient-classes"] : []) + ["--"] + paths)
  let lines = run.output.split(separator: "\n").map(String.init)
  // The script failed, whether it printed something or not.
  guard run.status == (lines.isEmpty ? 0 : 1) else { throw UCSValidatorFailure(status: run.status, output: run.output) }
  return lines.map { line in
    guard let path = paths.first(where: { line.hasPrefix($0 + ": ") }) else { return line }
    return String(line.dropFirst(path.count + 2))
  }
}

/// The validator itself did not work.
package struct UCSValidatorFailure: Error {
  package var status: Int32
  package var output: String
}

private let python = TestPython(running: "import ucsmsdk.ucscoreutils; assert ucsmsdk.__version__ == '0.9.27'")
