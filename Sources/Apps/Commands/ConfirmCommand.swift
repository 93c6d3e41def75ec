internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Ledger
internal import Reconciliation

/// Says that a run may stay.
struct ConfirmCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "confirm", abstract: "Have a run stay that 'weft apply --confirm-within' takes back otherwise.",
    discussion: """
      The first word counts: once the time is over, or somebody at the terminal said no, the run is taken back, by this command where the \
      process that waited is gone. A run is named by its id or by the beginning of it; 'weft history' lists them.

      Exit codes: 0 it stays, 1 an error, 4 too late: it is being taken back, 6 taken back just now, 7 the same but for what is listed.

      Example:
        weft confirm 20260102T030405-1abcdef -f site
      """)

  @Argument(help: "The run.")
  var run: String

  @OptionGroup var options: LedgerOptions

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() async throws { try await format.reporting(options.console, work) }

  private func work() async throws {
    let reader = try options.reading()
    let found = try reader.find(run)
    guard found.endedAt == nil else { return try tellEnded(found) }
    let context = RunIdentity.context()
    let (made, isHeld) = try onLedgerErrors { () throws(LedgerError) in
      let ledger = try SQLiteLedger.open(options.path)
      let made = try ledger.decide(found.id, .confirmed, by: context.user, at: context.now())
      guard try ledger.holder() == nil else { return (made, true) }
      if made == .confirmed {
        let lease = try ledger.acquireLease(
          holder: "\(context.user): weft confirm", host: context.host, pid: context.pid, ttlSeconds: 60, at: context.now())
        defer { try? ledger.release(lease) }
        try ledger.endRun(found.id, .done, under: lease, at: context.now())
      }
      return (made, false)
    }
    switch (made, isHeld) {
    case (.confirmed, _): tell("Run \(found.id) is confirmed: it stays.")
    case (.withdrawn, true):
      throw Failure(.refused, id: "run.withdrawn", "it is too late to confirm run \(found.id): it is being taken back")
    case (.withdrawn, false):
      guard let run = try UnendedRun.find(options.path, folder: options.folder) else { return }
      try await run.takeBackUnconfirmed(format, options.console)
    }
  }

  private func tellEnded(_ run: LedgerRun) throws {
    guard run.confirmation?.decision == .confirmed else {
      throw Failure(.error, id: "run.ended", "run \(run.id) has ended already: \(run.outcomeText)")
    }
    tell("Run \(run.id) was confirmed already.")
  }

  private func tell(_ text: String) { if format == .text { options.console.output(text + "\n") } }
}
