internal import ArgumentParser
internal import Ledger

/// Copies a ledger.
struct LedgerBackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy the ledger into one file, while others may use it.",
    discussion: """
      The copy is of one committed state. It is checked before it gets its name, so that the file is there whole or not at all. To restore it, \
      put it in the ledger's place while nobody holds that.

      Exit codes: 0 done, 1 an error.

      Example:
        weft ledger backup /backup/site.db -f site
        weft ledger backup /backup/site.db -f site --force
      """)

  @Argument(help: ArgumentHelp("The file to write.", valueName: "file"))
  var target: String

  @OptionGroup var options: LedgerOptions

  @Flag(help: "Replace the file where there is one.")
  var force = false

  func run() async throws {
    let ledger = try options.reading()
    let basis = try onLedgerErrors { () throws(LedgerError) in try ledger.backUp(to: target, replacing: force) }
    options.console.output("Copied the ledger \(options.path), state \(basis.serial), to \(target); the copy is sound.\n")
  }
}
