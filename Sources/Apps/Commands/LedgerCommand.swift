internal import ArgumentParser

/// What is done with a ledger as a whole.
struct LedgerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Back up the ledger, or make a lost one anew.",
    discussion: """
      The ledger remembers what weft owns, which addresses it dealt, and what it ran. Most of that is on the appliances, too; what is not is \
      lost with the ledger.

      Example:
        weft ledger backup /backup/site.db -f site
        weft ledger rebuild -f site
      """,
    subcommands: [LedgerBackupCommand.self, LedgerRebuildCommand.self])
}
