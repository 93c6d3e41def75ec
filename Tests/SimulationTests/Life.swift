import Documents
import DriverInterface
import FabricModel
import Glibc
import Ledger
import Planning
import Reconciliation
import Simulation
import TestSupport

/// The life of a random site: its manifests are edited, planned and carried out while calls fail, processes die and people work by hand,
/// and what was begun is taken up again as the next `apply` does it.
final class Life: Sendable {
  /// What was met on the way, so that tests can tell that it was met at all.
  struct Tally: Sendable {
    var runs = 0
    var done = 0
    var stopped = 0
    var refused = 0
    var crashes = 0
    var interrupted = 0
    var effects = 0
    var settled = 0
    var hopeless = 0
    var edits = 0
    /// Of them without an appliance, and with an appliance's identities taken over.
    var partial = 0
    var burials = 0
    /// Of them with something that could not be taken back.
    var rolledBack = 0
    var residues = 0
    /// Runs that were cut short and gone on with, and those that were taken back.
    var resumed = 0
    var recovered = 0
    /// Runs that waited for somebody's word.
    var waited = 0

    mutating func add(_ other: Tally) {
      (runs, done, stopped, refused) = (runs + other.runs, done + other.done, stopped + other.stopped, refused + other.refused)
      (crashes, interrupted, effects) = (crashes + other.crashes, interrupted + other.interrupted, effects + other.effects)
      (settled, hopeless, edits) = (settled + other.settled, hopeless + other.hopeless, edits + other.edits)
      (partial, burials) = (partial + other.partial, burials + other.burials)
      (rolledBack, residues) = (rolledBack + other.rolledBack, residues + other.residues)
      (resumed, recovered, waited) = (resumed + other.resumed, recovered + other.recovered, waited + other.waited)
    }
  }

  static let rounds = 3
  /// How often a round is tried while things go wrong, and how often after that.
  static let badTries = 4
  static let goodTries = 4
  private static let epoch: Int64 = 1_780_000_000
  static let lineage = "0123456789abcdef0123456789abcdef"

  let seed: UInt64
  let executor: SeededExecutor
  let witness: Witness
  let fabric: SimulatedFabric
  private let store: any LedgerStore
  private let defect: Defect?
  private let first: RandomSite

  /// Whether runs that fail may be taken back.
  private let takesBack: Bool

  /// - Parameter defect: something that is broken in or around the executor.
  init(seed: UInt64, ledger: (any LedgerStore)? = nil, defect: Defect? = nil, takesBack: Bool = false) {
    self.seed = seed
    self.takesBack = takesBack
    self.defect = defect
    store = ledger ?? MemoryLedger(lineage: Self.lineage)
    executor = SeededExecutor(seed: seed)
    first = RandomSite(seed: seed, most: 4)
    var hardware = Fabric()
    for host in Resolver.resolve(SiteText(first.text).site).hardware.appliances {
      var state = ApplianceState(name: host.name)
      state.inventory = host.inventory
      hardware.appliances.append(state)
    }
    let witness = Witness()
    self.witness = witness
    var chance = Chance(seed, "marks")
    fabric = SimulatedFabric(hardware, seed: seed, executor: executor, holdsMarks: chance.happens(700)) { witness.take($0) }
    witness.look(at: fabric)
  }

  /// What went wrong that must not, and what was met.
  func live() -> (complaints: [String], tally: Tally) {
    let tally = executor.run { [self] in
      var site = first
      var tally = Tally()
      for round in 0..<Self.rounds {
        if round > 0 { site.edit() }
        do { try await settle(site.text, round, &tally) } catch { witness.complain("round \(round): \(error)") }
        if !witness.complaints.isEmpty { break }
      }
      return tally
    }
    guard var tally else { return (witness.complaints + ["it waits for something that never comes"], Tally()) }
    for event in fabric.events {
      switch event.kind {
      case .effect: tally.effects += 1
      case .edited: tally.edits += 1
      default: break
      }
    }
    return (witness.complaints, tally)
  }

