internal import Documents
internal import DriverInterface
internal import FabricModel
internal import Foundation
internal import Ledger
internal import Planning
internal import Reconciliation

/// The carrying-out of a plan for a person: show, ask, run, tell.
struct Application {
  let job: Job
  let policy: PlanPolicy
  let autoApprove: Bool
  let format: OutputFormat
  var extent = Extent.brief
  let console: Console
  let now: Timestamp
  var onFailure = OnFailure.stop
  /// What is asked before anything is done; absent means whether to carry out the steps, where there are any.
  var question: String?
  /// How long it waits for a ledger that somebody else holds; nil does not wait.
  var wait: LedgerWait?

  func run() async throws {
    // What cannot be lifted, and the gates under the flags of this run.
    let blockers = job.plan.blockers.filter { !$0.id.hasPrefix("gate.") } + job.plan.gates(policy, at: now)
    if format == .text {
      let view = PlanView(job.plan, extent: extent, blockers: blockers)
      console.output(view.text(color: console.outputHasColor) + ScopeNote(job.plan).text)
    }
    try refuse(blockers)
    if job.plan.steps.isEmpty, job.plan.remember.isEmpty, job.plan.forget.isEmpty, job.plan.templates.isEmpty, job.plan.lifted.isEmpty {
      return
    }
    if !job.plan.steps.isEmpty || question != nil { try approve() }
    let ledger = try openLedger()
    let outcome = try await carryOut(ledger)
    tell(outcome)
    switch outcome.result {
    case .done: break
    case .stopped: throw Failure(.stopped)
    case .rolledBack(_, let residue): throw Failure(residue.isEmpty ? .rolledBack : .residue)
    }
  }

  private func refuse(_ blockers: [Blocker]) throws {
    guard blockers.isEmpty else {
      throw Failure(
        .refused, blockers.map { Diagnostic($0.id, .error, $0.message, help: $0.acknowledge.map { "to go on all the same: \($0)" }) })
    }
  }

  private func approve() throws {
    if autoApprove { return }
    guard console.isInteractive else {
      throw Failure(
        .refused, id: "apply.unapproved", "nobody can be asked here", help: "say --auto-approve where the plan was approved elsewhere")
    }
    guard console.confirms(question ?? "Carry out these \(job.plan.steps.count) steps?") else {
      throw Failure(.refused, id: "apply.declined", "nothing was changed")
    }
  }

  private func openLedger() throws -> SQLiteLedger {
    do throws(LedgerError) {
      return try SQLiteLedger.open(job.ledgerPath, createIfMissing: RunIdentity.lineage())
    } catch {
      throw Failure(.error, [error.diagnostic])
    }
  }

  private func carryOut(_ ledger: SQLiteLedger) async throws -> Outcome {
    let interrupt = Interrupt()
    defer { interrupt.end() }
    var context = RunIdentity.context()
    context.note = job.plan.note
    context.revision = GitRevision.read(job.plan.folder)
    context.shouldStop = { interrupt.isAsked }
    context.pause = { retry in
      // Twice as long each time, and never quite the same for two who wait for one thing.
      let milliseconds = 200 * (1 << min(retry, 6)) / 2
      try? await Task.sleep(for: .milliseconds(Int.random(in: milliseconds / 2...milliseconds)))
    }
    context.wait = { try? await Task.sleep(for: .seconds($0)) }
    let progress = Progress(job.plan, context, format: format, hasTimes: extent == .whole, console: console)
    defer { progress.end() }
    context.report = { progress.tell($0) }
    while true {
      do {
        return try await carryOut(ledger, context)
      } catch LedgerError.locked where wait?.mayGoOn == true {
        try await wait?.untilFree()
      } catch let error as LedgerError {
        throw Failure(error.isLock ? .refused : .error, [error.diagnostic])
      }
    }
  }

