internal import Documents
internal import FabricModel

/// A plan in the making: what each stage finds is a function of what came before it, and is then taken over into the plan.
struct PlanMaking: Sendable {
  private(set) var plan = Plan()
  private let site: Site
  private let sources: SourceSet
  private let policy: PlanPolicy
  private var resolution: Resolution
  /// What was read, and what is recorded where nobody could look.
  private var ground = Fabric()
  /// What must hold while the plan is carried out; the plan itself keeps what concerns its steps.
  private var terms = SafetyTerms()

  /// Resolves the manifests.
  init(_ site: Site, _ sources: SourceSet, _ policy: PlanPolicy, tool: String) {
    self.site = site
    self.sources = sources
    self.policy = policy
    resolution = Resolver.resolve(site)
    plan.tool = tool
    plan.scope = site.scope
    plan.now = site.now
    plan.validUntil = site.now.map { $0 + Planner.validity }
    plan.basis.ledgerLineage = site.recorded.lineage
    plan.basis.ledgerSerial = site.recorded.serial
  }

  /// What is wrong with the manifests beyond what resolving them tells.
  func problems() -> [Diagnostic] { resolution.problems() }

  /// Takes over the problems; false where they, or what is asked for, leave nothing to plan.
  mutating func admit(_ problems: [Diagnostic]) -> Bool {
    // It is large, and nobody needs it any more.
    resolution.subject = nil
    plan.diagnostics = resolution.diagnostics + problems
    guard !plan.diagnostics.hasErrors, site.observed != nil else { return false }
    plan.scope(by: policy, site)
    plan.diagnostics += policy.problems(site, resolution)
    return !plan.diagnostics.hasErrors
  }

  /// The three-way comparison, or as much of it as is asked for; nil where there is nothing to compare.
  func differences() -> Differences? {
    guard !resolution.hasErrors, let observed = site.observed else { return nil }
    if !policy.forget.isEmpty { return .lettingGo(of: policy.forget, site, observed: observed) }
    let places = Places(site, sources)
    var differ = Differ(site: site, resolution: resolution, policy: policy) { origin in places.source(of: origin) }
    differ.compare(desired: resolution.desired, observed: observed, recorded: site.recorded.fabric)
    differ.lookAfterUnread(site, resolution, off: observed.serversOff.union(policy.fenced.keys))
    var found = differ.found
    if policy.adoptsOnly { found.keepAdoptions() }
    found.holdBackWhatIsBuried()
    found.keep(policy.limits, on: site.ground(without: found.burials), hardware: resolution.hardware, reservable: resolution.reservable)
    return found
  }

  mutating func take(_ found: Differences) {
    ground = site.ground(without: found.burials)
    plan.take(found)
    plan.desiresNothing = resolution.desired.appliances.allSatisfy { $0.networks.isEmpty && $0.vsans.isEmpty && $0.profiles.isEmpty }
  }

  /// Puts the steps in an order in which they can be carried out.
  mutating func order(_ drafts: [Draft]) {
    if !drafts.isEmpty {
      terms = SafetyTerms(site, resolution, drafts)
      terms.mayBeUnavailable = policy.mayBeUnavailable
      terms.fenced = policy.fenced
      plan.terms = terms
      let rules = ImpactRules(
        terms: terms, servers: resolution.servers, off: ground.serversOff.union(terms.fenced.keys), dark: resolution.hardware.dark)
      let safe = SafeOrder.find(
        drafts,
        on: SafeOrder.Ground(
          observed: ground, hardware: resolution.hardware, reservable: resolution.reservable, pools: resolution.pools, rules: rules))
      plan.take(safe.order, follows: safe.follows)
      plan.blockers += safe.crowded.sorted { $0.key < $1.key }.map { Plan.crowded($0.value, class: $0.key) }
    }
    if let observed = site.observed { plan.tellUnknownPower(observed) }
    plan.waiting += site.recorded.reboots.map { reboot in
      Waiting(
        address: reboot.address,
        reason: "takes effect when \(reboot.server) boots (changed at \(reboot.since)); 'weft ack \(reboot.server)' says that it did")
    }
    plan.addMaintenance(site: site, resolution: resolution)
    plan.terms = terms.concerning(plan.steps, on: ground)
  }

