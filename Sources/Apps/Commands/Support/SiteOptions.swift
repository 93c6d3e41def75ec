internal import ArgumentParser
internal import FabricModel
internal import Foundation

/// The flags of every command that reads manifests.
struct SiteOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("file")],
    help: ArgumentHelp("A manifest, a folder of them, or - for standard input; may be given several times.", valueName: "path"))
  var files: [String] = []

  @Option(help: ArgumentHelp("The name under which these manifests own what they make.", valueName: "name"))
  var scope = "default"

  @Flag(help: "No colour, even on a terminal.")
  var noColor = false

  var console: Console { Console(allowsColor: !noColor) }

  func validate() throws {
    if let problem = NameRule.object.problem(with: scope) { throw ValidationError("'\(scope)' is no name of a scope: it \(problem)") }
  }
}

/// The flags of every command that asks the fabric or the ledger.
struct FabricOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The ledger's file; absent means .weft/ledger.db beside the manifests.", valueName: "path"))
  var ledger: String?

  @Option(help: ArgumentHelp("The time to plan for (RFC 3339); absent means now.", valueName: "time"))
  var at: String?

  func now() throws -> Timestamp { try Self.time(at) }

  /// The time that a flag names, else now.
  static func time(_ at: String?) throws -> Timestamp {
    guard let at else { return Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
    guard let time = Timestamp(at) else { throw ValidationError("'\(at)' is no time such as 2026-11-21T10:00:00Z") }
    return time
  }
}

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json
}
