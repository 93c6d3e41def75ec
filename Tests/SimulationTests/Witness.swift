import FabricModel
import Ledger
import Planning
import Reconciliation
import Simulation
import Synchronization

/// Sees all that happens to a simulated fabric and its ledger, and complains about what must not.
///
/// It shares no code with the executor: what a step has done, it knows from the fabric.
final class Witness: Sendable {
  struct State {
    var complaints: [String] = []
    /// What happened, for who looks into a complaint.
    var story: [String] = []
    var fabric: SimulatedFabric?
    var plan = Plan()
    var run = ""
    /// The steps of the plan by what they do, and those on each object, in order.
    var index: [String: [RecordChange: Int]] = [:]
    var chains: [String: [Int]] = [:]
    /// Steps whose begin is in the journal.
    var begun: Set<String> = []
    /// How often each step was carried out.
    var carriedOut: [Int: Int] = [:]
    /// Steps whose effect a look has shown.
    var shown: Set<Int> = []
    /// Steps whose effect was shown before anything was done.
    var early: Set<Int> = []
    var looks: [String: [ApplianceState]] = [:]
    /// Steps that were carried out, and that a look did not show.
    var missed: Set<Int> = []
    /// Broken before, or by somebody else's hand.
    var known: Set<String> = []
    var before = Fabric()
    /// What people changed by hand in this run.
    var edited: Set<String> = []
    /// What was so before the run turned back; empty where it did not.
    var forward: [State] = []
  }

  private let state = Mutex(State())

  var complaints: [String] { with { $0.complaints } }
  /// Whether somebody changed something by hand since the run began.
  var hasEdits: Bool { with { !$0.edited.isEmpty } }

  func with<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value { state.withLock { body(&$0) } }
  func complain(_ words: String) { with { $0.complaints.append(words) } }
  func note(_ words: String) { with { $0.story.append(words) } }
  var story: [String] { with { $0.story } }
  func look(at fabric: SimulatedFabric) { with { $0.fabric = fabric } }

  func begin(_ plan: Plan, _ run: String) {
    with { state in
      state.start(plan, run)
      state.edited = []
      state.forward = []
      state.before = state.fabric?.fabric ?? Fabric()
      state.known = state.broken
    }
  }

  /// What follows is the way back.
  func turn(_ plan: Plan, _ run: String) {
    with { state in
      let forward = state
      state.start(plan, run)
      // Who is away is away on the way back, too.
      state.plan.unread = forward.plan.unread
      // A way back that was cut short is gone on with by another one.
      state.forward = forward.forward.isEmpty ? [forward] : forward.forward
    }
  }

  // MARK: The fabric

  func take(_ event: FabricEvent) {
    with { state in
      state.story.append("  \(event)")
      switch event.kind {
      case .effect(_, let changes): state.take(changes, on: event.appliance)
      case .seen(let seen): state.take(seen)
      case .edited(let change):
        state.edited.insert("\(event.appliance):\(change.address)")
        if case .profile = change.address { state.complain("a profile was changed by hand") }
        state.known.formUnion(state.broken)
      case .taken, .repeated, .refused, .stopped, .returned: break
      }
    }
  }

  // MARK: The outcome

  func judge(_ outcome: Outcome) {
    with { state in
      var there = state.forward.first ?? state
      (there.complaints, there.edited, there.forward) = ([], state.edited, [state])
      for (number, said) in outcome.states.enumerated() {
        if let lie = there.lie(said, of: number) { there.complain("\(there.plan.steps[number].id) is \(said), but \(lie)") }
      }
      there.expectOthersUntouched()
      state.complaints += there.complaints
      switch outcome.result {
      case .done: state.expectAll(outcome)
      case .stopped: break
      case .rolledBack(_, let residue):
        if state.edited.isEmpty {
          for item in residue where item.reason.contains("somebody else") { state.complain("nobody changed what is left: \(item)") }
        }
        state.expectPreImage(but: Set(residue.map { "\($0.appliance):\($0.address)" }))
      }
    }
  }

  /// What is found out about a run that did not end is so.
  func judge(_ interruption: Interruption) {
    with { state in
      // Of a run that turned back, the way there was judged when it turned.
      if state.forward.contains(where: { $0.run == interruption.run.id.text }) { return }
      guard interruption.run.id.text == state.run else {
        return state.complain("\(interruption.run.id) is unfinished, which is not the last run")
      }
      for (number, finding) in interruption.findings.enumerated() {
        let chain = state.chain(of: number)
        let isThere = chain.contains { $0 >= number && state.isThere($0, state.record($0)) }
        switch finding.verdict {
        case .done where !isThere && finding.journal?.result != .verified && finding.journal?.result != .noop:
          state.complain("\(finding.step) is said to be done after a crash, and is not there")
        case .notDone where isThere && chain.last == number && !state.isTraceless(number):
          state.complain("\(finding.step) is said to be not done after a crash, and is there")
        case .notStarted where state.carriedOut[number] != nil:
          state.complain("\(finding.step) is said to be not started, and was carried out")
        default: break
        }
      }
      state.expectOthersUntouched()
    }
  }

  /// A round is over: nothing is left that the manifests ask for.
  func settled() {
    with { state in
      state.plan.unread = []
      let broken = state.broken
      if !broken.isEmpty { state.complain("settled, but \(broken.sorted())") }
    }
  }

  // MARK: The ledger

  func watching(_ base: any LedgerStore) -> any LedgerStore { WatchedLedger(base: base, witness: self) }

  func take(_ ends: [JournalEnd], _ begins: [JournalBegin], _ changes: LedgerChanges?, _ run: RunID) {
    with { state in
      guard run.text == state.run else { return }
      for begin in begins { state.begun.insert(begin.step) }
      for object in changes?.upsert ?? [] { state.expectSeen(object) }
      for key in changes?.remove ?? [] { state.expectGone(key) }
    }
  }
}

/// Tells the witness what is durable, at the moment it is.
private struct WatchedLedger: ForwardingLedger {
  let base: any LedgerStore
  let witness: Witness

  func startRun(_ run: LedgerRun, plan: String, under lease: LeaseToken) throws(LedgerError) {
    try base.startRun(run, plan: plan, under: lease)
    if run.rollsBack != nil, let plan = readPlan(plan) { witness.turn(plan, run.id.text) }
  }

  func end(
    _ ends: [JournalEnd], releasing begins: [JournalBegin], recording changes: LedgerChanges?, in run: RunID, under lease: LeaseToken,
    at: Int64
  ) throws(LedgerError) {
    try base.end(ends, releasing: begins, recording: changes, in: run, under: lease, at: at)
    witness.take(ends, begins, changes, run)
  }
}
