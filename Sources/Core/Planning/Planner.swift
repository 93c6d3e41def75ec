package import Documents
package import FabricModel

/// Makes the plan: a pure function of the manifests, the fabric, the ledger's memory and the policy.
package enum Planner {
  /// The parts of planning, for those who measure it.
  package enum Stage: String, CaseIterable, Sendable { case resolve, rules, diff, order, check, basis }

  /// Resolves the manifests and plans the way from the observed to the desired fabric.
  ///
  /// - Parameter finished: is told of each stage as it ends.
  package static func plan(
    _ site: Site, sources: SourceSet, policy: PlanPolicy, tool: String, finished: (Stage) -> Void = { _ in }
  ) -> Plan {
    var resolution = Resolver.resolve(site)
    finished(.resolve)
    var plan = Plan()
    plan.tool = tool
    plan.scope = site.scope
    plan.now = site.now
    plan.validUntil = site.now.map { $0 + validity }
    plan.diagnostics = resolution.diagnostics + resolution.takeProblems()
    finished(.rules)
    plan.basis.ledgerLineage = site.recorded.lineage
    plan.basis.ledgerSerial = site.recorded.serial
    guard !plan.diagnostics.hasErrors, let observed = site.observed else { return plan }

    plan.scope(by: policy, site)
    plan.diagnostics += policy.problems(site, resolution)
    guard !plan.diagnostics.hasErrors else { return plan }

    let places = Places(site, sources)
    let found = compare(site, resolution, policy, observed) { origin in places.source(of: origin) }
    let ground = site.ground(without: found.burials)
    plan.take(found)
    plan.desiresNothing = resolution.desired.appliances.allSatisfy { $0.networks.isEmpty && $0.vsans.isEmpty && $0.profiles.isEmpty }
    finished(.diff)
    if !found.drafts.isEmpty {
      plan.terms = SafetyTerms(site, resolution, found.drafts)
      plan.terms.mayBeUnavailable = policy.mayBeUnavailable
      plan.terms.fenced = policy.fenced
    }
    order(found.drafts, into: &plan, resolution, ground)
    plan.tellUnknownPower(observed)
    plan.waiting += site.recorded.reboots.map { reboot in
      Waiting(
        address: reboot.address,
        reason: "takes effect when \(reboot.server) boots (changed at \(reboot.since)); 'weft ack \(reboot.server)' says that it did")
    }
    plan.addMaintenance(site: site, resolution: resolution)
    finished(.order)
    check(&plan, resolution, ground)
    finished(.check)
    plan.addServers(before: ground, terms: plan.terms)
    plan.addCapacity(
      before: ground, pools: site.manifest.adapterPools, hardware: resolution.hardware, reservable: resolution.reservable)
    plan.addExternalWork(site: site, hardware: resolution.hardware)
    plan.addBasis(site: site, desired: resolution.desired, observed: observed)
    // All of them: whether an address went to somebody else meanwhile shows on any appliance.
    plan.drivers = site.drivers.filter { !site.unread.contains($0.key) }
    plan.folder = site.folder
    plan.layers = site.layerFolders
    if !policy.adoptsOnly, policy.forget.isEmpty { plan.templates = plan.templates(of: site) }
    plan.blockers += plan.readOnlyBlockers(site.capabilities) + plan.gates(policy, at: site.now)
    finished(.basis)
    return plan
  }

  /// How long a saved plan may be applied: longer than a review takes, shorter than a fabric stays as it was.
  package static let validity = Interval(seconds: 7 * 24 * 3600)

  /// The three-way comparison, or as much of it as is asked for.
  private static func compare(
    _ site: Site, _ resolution: Resolution, _ policy: PlanPolicy, _ observed: Fabric, locate: @escaping (Origin) -> Change.Source?
  ) -> Differences {
    if !policy.forget.isEmpty { return .lettingGo(of: policy.forget, site, observed: observed) }
    var differ = Differ(site: site, resolution: resolution, policy: policy, locate: locate)
    differ.compare(desired: resolution.desired, observed: observed, recorded: site.recorded.fabric)
    differ.lookAfterUnread(site, resolution, off: observed.serversOff.union(policy.fenced.keys))
    var found = differ.found
    if policy.adoptsOnly { found.keepAdoptions() }
    found.holdBackWhatIsBuried()
    found.keep(policy.limits, on: site.ground(without: found.burials), hardware: resolution.hardware, reservable: resolution.reservable)
    return found
  }

  /// - Parameter ground: what was read, and what is recorded where nobody could look.
  private static func order(
    _ drafts: [Draft], into plan: inout Plan, _ resolution: Resolution, _ ground: Fabric
  ) {
    guard !drafts.isEmpty else { return }
    let terms = plan.terms
    let rules = ImpactRules(
      terms: terms, servers: resolution.servers, off: ground.serversOff.union(terms.fenced.keys), dark: resolution.hardware.dark)
    let safe = SafeOrder.find(
      drafts,
      on: SafeOrder.Ground(
        observed: ground, hardware: resolution.hardware, reservable: resolution.reservable, pools: resolution.pools, rules: rules))
    plan.take(safe.order, follows: safe.follows)
    plan.blockers += safe.crowded.sorted { $0.key < $1.key }.map { Plan.crowded($0.value, class: $0.key) }
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