  private func settle(_ text: String, _ round: Int, _ tally: inout Tally) async throws {
    let manifests = SiteText(text)
    var mustBeEmpty = false
    var fate = Chance(seed, "outage", number: round)
    if round > 0, fate.happens(200), let name = fabric.fabric.appliances.map(\.name).randomElement(using: &fate) {
      // It comes back while tries still go on.
      fabric.stop(name, milliseconds: Int64.random(in: 300_000...1_500_000, using: &fate))
    }
    for number in 0..<Self.badTries + Self.goodTries {
      var chance = Chance(seed, "try", number: round * 100 + number)
      let isGood = number >= Self.badTries
      fabric.faults = isGood ? .none : [.none, .lossy, .lossy, .hostile].randomElement(using: &chance) ?? .none
      // Whoever is away comes back before things have to go well.
      while isGood, !fabric.stopped.isEmpty { await executor.sleep(milliseconds: 60_000) }
      guard let site = try await observe(manifests, mayLeaveOut: chance.happens(800), isGood: isGood, &chance, &tally) else {
        witness.note("round \(round), try \(number): it cannot be read")
        await executor.sleep(milliseconds: 60_000)
        mustBeEmpty = false
        continue
      }
      var policy = PlanPolicy.anything
      // What was done by a process that died before it could say so is taken over, as a person would after a look at it.
      if number > 0 { policy.adopt = .all }
      // Somebody vouches for every server while an appliance is away: then others take its identities over.
      if !site.unread.isEmpty, chance.happens(500) {
        for server in site.manifest.servers { policy.fenced[server.name] = "its cable is pulled" }
      }
      let plan = Planner.plan(site, sources: manifests.sources, policy: policy, tool: "simulation")
      let isEmpty = plan.isEmpty && plan.remember.isEmpty && plan.forget.isEmpty && plan.lifted.isEmpty
      if plan.isApplicable, isEmpty, !site.unread.isEmpty {
        await executor.sleep(milliseconds: 400_000)
        continue
      }
      if plan.isApplicable, isEmpty {
        witness.settled()
        tally.settled += 1
        return
      }
      witness.note(
        "round \(round), try \(number): \(plan.steps.count) steps, \(plan.blockers.map(\.message)) \(plan.diagnostics.filter { $0.severity == .error }.map(\.message))"
      )
      if mustBeEmpty, site.unread.isEmpty {
        witness.complain(
          "round \(round): the plan after a run that was done is not empty: \(plan.changes.map(\.address)) \(plan.blockers.map(\.message))")
      }
      guard plan.isApplicable else {
        // Some edits ask for more than there is room for: the site goes back to work with the next ones.
        tally.hopeless += 1
        if isGood { return }
        await executor.sleep(milliseconds: 60_000)
        continue
      }
      if !site.unread.isEmpty { tally.partial += 1 }
      if !plan.burials.isEmpty { tally.burials += 1 }
      mustBeEmpty = try await carryOut(
        plan, site, sources: manifests.sources, "r\(round)-\(number)", isGood: isGood, &chance, &tally)
      // What lay under a tombstone is deactivated first, and what takes its place comes with the next plan.
      if !site.unread.isEmpty || !plan.lifted.isEmpty || !plan.waiting.isEmpty { mustBeEmpty = false }
      // Longer than the lease of a process that died.
      await executor.sleep(milliseconds: 400_000)
    }
    witness.complain("round \(round): it does not settle")
  }

