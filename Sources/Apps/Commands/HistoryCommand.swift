internal import ArgumentParser
internal import Documents
internal import Foundation
internal import Ledger
internal import Planning

/// Shows what was carried out.
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history", abstract: "List what was carried out, or show one run with its plan and steps.",
    discussion: """
      The newest run comes first. DONE counts the steps that were seen to have taken effect, REVISION is the git commit of the manifests, with \
      a + where they were changed since. A run is named by its id or by the beginning of it.

      Example:
        weft history -f site
        weft history -f site -n 5 --format json
        weft history 20260102T030405-1abcdef -f site
      """)

  @Argument(help: "A run; absent lists them.")
  var run: String?

  @OptionGroup var options: LedgerOptions

  @Option(name: [.customShort("n"), .customLong("last")], help: ArgumentHelp("How many runs to list.", valueName: "count"))
  var last = 20

  @Flag(help: "Show every change of the run's plan, and every list to its end.")
  var verbose = false

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if last < 1 { throw ValidationError("-n \(last) lists nothing: name 1 or more") }
  }

  func run() async throws { try await format.reporting(options.console, work) }

  private func work() async throws {
    let ledger = try options.reading()
    let console = options.console
    guard let name = run else {
      let view = try onLedgerErrors { () throws(LedgerError) in
        HistoryView(runs: try ledger.history(last: last), interventions: try ledger.interventions(last: last))
      }
      return console.output(format == .json ? view.json() + "\n" : view.text())
    }
    let view = try view(of: try ledger.find(name), in: ledger)
    console.output(format == .json ? view.json() + "\n" : view.text(verbose ? .whole : .brief, color: console.outputHasColor))
  }

  private func view(of run: LedgerRun, in ledger: SQLiteLedger) throws -> RunView {
    let (text, steps, rollbacks) = try onLedgerErrors { () throws(LedgerError) in
      (try ledger.plan(of: run.id), try ledger.steps(in: run.id), try ledger.rollbacks(of: run.id))
    }
    // A plan of another weft may be beyond this one; the run is shown all the same.
    let plan = text.flatMap { try? JSONDecoder().decode(Plan.self, from: Data($0.utf8)) }
    return RunView(run: run, plan: plan, planText: text, steps: steps, rolledBackBy: rollbacks.map(\.id))
  }
}
