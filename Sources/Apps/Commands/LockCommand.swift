internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Ledger
internal import Reconciliation

/// Shows who holds a ledger, and takes it from them.
struct LockCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Show who holds the ledger, or break their lock.",
    discussion: """
      While a plan is carried out, its process holds the ledger, and nobody else carries anything out. A process that was killed on this host \
      is found out by the next apply; one on another host is waited for until its lock ends. With --force the lock goes at once, and 'weft \
      history' tells who took it: a holder that still lives can write nothing to the ledger from then on, but what it has under way on the \
      appliances is carried to its end.

      Exit codes: 0 shown or broken, 1 an error, 4 refused, or somebody else took it meanwhile.

      Example:
        weft lock -f site
        weft lock -f site --force
      """)

  @OptionGroup var options: LedgerOptions

  @Flag(help: "Take the lock from its holder.")
  var force = false

  @Flag(help: "Don't ask.")
  var autoApprove = false

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() async throws { try await format.reporting(options.console, work) }

  private func work() async throws {
    let console = options.console
    let ledger = try options.reading()
    let context = RunIdentity.context()
    let view = LockView(
      try onLedgerErrors { () throws(LedgerError) in try ledger.currentLease() }, path: options.path, host: context.host, now: context.now()
    )
    if force, let lease = view.lease {
      if format == .text { console.error(view.text()) }
      try approve(lease, view)
      try onLedgerErrors { () throws(LedgerError) in
        try SQLiteLedger.open(options.path)
          .breakLease(lease.token, user: context.user, host: context.host, pid: context.pid, at: context.now())
      }
      let free = LockView(nil, path: options.path, host: context.host, now: context.now(), broken: lease)
      return console.output(format == .json ? free.json() + "\n" : free.text())
    }
    console.output(format == .json ? view.json() + "\n" : view.text())
  }

  private func approve(_ lease: Lease, _ view: LockView) throws {
    if autoApprove { return }
    let console = options.console
    guard console.isInteractive else {
      throw Failure(
        .refused, id: "lock.unapproved", "nobody can be asked here", help: "say --auto-approve where it is known that the holder is gone")
    }
    let warning = view.state == .running ? " Its process is running, and what it has under way goes on." : ""
    guard console.confirms("Break the lock of \(lease.holder)?\(warning)") else {
      throw Failure(.refused, id: "lock.kept", "the lock was left as it is")
    }
  }
}
