internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// Brings a run to its end that was cut short.
struct RecoverCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover", abstract: "Go on with a run that was cut short, or take it back.",
    discussion: """
      Looks at the appliances to find out what became of every step that was begun, then carries the rest of the run's own plan out. What \
      somebody changed meanwhile is not overwritten: then take the run back with --rollback, or close it with --stop and plan again. A \
      rollback that was cut short is gone on with, and so is one that is due because nobody confirmed the run in time.

      Exit codes: 0 done or nothing to recover, 1 an error, 3 the plan is stale, 4 refused, 5 stopped again or waiting for a confirmation, \
      6 rolled back, 7 rolled back but for what is listed.

      Example:
        weft recover -f site
        weft recover -f site --rollback
        weft recover -f site --stop
      """)

  @OptionGroup var options: LedgerOptions

  @Flag(help: "Take back what the run did.")
  var rollback = false

  @Flag(help: "Do nothing more: write down how far it came, and close it.")
  var stop = false

  @Option(
    help: ArgumentHelp(
      "When an appliance refuses a step, or does not do it: stop, continue with what has nothing to do with it, or rollback.",
      valueName: "what"))
  var onFailure = OnFailure.stop

  @Flag(help: "Don't ask.")
  var autoApprove = false

  @Flag(help: "Show every change of the rollback, every list to its end, and when each thing is done.")
  var verbose = false

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    if rollback, stop { throw ValidationError("--rollback takes the run back, --stop leaves it as it is: say one of them") }
  }

  func run() async throws { try await format.reporting(options.console, work) }

  private func work() async throws {
    let console = options.console
    guard let run = try UnendedRun.find(options.path, folder: options.folder) else {
      if format == .text { console.output("Nothing to recover: every run has ended.\n") }
      return
    }
    let (interruptions, fabric) = try await run.examine()
    for interruption in interruptions { console.error(interruption.text(mayBeAlive: false) + "\n") }
    if stop { return try close(run, interruptions) }
    guard let interruption = interruptions.first(where: { $0.run.id == run.run.id }) else { return }
    var way = rollback || interruption.hasTurnedBack ? Recovery.rollBack : .resume
    switch run.run.confirmation?.state(at: RunIdentity.context().now()) {
    case nil: break
    case .confirmed: return try close(run, interruptions)
    case .open(let deadline): if way == .resume { throw run.waits(until: deadline) }
    case .overdue:
      if !rollback { return try await run.takeBackUnconfirmed(format, console) }
      way = .rollBack
    }
    try approve(way, interruption, fabric)
    try await run.end(
      way, onFailure, Attendance(plan: run.plan, format: format, extent: verbose ? .whole : .brief, console: console))
  }

  private func close(_ run: UnendedRun, _ interruptions: [Interruption]) throws {
    try onRunErrors {
      let ledger = try SQLiteLedger.open(run.ledgerPath)
      for interruption in interruptions { try interruption.close(in: ledger, context: RunIdentity.context()) }
    }
    if format == .text { options.console.output("Run \(run.run.id) is closed as it stands. To go on: plan again.\n") }
  }

  private func approve(_ way: Recovery, _ interruption: Interruption, _ fabric: Fabric) throws {
    let console = options.console
    let question: String
    switch way {
    case .resume:
      let left = interruption.findings.count - interruption.count(.done)
      question = "Carry out the \(Words.count(left, "step")) that \(left == 1 ? "is" : "are") left?"
    case .rollBack:
      let back = interruption.rollback(on: fabric)
      if format == .text {
        console.output(PlanView(back.plan, extent: verbose ? .whole : .brief, blockers: []).text(color: console.outputHasColor))
        for left in back.residue { console.output("can't be taken back: \(left)\n") }
      }
      question = "Take the run back with these \(Words.count(back.plan.steps.count, "step"))?"
    }
    if autoApprove { return }
    guard console.isInteractive else {
      throw Failure(.refused, id: "recover.unapproved", "nobody can be asked here", help: "say --auto-approve")
    }
    guard console.confirms(question) else { throw Failure(.refused, id: "recover.declined", "nothing was changed") }
  }
}
