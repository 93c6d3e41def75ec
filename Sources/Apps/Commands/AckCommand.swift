internal import ArgumentParser
internal import Documents
internal import Ledger
internal import Reconciliation

/// Takes note that servers were booted.
struct AckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack", abstract: "Say that servers have booted since their I/O was changed.",
    discussion: """
      Some changes take effect when the host boots next; until somebody says that it did, every plan lists them as waiting. weft never powers a \
      server on or off.

      Exit codes: 0 done, 1 an error or nothing that waits for that server, 4 refused.

      Example:
        weft ack esx-01 -f site
      """)

  @Argument(help: ArgumentHelp("The servers that have booted.", valueName: "server"))
  var servers: [String]

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions

  func run() async throws {
    try await OutputFormat.text.reporting(site.console) {
      let workspace = try await Workspace.open(site, fabric)
      do {
        try acknowledge(in: SQLiteLedger.open(workspace.ledgerPath))
      } catch let error as LedgerError {
        throw Failure(error.isLock ? .refused : .error, [error.diagnostic])
      }
    }
  }

  private func acknowledge(in ledger: SQLiteLedger) throws {
    let pending = try ledger.snapshot().reboots
    let unknown = servers.filter { server in !pending.contains { $0.server == server } }
    guard unknown.isEmpty else {
      throw Failure(
        .error,
        unknown.map { server in
          let meant = nearest(to: server, among: Set(pending.map(\.server)))
          return Diagnostic(
            "ack.nothing", .error, "nothing waits for '\(server)' to boot", help: meant.map { "did you mean '\($0)'?" })
        })
    }
    let context = RunIdentity.context()
    let lease = try ledger.acquireLease(
      holder: "\(context.user): weft ack", host: context.host, pid: context.pid, ttlSeconds: 60, at: context.now())
    defer { try? ledger.release(lease) }
    var changes = LedgerChanges()
    changes.booted = servers
    try ledger.record(changes, under: lease)
    for reboot in pending where servers.contains(reboot.server) {
      site.console.output("\(reboot.appliance):\(reboot.address) is in effect on \(reboot.server).\n")
    }
  }
}
