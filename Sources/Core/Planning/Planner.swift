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
    // What is only worth knowing is for 'validate' to tell; here it would hide what a plan costs.
    let findings = resolution.takeFindings().diagnostics.filter { $0.severity != .note }
    finished(.rules)
    plan.diagnostics = resolution.diagnostics + findings
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
    order(found.drafts, into: &plan, site, resolution, ground, off: observed.serversOff.union(policy.fenced.keys))
    plan.tellUnknownPower(observed)
    plan.addMaintenance(site: site, resolution: resolution)
    plan.tellUnheeded(site, resolution)
    finished(.order)
    check(&plan, resolution, ground)
    finished(.check)
    plan.addCapacity(before: ground, hardware: resolution.hardware, reservable: resolution.reservable)
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

  /// - Parameters:
  ///   - ground: what was read, and what is recorded where nobody could look.
  ///   - off: servers that are off, reported or vouched for.
  private static func order(
    _ drafts: [Draft], into plan: inout Plan, _ site: Site, _ resolution: Resolution, _ ground: Fabric, off: Set<String>
  ) {
    guard !drafts.isEmpty else { return }
    let replay = Replay(observed: ground, hardware: resolution.hardware, reservable: resolution.reservable, drafts: drafts)
    let rules = ImpactRules(
      groups: resolution.groups, servers: resolution.servers, off: off, capabilities: site.capabilities)
    let order = Orderer.order(drafts, replay: replay, rules: rules)
    plan.steps = order.steps
    for (step, change) in order.changes.enumerated() { plan.changes[change].steps.append(step) }
    guard !order.stuck.isEmpty else { return }
    let reasons = order.stuck.map { "\($0.draft.change.address) on \($0.draft.appliance): \($0.reason)" }
    plan.blockers.append(
      Blocker(
        "plan.noSafeOrder",
        "no safe order is known for \(reasons.count) step\(reasons.count == 1 ? "" : "s"): " + Plan.list(reasons, most: 6)))
    plan.waiting += order.stuck.map { Waiting(address: $0.draft.change.address.description, reason: $0.reason) }
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
