import Documents
import FabricMemory
import FabricModel
import TestSupport
import Testing

@testable import Planning

/// A fabric and a ledger in memory: plans are made from texts, and carried out by putting each step's `after` in place.
struct World {
  var observed = Fabric()
  var recorded = Recorded()
  var scope = "default"
  var now: Timestamp?
  var capabilities: [String: Capabilities] = [:]
  /// Appliances that are there and cannot be read.
  var unread: Set<String> = []

  /// A fabric with the hardware and cables that the text asserts, and nothing configured.
  init(hardware text: String) {
    for host in Resolver.resolve(World.site(of: text).site).hardware.appliances {
      var state = ApplianceState(name: host.name)
      state.inventory = host.inventory
      observed.appliances.append(state)
    }
  }

  func resolve(_ text: String) -> Resolution { Resolver.resolve(read(text).site) }

  func plan(_ text: String, policy: PlanPolicy = .anything) -> Plan {
    let (site, sources) = read(text)
    return Planner.plan(site, sources: sources, policy: policy, tool: "test")
  }

  func planConcurrently(_ text: String, finished: (Planner.Stage) -> Void = { _ in }) async -> Plan {
    let (site, sources) = read(text)
    return await Planner.planConcurrently(site, sources: sources, policy: .anything, tool: "test", finished: finished)
  }

  /// Plans, carries out and remembers.
  @discardableResult
  mutating func apply(_ text: String, policy: PlanPolicy = .anything, _ place: SourceLocation = #_sourceLocation) -> Plan {
    let plan = plan(text, policy: policy)
    #expect(plan.errors == [], sourceLocation: place)
    #expect(plan.blockers.map(\.message) == [], sourceLocation: place)
    carryOut(plan)
    return plan
  }

  mutating func carryOut(_ plan: Plan) {
    var live = LiveFabric(observed)
    for step in plan.steps {
      do { try live.perform(step.change, on: step.appliance) } catch { Issue.record("\(step.id): \(error)") }
    }
    observed = live.fabric
    for forgotten in plan.forget { recorded.fabric.remove(forgotten.address, from: forgotten.appliance) }
    for burial in plan.burials {
      let identities =
        if case .profile(let it) = burial.record { it.uuid.map { [Identity.uuid($0)] } ?? [] } else { burial.record.identities }
      recorded.tombstones.append(
        Tombstone(
          appliance: burial.appliance, address: "\(burial.record.address)", identities: identities, run: "r1", at: Timestamp(seconds: 0)))
    }
    for lifted in plan.lifted { recorded.tombstones.removeAll { $0.appliance == lifted.appliance && $0.address == lifted.address } }
    for remembered in plan.remember { recorded.fabric.put(remembered.record, on: remembered.appliance) }
  }

  /// Checks steps by the terms that the text asks for.
  func check(_ steps: [Step], _ text: String, runs: [CheckRun]? = nil) -> PlanChecker.Report {
    PlanChecker.check(steps, on: observed, hardware: resolve(text).hardware, terms: terms(text, steps), runs: runs)
  }

  func terms(_ text: String, _ steps: [Step] = []) -> SafetyTerms {
    SafetyTerms(read(text).site, resolve(text), steps.map { Draft(appliance: $0.appliance, change: $0.change, changeIndex: 0) })
  }

  subscript(vport address: String) -> VPortRecord? {
    observed.appliances.lazy.flatMap(\.profiles).flatMap(\.vports).first { $0.address.description == address }
  }

  private func read(_ text: String) -> (site: Site, sources: SourceSet) {
    var (site, sources) = World.site(of: text)
    site.observed = Fabric(appliances: observed.appliances.filter { !unread.contains($0.name) })
    site.unread = unread
    site.recorded = recorded
    site.scope = scope
    site.now = now
    site.capabilities = capabilities
    return (site, sources)
  }

  static func site(of text: String) -> (site: Site, sources: SourceSet) {
    let read = SiteText(text)
    #expect(read.diagnostics.map(\.message) == [])
    return (read.site, read.sources)
  }
}

extension Plan {
  /// What keeps it from being made.
  var errors: [String] { diagnostics.filter { $0.severity == .error }.map(\.message) }
}

/// One document in one line of flow style.
func document(_ kind: String, _ name: String, _ spec: String) -> String { SiteText.document(kind, name, spec) }
