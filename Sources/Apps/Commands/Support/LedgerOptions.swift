internal import ArgumentParser
internal import Ledger

/// The flags of commands that are about a ledger alone.
struct LedgerOptions: ParsableArguments {
  @Option(
    name: [.customShort("f"), .customLong("file")],
    help: ArgumentHelp("The manifests whose ledger is meant; absent means those of the working folder.", valueName: "path"))
  var files: [String] = []

  @Option(help: ArgumentHelp("The ledger's file; absent means .weft/ledger.db beside the manifests.", valueName: "path"))
  var ledger: String?

  @Flag(help: "No colour, even on a terminal.")
  var noColor = false

  var console: Console { Console(allowsColor: !noColor) }
  /// Nil where the ledger alone was named.
  var folder: String? { files.first.map(ManifestLoader.folder) ?? (ledger == nil ? "." : nil) }
  var path: String { ledger ?? "\(files.first.map(ManifestLoader.folder) ?? ".")/.weft/ledger.db" }

  /// The ledger, to read it.
  func reading() throws -> SQLiteLedger {
    try onLedgerErrors { () throws(LedgerError) in
      guard let ledger = try SQLiteLedger.openTraceless(path) else { throw .missing(path: path) }
      return ledger
    }
  }
}

extension SQLiteLedger {
  /// The run with that id, or the only one whose id begins so.
  func find(_ name: String) throws -> LedgerRun {
    try onLedgerErrors { () throws(LedgerError) in
      if let run = try run(RunID(name)) { return run }
      let matches = try runs(last: .max).filter { !name.isEmpty && $0.id.text.hasPrefix(name) }
      guard matches.count == 1, let match = matches.first else { throw .unknownRun(path: path, run: RunID(name)) }
      return match
    }
  }
}

/// Says what went wrong with a ledger, with the exit code for it.
func onLedgerErrors<Value>(_ body: () throws(LedgerError) -> Value) throws -> Value {
  do throws(LedgerError) {
    return try body()
  } catch {
    throw Failure(error.isLock ? .refused : .error, [error.diagnostic])
  }
}