  /// Everything as it is, after what an earlier run left was brought to an end; nil where an appliance cannot be read now, and it is not gone
  /// on without.
  private func observe(
    _ manifests: SiteText, mayLeaveOut: Bool, isGood: Bool, _ chance: inout Chance, _ tally: inout Tally
  ) async throws -> Site? {
    let observations = await Observer().observe(fabric.drivers)
    let unread = Set(observations.failures.map(\.appliance))
    guard unread.isEmpty || (mayLeaveOut && unread.isSubset(of: fabric.stopped)) else {
      witness.note("\(observations.failures)")
      return nil
    }
    let interruptions = try Interruption.all(in: store, fabric: observations.fabric)
    for interruption in interruptions { witness.judge(interruption) }
    if let interruption = interruptions.last, unread.isEmpty, let way = way(out: interruption, &chance) {
      try await recover(interruption, way, isGood: isGood, &chance, &tally)
      return try await observe(manifests, mayLeaveOut: mayLeaveOut, isGood: isGood, &chance, &tally)
    }
    for interruption in interruptions {
      tally.interrupted += 1
      try interruption.close(
        in: witness.watching(store), context: context("close"), abandoning: unread.isSuperset(of: interruption.unread))
    }
    var site = manifests.site
    site.observed = observations.fabric
    site.capabilities = observations.capabilities
    site.unread = unread
    site.recorded = try RecordedLoader.load(store.snapshot(), scope: site.scope, unread: unread)
    site.now = Timestamp(seconds: now)
    return site
  }

  /// What is done about a run that was cut short; nil closes it as it stands.
  private func way(out interruption: Interruption, _ chance: inout Chance) -> Recovery? {
    guard takesBack, interruption.plan.unread.isEmpty else { return nil }
    if interruption.run.confirmation?.state(at: now) == .confirmed { return nil }
    // A way back is only gone on with, and nothing else becomes of what nobody confirmed.
    if interruption.hasTurnedBack || interruption.run.confirmation != nil { return chance.happens(700) ? .rollBack : nil }
    return chance.happens(400) ? nil : Recovery.allCases.randomElement(using: &chance)
  }

  private func recover(
    _ interruption: Interruption, _ way: Recovery, isGood: Bool, _ chance: inout Chance, _ tally: inout Tally
  ) async throws {
    let run = interruption.run.id
    let late = fabric.faults.late
    defer { fabric.faults.late = late }
    fabric.faults.late = 0
    let mortal = mortal(isGood: isGood, &chance)
    var executor = Executor(ledger: mortal, context: context(run.text))
    executor.onFailure = OnFailure.allCases.randomElement(using: &chance) ?? .stop
    executor.mostCalls = Int.random(in: 1...4, using: &chance)
    defer { if mortal.isDead { fabric.restart() } }
    do {
      let outcome = try await executor.recover(run, way, drivers: fabric.drivers) { Planner.recheck($0, on: $1, finished: $2) }
      witness.note("\(run) is taken up, \(way): \(outcome.result)")
      witness.judge(outcome)
      if way == .resume { tally.resumed += 1 } else { tally.recovered += 1 }
      if isGood, outcome.result != .done, way == .resume, !witness.hasEdits {
        witness.complain("\(run): nothing goes wrong, but \(outcome.result)")
      }
    } catch let refusal as RunRefusal {
      // Somebody changed what it is about, or an appliance is away: it is closed the next time.
      tally.refused += 1
      witness.note("\(run): \(refusal)")
      if case .unavailable = refusal {} else if !witness.hasEdits { witness.complain("\(run): \(refusal)") }
    } catch let error as LedgerError {
      guard mortal.isDead else { throw error }
      tally.crashes += 1
      witness.note("\(run): dies while it is taken up, at write \(mortal.writes)")
    }
    // Longer than the lease of a process that died.
    await self.executor.sleep(milliseconds: 400_000)
  }

  /// The ledger of a process that may die at one of its writes.
  private func mortal(isGood: Bool, _ chance: inout Chance) -> MortalLedger {
    let last = isGood || !chance.happens(400) ? nil : Int.random(in: 1...20, using: &chance)
    let base = witness.watching(store)
    return MortalLedger(defect?.ledger(base) ?? base, dyingAt: last, written: Bool.random(using: &chance)) { [fabric] in fabric.kill() }
  }

