package import ArgumentParser

/// The command tree.
package struct WeftCommand: AsyncParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "weft",
    abstract: "Put server I/O under version control: plan and apply vNICs, vHBAs and their bindings.",
    discussion: """
      Manifests say which vNICs and vHBAs each server should have. weft compares them with the fabric, prints a plan, and carries it out.

      Example:
        weft validate -f site
        weft plan -f site --out plan.json
        weft apply plan.json
      """,
    version: Version.current,
    subcommands: [
      ValidateCommand.self, FmtCommand.self, ExplainCommand.self, SchemaCommand.self, PlanCommand.self, ApplyCommand.self,
      ConfirmCommand.self, RecoverCommand.self, AdoptCommand.self, ForgetCommand.self, DriftCommand.self, ImportCommand.self,
      ExportCommand.self, ConvertCommand.self,
      GetCommand.self, FindCommand.self, AckCommand.self, HistoryCommand.self, LockCommand.self, LedgerCommand.self, EmulateCommand.self,
    ])

  package init() {}
}

/// The version of this weft, as plans and the ledger record it.
package enum Version {
  package static let current = "0.1.0"
  package static let tool = "weft \(current)"
}
