internal import Documents
package import FabricModel
internal import FoundationEssentials
package import Ledger
package import Planning

/// A run that did not end, and how far it got: by the journal where that is certain, else by what is on the fabric.
package struct Interruption: Sendable {
  package let run: LedgerRun
  package let plan: Plan
  /// Whether it was on its way back, where it is only gone on with.
  package let hasTurnedBack: Bool
  /// One for each step of the plan, in its order.
  package let findings: [Finding]

  /// What was found out about one step.
  package struct Finding: Hashable, Sendable {
    package enum Verdict: String, Hashable, Sendable {
      /// Its effect is there.
      case done
      /// What it was to change is as it was.
      case notDone
      /// The object is neither as it was nor as it should be: somebody else changed it, or it was done by half.
      case unknown
      /// It was never begun.
      case notStarted
      /// Its appliance could not be read.
      case unread
    }

    package let step: String
    package let appliance: String
    package let address: String
    package let verdict: Verdict
    /// What the journal has of it; nil where it was never begun.
    package let journal: JournalStep?
    /// What is there; nil where nothing is, or nothing was asked.
    package let now: Record?
  }

  /// Examines a run that did not end. Only reads.
  ///
  /// - Parameter fabric: a fresh observation; steps on an appliance that it lacks are `unread`.
  package init(of run: LedgerRun, in ledger: any LedgerReader, fabric: Fabric) throws {
    plan = try Self.plan(of: run.id, in: ledger)
    self.run = run
    hasTurnedBack = try !ledger.rollbacks(of: run.id).isEmpty
    let journal = Dictionary(try ledger.steps(in: run.id).map { ($0.step, $0) }, uniquingKeysWith: { first, _ in first })
    findings = Self.find(plan, journal, fabric)
  }

  package static func plan(of run: RunID, in ledger: any LedgerReader) throws -> Plan {
    guard let text = try ledger.plan(of: run) else { throw InterruptionError.noPlan(run) }
    do {
      return try JSONDecoder().decode(Plan.self, from: Data(text.utf8))
    } catch {
      throw InterruptionError.unreadablePlan(run, cause: "\(error)")
    }
  }

  /// The runs that did not end, newest first, each examined.
  package static func all(in ledger: any LedgerReader, fabric: Fabric) throws -> [Interruption] {
    try ledger.unfinishedRuns().map { try Interruption(of: $0, in: ledger, fabric: fabric) }
  }

  /// The way back from where it stands.
  package func rollback(on fabric: Fabric) -> Rollback { Rollback(of: plan, touched: touched, on: fabric) }

  package func count(_ verdict: Finding.Verdict) -> Int { findings.count { $0.verdict == verdict } }

  /// The appliances that have to be read before the run can be closed.
  package var unread: [String] { Set(findings.filter { $0.verdict == .unread }.map(\.appliance)).sorted() }

  private static func find(_ plan: Plan, _ journal: [String: JournalStep], _ fabric: Fabric) -> [Finding] {
    let begun = plan.steps.indices.filter { journal[plan.steps[$0].id] != nil }
    var verdicts: [Int: (Finding.Verdict, Record?)] = [:]
    for chain in ObjectChain.chains(of: begun, in: plan) {
      let state = fabric[chain.appliance]
      let now = state?.record(at: chain.address)
      let count = chain.finished(now, in: plan)
      for (position, step) in chain.steps.enumerated() {
        let said = journal[plan.steps[step].id]?.result
        let found: Finding.Verdict = state == nil ? .unread : count.map { position < $0 ? .done : .notDone } ?? .unknown
        verdicts[step] = (said == .verified || said == .noop ? .done : found, now)
      }
    }
    return plan.steps.enumerated().map { index, step in
      let (verdict, now) = verdicts[index] ?? (.notStarted, nil)
      return Finding(
        step: step.id, appliance: step.appliance, address: step.target.description, verdict: verdict, journal: journal[step.id], now: now)
    }
  }
}

/// Why an interrupted run cannot be examined or closed.
package enum InterruptionError: Error, Sendable, CustomStringConvertible {
  case noPlan(RunID)
  case unreadablePlan(RunID, cause: String)
  case unread([String])
  /// It went on after it was examined.
  case moved(RunID)
  /// Somebody ended it meanwhile.
  case ended(RunID)
  /// What it did is being taken back: its plan is not gone on with.
  case turnedBack(RunID)
  /// Somebody said that it may stay.
  case confirmed(RunID)

  package var description: String {
    switch self {
    case .noPlan(let run): "the plan of run \(run) is not in the ledger"
    case .unreadablePlan(let run, let cause): "the plan of run \(run) cannot be read: \(cause)"
    case .unread(let names): "what the run began on \(names.joined(separator: ", ")) cannot be found out: it could not be read"
    case .moved(let run): "run \(run) went on while it was examined"
    case .turnedBack(let run): "run \(run) was being taken back, and is not gone on with"
    case .confirmed(let run): "run \(run) was confirmed meanwhile, and is not taken back"
    case .ended(let run): "run \(run) has ended"
    }
  }
}
