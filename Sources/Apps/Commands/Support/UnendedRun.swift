internal import Documents
internal import DriverInterface
internal import FabricModel
internal import Ledger
internal import Planning
internal import Reconciliation

/// A run that did not end, with its plan and the appliances that it has to do with.
struct UnendedRun: Sendable {
  let run: LedgerRun
  let plan: Plan
  let drivers: [any FabricDriver]
  let ledgerPath: String

  /// The one that others follow from; nil where every run has ended. Refuses where somebody is at work on it.
  ///
  /// - Parameter folder: where its manifests are; nil takes what the plan says.
  static func find(_ ledgerPath: String, folder: String?) throws -> UnendedRun? {
    try onRunErrors {
      guard let ledger = try SQLiteLedger.openForReading(ledgerPath) else { return nil }
      let unfinished = try ledger.unfinishedRuns()
      let names = Set(unfinished.map(\.id))
      guard let run = unfinished.first(where: { $0.rollsBack.map(names.contains) != true }) else { return nil }
      if let lease = try ledger.holder() { throw LedgerError.locked(path: ledgerPath, by: lease) }
      let plan = try Interruption.plan(of: run.id, in: ledger)
      return UnendedRun(
        run: run, plan: plan, drivers: try DriverLocation.drivers(of: plan, folder: folder ?? plan.folder), ledgerPath: ledgerPath)
    }
  }

  /// Takes back a run that nobody confirmed in time, and then fails as that ended; refuses where there is still time.
  static func endUnconfirmed(_ ledgerPath: String, folder: String, _ format: OutputFormat, _ console: Console) async throws {
    guard let run = try find(ledgerPath, folder: folder), let confirmation = run.run.confirmation else { return }
    switch confirmation.state(at: RunIdentity.context().now()) {
    case .confirmed: break
    case .open(let deadline): throw run.waits(until: deadline)
    case .overdue: try await run.takeBackUnconfirmed(format, console)
    }
  }

  func waits(until deadline: Int64) -> Failure {
    Failure(
      .stopped, id: "run.unconfirmed", "run \(run.id) waits until \(Timestamp(seconds: deadline)) for somebody to confirm it",
      help: "'weft confirm \(run.id)' has it stay, 'weft recover --rollback' takes it back")
  }

  func takeBackUnconfirmed(_ format: OutputFormat, _ console: Console) async throws {
    console.error("Run \(run.id) was not confirmed in time: it is taken back, and nothing else is done.\n")
    try await end(.rollBack, .stop, Attendance(plan: plan, format: format, console: console))
  }

  /// What its steps came to, as seen now; fails where an appliance cannot be read.
  func examine() async throws -> (interruptions: [Interruption], fabric: Fabric) {
    let observations = await Observer().observe(drivers.filter { !plan.unread.contains($0.appliance) })
    guard observations.failures.isEmpty else {
      var sources = SourceSet()
      for file in observations.files { sources.add(file.file) }
      throw Failure(.error, observations.failures.flatMap(\.diagnostics), sources: sources)
    }
    return try onRunErrors {
      guard let ledger = try SQLiteLedger.openForReading(ledgerPath) else { return ([], observations.fabric) }
      return (try Interruption.all(in: ledger, fabric: observations.fabric), observations.fabric)
    }
  }

  /// Goes on with it, or takes it back.
  func end(_ way: Recovery, _ onFailure: OnFailure, _ attendance: Attendance) async throws {
    let standIns = try Workspace.recorded(in: ledgerPath, scope: plan.scope, unread: Set(plan.unread))
      .standIns(of: Set(plan.unread), scope: plan.scope, besides: plan.burials)
    let ledger = try onLedgerErrors { () throws(LedgerError) in try SQLiteLedger.open(ledgerPath) }
    try await attendance.carryOut(run.id) { context in
      var executor = Executor(ledger: ledger, context: context)
      executor.onFailure = onFailure
      return try await executor.recover(run.id, way, drivers: drivers) { plan, fresh, finished in
        Planner.recheck(plan, on: Fabric(appliances: fresh.appliances + standIns), finished: finished)
      }
    }
  }
}

/// Says what stands against examining or closing a run, with the exit code for it.
func onRunErrors<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as LedgerError {
    throw Failure(error.isLock ? .refused : .error, [error.diagnostic])
  } catch let error as InterruptionError {
    throw Failure(.error, id: "run.unfinished", "\(error)")
  }
}

extension DriverLocation {
  /// The drivers of a plan's appliances, by name.
  static func drivers(of plan: Plan, folder: String) throws -> [any FabricDriver] {
    try plan.drivers.keys.sorted().map { name in
      switch find(plan.drivers[name] ?? DriverReference(url: ""), manifest: "\(folder)/.", root: folder, layers: plan.layers) {
      case .success(let location): return location.driver(for: name)
      case .failure(let problem): throw Failure(.error, [problem.diagnostic(at: nil)])
      }
    }
  }
}
