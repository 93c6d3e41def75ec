internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// Makes a lost ledger anew.
struct LedgerRebuildCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Make a lost ledger anew from the owner's marks on the fabric.",
    discussion: """
      What bears the mark of the scope is recorded as it is on the appliances, in the fields that the manifests manage; what no manifest asks \
      for, in all fields. Nothing on the appliances is changed. Put a backup in the ledger's place instead where there is one: it says how \
      much more it knows.

      Exit codes: 0 done, 1 an error, 4 there is a ledger.

      Example:
        weft ledger rebuild -f site
        weft ledger rebuild -f site --force
      """)

  @OptionGroup var site: SiteOptions

  @OptionGroup var fabric: FabricOptions

  @Flag(help: "Where there is a ledger, move it aside first; nothing of it is taken over.")
  var force = false

  func run() async throws {
    var workspace = try await Workspace.open(site, fabric)
    let path = workspace.ledgerPath
    let isThere = try requireNone(path)
    try await workspace.observe(hasLedger: false)
    let context = RunIdentity.context()
    let rebuilding = Rebuilding(
      observed: workspace.observations.fabric, desired: try workspace.resolved().desired, scope: site.scope, at: context.now())
    let aside = isThere ? "\(path).replaced-\(Timestamp(seconds: context.now()).description.filter { $0.isNumber || $0 == "T" })" : nil
    try onLedgerErrors { () throws(LedgerError) in try make(rebuilding, path, aside, context) }
    site.console.output(RebuildView(rebuilding, workspace, path: path, aside: aside).text())
  }

  /// Whether there is one that is moved aside.
  private func requireNone(_ path: String) throws -> Bool {
    guard SQLiteLedger.isThere(path) else { return false }
    guard force else {
      throw Failure(
        .refused, id: "ledger.exists", "there is a ledger at '\(path)'", help: "say --force to move it aside, and lose what only it knows")
    }
    // One that is damaged cannot say who holds it.
    if let lease = try? SQLiteLedger.openForReading(path)?.holder() {
      throw Failure(.refused, [LedgerError.locked(path: path, by: lease).diagnostic])
    }
    return true
  }

  private func make(_ rebuilding: Rebuilding, _ path: String, _ aside: String?, _ context: RunContext) throws(LedgerError) {
    try SQLiteLedger.make(path, lineage: RunIdentity.lineage(), settingAside: aside) { ledger throws(LedgerError) in
      let lease = try ledger.acquireLease(
        holder: context.user, host: context.host, pid: context.pid, ttlSeconds: 300, at: context.now())
      try ledger.record(rebuilding.changes, under: lease)
      let what = "made anew from the marks of scope \(site.scope) on \(Words.count(rebuilding.objects, "object"))"
      try ledger.note(
        LedgerIntervention(.rebuilt, user: context.user, host: context.host, pid: context.pid, at: context.now(), what: what), under: lease)
      try ledger.release(lease)
    }
  }
}
