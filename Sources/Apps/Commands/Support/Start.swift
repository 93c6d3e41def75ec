internal import ArgumentParser
internal import Documents
internal import Foundation

extension WeftCommand {
  /// Runs the command line and leaves with the exit code of DESIGN section 7.
  package static func start() async {
    // Whoever reads the output may go away early: that ends the writing, not the work.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let failure as Failure {
      failure.tell(Console.standard)
      Foundation.exit(failure.code.rawValue)
    } catch {
      exit(withError: error)
    }
  }
}

/// What the process says to the shell.
package enum Exit: Int32, Sendable {
  case done = 0
  /// An error in input or environment.
  case error = 1
  /// Changes are present (`plan --detailed-exitcode`).
  case changes = 2
  /// The fabric is no longer what the plan was made for.
  case stale = 3
  /// Refused by a gate, ownership, a policy, a lock, or a person.
  case refused = 4
  /// Stopped part-way, or waiting.
  case stopped = 5
  /// Everything that was done is taken back, as seen.
  case rolledBack = 6
  /// It is, but for what is listed.
  case residue = 7
}

/// Why a command ends early: what is said on standard error, and the exit code.
struct Failure: Error {
  let code: Exit
  var diagnostics: [Diagnostic] = []
  var sources = SourceSet()

  init(_ code: Exit, _ diagnostics: [Diagnostic], sources: SourceSet = SourceSet()) {
    self.code = code
    self.diagnostics = diagnostics
    self.sources = sources
  }

  init(_ code: Exit, id: String, _ message: String, help: String? = nil) {
    self.init(code, [Diagnostic(id, .error, message, help: help)])
  }

  /// Ends quietly: everything was said.
  init(_ code: Exit) { self.code = code }

  func tell(_ console: Console) {
    guard !diagnostics.isEmpty else { return }
    console.error(render(diagnostics.inFileOrder(), sources: sources, color: console.errorHasColor))
  }
}

extension OutputFormat {
  /// Runs a command's work; where machines read the output, what is wrong is one JSON document there too.
  func reporting(_ console: Console, _ work: () async throws -> Void) async throws {
    do {
      try await work()
    } catch let failure as Failure where self == .json && !failure.diagnostics.isEmpty {
      var json = JSONWriter()
      writeJSON(failure.diagnostics.inFileOrder(), sources: failure.sources, to: &json)
      console.output(json.text + "\n")
      throw Failure(failure.code)
    }
  }
}
