import Documents
import Foundation
import Glibc
import Planning
import TestSupport
import Testing

/// The real program, as a process of its own.
struct Weft: Sendable {
  /// It is built into the same folder as the tests.
  static let binary: String = {
    let candidates = ["/proc/self/exe"] + CommandLine.arguments.filter { $0.contains(".xctest") }
    let folders = candidates.map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().deletingLastPathComponent() }
    let paths = folders.map { $0.appendingPathComponent("weft").path }
    return paths.first { FileManager.default.isExecutableFile(atPath: $0) } ?? "weft"
  }()

  let process: pid_t
  private let files: TemporaryFolder

  /// Starts the program; nobody sits at a terminal.
  ///
  /// - Parameters:
  ///   - folder: the working folder.
  ///   - environment: what it has besides ours.
  ///   - wrapper: a command that turns into the program, such as one that gives up rights.
  init(
    _ arguments: [String], in folder: String, input: String = "", environment: [String: String] = [:], wrapper: [String] = []
  ) throws {
    files = try TemporaryFolder()
    try files.write(input, to: "in")
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files / "in", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files / "out", O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files / "err", O_WRONLY | O_CREAT, 0o600)
    // Swift's Glibc does not declare posix_spawn_file_actions_addchdir_np; env turns into the program, under the same process id.
    let settings = environment.map { "\($0)=\($1)" }
    let command = ["/usr/bin/env", "--chdir=\(folder)"] + settings + wrapper + [Self.binary] + arguments
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var started: pid_t = 0
    let result = posix_spawn(&started, command[0], &actions, nil, &words, environ)
    try #require(result == 0, "cannot start \(Self.binary): \(String(cString: strerror(result)))")
    process = started
  }

  func send(_ signal: Int32) { kill(process, signal) }

  /// What it wrote to standard error up to now.
  var errorsSoFar: String { (try? files.text(of: "err")) ?? "" }

  /// The same of standard output.
  var outputSoFar: String { (try? files.text(of: "out")) ?? "" }

  /// Whether it has not ended; the end is still to be waited for.
  var isRunning: Bool {
    var information = siginfo_t()
    return waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT) == 0 && information.si_signo == 0
  }

  /// Waits for the end.
  func finish() throws -> Finished {
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0 { try #require(errno == EINTR) }
    let signal = status & 0x7f
    return Finished(
      code: signal == 0 ? (status >> 8) & 0xff : nil, signal: signal == 0 ? nil : signal, output: try files.text(of: "out"),
      errors: try files.text(of: "err"))
  }

  /// Runs it to its end.
  static func run(_ arguments: [String], in folder: String, input: String = "") throws -> Finished {
    try Weft(arguments, in: folder, input: input).finish()
  }
}

/// How a run of the program ended.
struct Finished: Sendable, CustomStringConvertible {
  /// Nil where a signal ended it.
  let code: Int32?
  let signal: Int32?
  let output: String
  let errors: String

  var description: String { "exit \(code.map(String.init) ?? "by signal \(signal ?? 0)")\n\(output)\(errors)" }

  /// What was said of problems, one line each: `site.yaml:3:7 kind.unknown`, or the id alone where there is no place.
  var findings: [String] {
    (output + errors).split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: /(?:(.+?:\d+:\d+): )?(?:error|warning|note): .* \[([A-Za-z.-]+)\]/) else { return nil }
      return match.1.map { "\($0) \(match.2)" } ?? String(match.2)
    }
  }

  /// The same without what rules advise, which is in these tests only where it is asked for.
  var problems: [String] {
    let advice = Set(Rule.all.filter { $0.description.severity != .error }.map(\.id))
    return findings.filter { !advice.contains(Self.id(in: $0)) }
  }

  private static func id(in finding: String) -> String { String(finding.split(separator: " ").last ?? "") }

  var ids: [String] { findings.map(Self.id) }

  /// The last line of the result.
  var verdict: String { output.split(separator: "\n").last.map(String.init) ?? "" }
}

/// That a run ended as it should; the whole of what it said is in the message.
///
/// - Parameter ids: of what was said, but for advice: what rules warn of is in these tests only where it is asked for.
func expect(_ finished: Finished, exit code: Int32, _ ids: [String] = [], sourceLocation: SourceLocation = #_sourceLocation) {
  let advice = Set(Rule.all.filter { $0.description.severity != .error }.map(\.id)).subtracting(ids)
  #expect(finished.code == code, "\(finished)", sourceLocation: sourceLocation)
  #expect(finished.ids.filter { !advice.contains($0) } == ids, "\(finished)", sourceLocation: sourceLocation)
}
