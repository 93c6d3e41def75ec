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
  /// How long somebody has to confirm the run; nil has it stay.
  var confirmSeconds: Int64?
  /// How long it waits for a ledger that somebody else holds; nil does not wait.
  var wait: LedgerWait?

  func run() async throws {
    // What cannot be lifted, and the gates under the flags of this run.
    let rollback = onFailure == .rollback ? job.plan.rollback(on: job.observed) : nil
    let blockers =
      job.plan.blockers.filter { !$0.id.hasPrefix("gate.") } + job.plan.gates(policy, at: now)
      + (rollback?.gates(policy, of: job.plan, on: job.observed, at: now) ?? [])
    if format == .text {
      let view = PlanView(job.plan, extent: extent, blockers: blockers)
      console.output(view.text(color: console.outputHasColor) + ScopeNote(job.plan).text + (rollback?.text ?? ""))
    }
    try refuse(blockers)
    if job.plan.steps.isEmpty, job.plan.remember.isEmpty, job.plan.forget.isEmpty, job.plan.templates.isEmpty, job.plan.lifted.isEmpty {
      return
    }
    if !job.plan.steps.isEmpty || question != nil { try approve() }
    let ledger = try openLedger()
    if let confirmSeconds { console.error(notice(confirmSeconds)) }
    try await Attendance(plan: job.plan, format: format, extent: extent, console: console).carryOut { context in
      context.note = job.plan.note
      context.revision = GitRevision.read(job.plan.folder)
      context.confirmSeconds = confirmSeconds
      return try await carryOut(ledger, context)
    }
  }

  /// No driver holds a timer on its appliance yet.
  private func notice(_ seconds: Int64) -> String {
    let names = Set(job.plan.steps.map(\.appliance)).sorted()
    return
      "No dead-man guard on \(names.joined(separator: ", ")): unless somebody confirms within \(Interval(seconds: seconds)) after the last "
      + "step, this process takes the run back; where it dies before, the next 'weft apply', 'recover' or 'confirm' does.\n"
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

  private func carryOut(_ ledger: SQLiteLedger, _ context: RunContext) async throws -> Outcome {
    let plan = job.plan
    var executor = Executor(ledger: ledger, context: context)
    executor.onFailure = onFailure
    while true {
      do {
        return try await executor.carryOut(plan, text: job.text, drivers: job.drivers) { fresh, finished in
          Planner.recheck(plan, on: Fabric(appliances: fresh.appliances + job.standIns), finished: finished)
        }
      } catch LedgerError.locked where wait?.mayGoOn == true {
        try await wait?.untilFree()
      }
    }
  }
}

extension Rollback {
  /// `Taking all of it back: 20 steps, impact at most pathLoss for esx-01.`
  fileprivate var text: String {
    guard !plan.steps.isEmpty else { return "" }
    let worst = plan.impact
    let bearers = Set(plan.steps.filter { $0.impact == worst }.flatMap(\.servers)).sorted()
    let whom = worst == .none || bearers.isEmpty ? "" : " for " + Plan.list(bearers)
    return "Taking all of it back: \(Words.count(plan.steps.count, "step")), impact at most \(worst.rawValue)\(whom).\n"
      + residue.map { "Can't be taken back: \($0).\n" }.joined()
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
