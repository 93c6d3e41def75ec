import Documents
import FabricModel
import Glibc
import Ledger
import Planning
import Reconciliation
import Synchronization
import TestSupport
import Testing

/// A world, a ledger in a folder of its own, and runs between them.
final class Stage: Sendable {
  static let lineage = "0123456789abcdef0123456789abcdef"

  let world = World("vio-1", "vio-2")
  private let temporary: TemporaryFolder
  var folder: String { temporary.path }
  let ledger: JournaledLedger
  let clock = Mutex<Int64>(1_780_000_000)
  let events = Mutex<[RunEvent]>([])
  let pauses = Mutex<[Int]>([])

  init() throws {
    temporary = try TemporaryFolder()
    ledger = JournaledLedger(base: try .open(temporary.path + "/ledger.db", createIfMissing: Self.lineage), world: world)
  }

  func context(_ run: String, shouldStop: @escaping @Sendable () -> Bool = { false }) -> RunContext {
    var context = RunContext(run: RunID(run), host: "here", user: "ann", pid: getpid(), toolVersion: "1.0") { [self] in
      clock.withLock { $0 }
    }
    context.pause = { [self] retry in pauses.withLock { $0.append(retry) } }
    context.report = { [self] event in events.withLock { $0.append(event) } }
    context.shouldStop = shouldStop
    return context
  }

  @discardableResult
  func run(
    _ plan: Plan, as run: String = "r1", shouldStop: @escaping @Sendable () -> Bool = { false },
    onFailure: OnFailure = .stop, mostCalls: Int = 16, wait: @escaping @Sendable (Int64) async -> Void = { _ in },
    recheck: (Fabric) -> [Violation] = { _ in [] }
  ) async throws -> Outcome {
    let text = String(decoding: plan.json(sources: SourceSet()), as: UTF8.self)
    var context = context(run, shouldStop: shouldStop)
    context.wait = wait
    var executor = Executor(ledger: ledger, context: context)
    executor.onFailure = onFailure
    executor.mostCalls = mostCalls
    return try await executor.carryOut(plan, text: text, drivers: world.drivers, recheck: { fresh, _ in recheck(fresh) })
  }

  /// The process dies at the n-th place where it may; false if there are fewer.
  func dies(at place: Int, running plan: Plan) async throws -> Bool {
    world.fuse.set(place)
    _ = try? await run(plan, as: "crash")
    let died = world.fuse.passed > place
    bury()
    return died
  }

  func die(after event: String, running plan: Plan) async throws {
    world.die(after: event)
    _ = try? await run(plan, as: "crash")
    bury()
  }

  /// What the process held goes with it; its lease runs out.
  private func bury() {
    world.die(after: nil)
    world.fuse.set()
    world.with { $0.held = [] }
    clock.withLock { $0 += 1_000 }
  }

  func closeInterrupted() throws {
    for interruption in try Interruption.all(in: ledger, fabric: world.fabric) {
      try interruption.close(in: ledger, context: context("closing"))
    }
  }

  var recorded: Recorded { get throws { try RecordedLoader.load(ledger.snapshot(), scope: "default") } }
  var remembered: [String] { get throws { try ledger.objects().map { "\($0.appliance):\($0.address)" } } }

  /// A plan of these steps for the world as it is, with what the ledger would remember of them.
  func plan(_ steps: [Step], remember: [Remembered]? = nil, forget: [Forgotten]? = nil) -> Plan {
    var plan = Plan()
    plan.steps = steps
    for index in plan.steps.indices { plan.steps[index].id = "s\(index + 1)" }
    plan.basis.ledgerLineage = Self.lineage
    let fabric = world.fabric
    var reads: [String: Basis.Read] = [:]
    let profiles = Set(steps.compactMap { $0.change.profile })
    func read(_ appliance: String, _ address: ObjectAddress) {
      reads["\(appliance):\(address)"] = Basis.Read(
        appliance: appliance, address: "\(address)", fingerprint: Record.fingerprint(fabric[appliance]?.record(at: address)))
    }
    for step in steps { read(step.appliance, step.target) }
    for appliance in fabric.appliances {
      for profile in appliance.profiles where profiles.contains(profile.record.name) {
        read(appliance.name, .profile(profile.record.name))
        for vport in profile.vports { read(appliance.name, .vport(vport.address)) }
      }
    }
    plan.basis.reads = reads.keys.sorted().compactMap { reads[$0] }
    let last = Dictionary(steps.map { ("\($0.appliance):\($0.target)", $0) }, uniquingKeysWith: { $1 })
    let ends = last.keys.sorted().compactMap { last[$0] }
    plan.remember = remember ?? ends.compactMap { step in step.change.after.map { Remembered(appliance: step.appliance, record: $0) } }
    plan.forget =
      forget ?? ends.filter { $0.change.after == nil }.map { Forgotten(appliance: $0.appliance, address: $0.target.description) }
    plan.id = plan.digest()
    return plan
  }
}

extension RecordChange {
  var profile: String? {
    switch after ?? before {
    case .profile(let it)?: it.name
    case .vport(let it)?: it.profile
    default: nil
    }
  }
}