  /// What the checker says of the steps.
  func checked() -> PlanChecker.Report {
    PlanChecker.check(plan.steps, on: ground, hardware: resolution.hardware, terms: terms)
  }

  mutating func take(_ report: PlanChecker.Report) { plan.take(report) }

  /// The plan with what its steps cost and need, and what it was computed from.
  func measured() -> Plan {
    var plan = plan
    plan.addServers(before: ground, terms: plan.terms)
    plan.addCapacity(
      before: ground, pools: site.manifest.adapterPools, hardware: resolution.hardware, reservable: resolution.reservable)
    plan.addExternalWork(site: site, hardware: resolution.hardware)
    if let observed = site.observed { plan.addBasis(site: site, desired: resolution.desired, observed: observed) }
    return plan
  }

  mutating func take(_ measured: Plan) {
    plan.servers = measured.servers
    plan.capacity = measured.capacity
    plan.pools = measured.pools
    plan.external = measured.external
    plan.basis = measured.basis
    // All of them: whether an address went to somebody else meanwhile shows on any appliance.
    plan.drivers = site.drivers.filter { !site.unread.contains($0.key) }
    plan.folder = site.folder
    plan.layers = site.layerFolders
    if !policy.adoptsOnly, policy.forget.isEmpty { plan.templates = plan.templates(of: site) }
    plan.blockers += plan.readOnlyBlockers(site.capabilities) + plan.gates(policy, at: site.now)
  }
}

/// Says where objects were declared; a text is indexed when the first of its lines is asked for.
private final class Places {
  private let site: Site
  private let sources: SourceSet
  private var indices: [SourceID: TextIndex] = [:]

  init(_ site: Site, _ sources: SourceSet) {
    self.site = site
    self.sources = sources
  }

  func source(of origin: Origin) -> Change.Source? {
    guard let range = site.range(origin) else { return nil }
    let index = indices[range.source] ?? TextIndex(sources[range.source])
    indices[range.source] = index
    let position = index.position(at: Int(range.start))
    return Change.Source(file: sources[range.source].path, line: position.line, column: position.column)
  }
}

extension Plan {
  mutating func take(_ order: Orderer.Order, follows: [[Step.Predecessor]]) {
    steps.reserveCapacity(order.steps.count)
    for (index, taken) in order.steps.enumerated() {
      changes[taken.draft.changeIndex].steps.append(index)
      steps.append(Step(id: "s\(index + 1)", taken, follows: follows[index]))
    }
    guard !order.stuck.isEmpty else { return }
    let reasons = order.stuck.map { "\($0.draft.change.address) on \($0.draft.appliance): \($0.reason)" }
    blockers.append(
      Blocker(
        "plan.noSafeOrder",
        "no safe order is known for \(reasons.count) step\(reasons.count == 1 ? "" : "s"): " + Plan.list(reasons, most: 6)))
    waiting += order.stuck.map { Waiting(address: $0.draft.change.address.description, reason: $0.reason) }
  }

  fileprivate mutating func take(_ found: Differences) {
    changes = found.changes
    drift = found.drift
    unmanaged = found.unmanaged
    blockers = found.blockers
    remember = found.remember
    forget = found.forget
    owned = found.owned
    waiting = found.waiting
    burials = found.burials
    lifted = found.lifted
  }
}

extension Step {
  fileprivate init(id: String, _ taken: Orderer.Taken, follows: [Predecessor]) {
    self.init(appliance: taken.draft.appliance, change: taken.draft.change)
    self.id = id
    self.follows = follows
    impact = taken.cost.impact
    servers = taken.cost.servers
    group = taken.cost.group
    victims = taken.cost.victims
  }
}