  /// Whether nothing may be left to do.
  private func carryOut(
    _ plan: Plan, _ site: Site, sources: SourceSet, _ name: String, isGood: Bool, _ chance: inout Chance, _ tally: inout Tally
  ) async throws -> Bool {
    tally.runs += 1
    let run = RunID("\(seed)-\(name)")
    let mortal = mortal(isGood: isGood, &chance)
    var context = context(run.text)
    if takesBack, !isGood, chance.happens(150) {
      context.confirmSeconds = Int64.random(in: 1...600, using: &chance)
      let word = [Confirmation.Decision.confirmed, .withdrawn, nil].randomElement(using: &chance) ?? nil
      let after = executor.now + Int64.random(in: 0...900_000, using: &chance)
      context.answer = { [executor] in
        await executor.sleep(milliseconds: 10_000)
        return executor.now < after ? nil : word
      }
    }
    if !isGood, chance.happens(100) {
      let end = executor.now + Int64.random(in: 0...2_000, using: &chance)
      context.shouldStop = { [executor] in executor.now >= end }
    }
    var executor = Executor(ledger: mortal, context: context)
    let choices: [OnFailure] = takesBack ? OnFailure.allCases : [.stop, .goOn]
    executor.onFailure = choices.randomElement(using: &chance) ?? .stop
    if context.confirmSeconds != nil {
      executor.onFailure = .rollback
      tally.waited += 1
    }
    // What does not show yet cannot be taken back either.
    if executor.onFailure == .rollback { fabric.faults.late = 0 }
    executor.mostCalls = Int.random(in: 1...4, using: &chance)
    witness.begin(plan, run.text)
    // Writing the plan costs as much as making it, and only who comes after a crash, or after a run that stays open, reads it.
    let needsText = !isGood || defect != nil
    let drivers = fabric.drivers.filter { !site.unread.contains($0.appliance) }.map { defect?.driver($0) ?? $0 }
    defer { if mortal.isDead { fabric.restart() } }
    do {
      let outcome = try await executor.carryOut(
        defect?.plan(plan) ?? plan, text: needsText ? String(decoding: plan.json(sources: sources), as: UTF8.self) : "", drivers: drivers
      ) { fresh, finished in
        Planner.recheck(plan, on: Fabric(appliances: fresh.appliances + site.standIns(besides: plan.burials)), finished: finished)
      }
      witness.note("\(run): \(outcome.result)")
      witness.judge(outcome)
      switch outcome.result {
      case .done: tally.done += 1
      case .stopped: tally.stopped += 1
      case .rolledBack(_, let residue):
        tally.rolledBack += 1
        if !residue.isEmpty { tally.residues += 1 }
      }
      if isGood, outcome.result != .done, !witness.hasEdits { witness.complain("\(run): nothing goes wrong, but \(outcome.result)") }
      return outcome.result == .done && !witness.hasEdits
    } catch let refusal as RunRefusal {
      tally.refused += 1
      witness.note("\(run): \(refusal)")
      if isGood { witness.complain("\(run): nothing goes wrong, but \(refusal)") }
      switch refusal {
      case .unavailable: break
      default: if !witness.hasEdits, !mortal.isDead { witness.complain("\(run): \(refusal)") }
      }
    } catch let error as LedgerError {
      guard mortal.isDead else { throw error }
      tally.crashes += 1
      witness.note("\(run): dies at write \(mortal.writes)")
    }
    return false
  }

  private var now: Int64 { Self.epoch + executor.now / 1000 }

  private func context(_ run: String) -> RunContext {
    var context = RunContext(run: RunID(run), host: "here", user: "ann", pid: getpid(), toolVersion: "1.0") { [executor] in
      Self.epoch + executor.now / 1000
    }
    context.pause = { [executor] retry in await executor.sleep(milliseconds: 100 << Int64(retry)) }
    context.wait = { [executor] seconds in await executor.sleep(milliseconds: 1000 * seconds) }
    return context
  }
}