  private func carryOut(_ ledger: SQLiteLedger, _ context: RunContext) async throws -> Outcome {
    let plan = job.plan
    do {
      var executor = Executor(ledger: ledger, context: context)
      executor.onFailure = onFailure
      return try await executor.carryOut(plan, text: job.text, drivers: job.drivers) { fresh in
        Planner.recheck(plan, on: Fabric(appliances: fresh.appliances + job.standIns))
      }
    } catch let refusal as RunRefusal {
      throw refusal.failure
    }
  }

  private func tell(_ outcome: Outcome) {
    guard format == .text else { return }
    for mismatch in outcome.mismatches { console.error("\(mismatch)\n") }
    for left in outcome.unrecorded { console.error("\(left.appliance):\(left.address) is not recorded: \(left.reason)\n") }
    switch outcome.result {
    case .done:
      let done = outcome.noop == 0 ? "" : ", \(outcome.noop) of them done before"
      console.output("Done: \(outcome.states.count) steps verified\(done). Run \(outcome.run).\n")
      let booting = Set(job.plan.steps.filter { $0.impact == .hostReboot }.flatMap(\.servers)).sorted()
      if !booting.isEmpty {
        let words =
          booting.count <= 5
          ? booting.joined(separator: ", ") : "\(booting.prefix(5).joined(separator: ", ")) and \(booting.count - 5) more"
        console.output("Waiting for a boot of \(words): then say 'weft ack SERVER'.\n")
      }
    case .rolledBack(let reason, let residue):
      for left in residue { console.error("\(left)\n") }
      let end = residue.isEmpty ? "everything is as it was" : "\(residue.count) object\(residue.count == 1 ? " is" : "s are") not as before"
      console.output("Rolled back: \(reason); \(end). Run \(outcome.run).\n")
    case .stopped(let reason):
      console.output(
        """
        Stopped: \(reason). \(outcome.verified + outcome.noop) of \(outcome.states.count) steps are verified, \
        \(outcome.performed) performed, \(outcome.failed) failed, \(outcome.unknown) unknown, \(outcome.notStarted) not started. \
        Run \(outcome.run). To go on: plan again.

        """)
    }
  }
}

extension RunRefusal {
  fileprivate var failure: Failure {
    switch self {
    case .stale(let objects):
      Failure(
        .stale, objects.map { Diagnostic("plan.stale", .error, "\($0) since the plan was made", help: "plan again") })
    case .unsafe(let violations):
      Failure(
        .stale, violations.map { Diagnostic("plan.unsafe", .error, "\($0.invariant) \($0.subject): \($0.message)", help: "plan again") })
    case .unavailable(let failures):
      Failure(failures.contains { $0.error.class == .locked } ? .refused : .error, failures.flatMap(\.diagnostics))
    case .otherLedger: Failure(.stale, id: "plan.otherLedger", "\(self)", help: "plan again with this ledger")
    case .unfinished: Failure(.refused, id: "run.unfinished", "\(self)")
    case .noDriver: Failure(.error, id: "driver.missing", "\(self)")
    }
  }
}

extension LedgerError {
  /// Others are at work: nothing is broken.
  var isLock: Bool {
    switch self {
    case .locked, .staleLease, .busy: true
    default: false
    }
  }
}

/// Who runs, and under which names.
enum RunIdentity {
  /// Sorts by time, and is unique even within a second.
  static func run() -> RunID {
    let time = Timestamp(seconds: Int64(Date().timeIntervalSince1970)).description.filter { $0.isNumber || $0 == "T" }
    return RunID("\(time)-\(String(UInt32.random(in: 0...UInt32.max), radix: 36))")
  }

  static func lineage() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  static func context() -> RunContext {
    RunContext(
      run: run(), host: ProcessInfo.processInfo.hostName, user: NSUserName(), pid: ProcessInfo.processInfo.processIdentifier,
      toolVersion: Version.current, now: { Int64(Date().timeIntervalSince1970) })
  }
}
