internal import FabricModel

extension SafetyTerms {
  /// The terms that a check of these steps reads: of the profiles and ports that they touch, and of the policies that these name.
  func concerning(_ steps: [Step], on fabric: Fabric) -> SafetyTerms {
    guard !steps.isEmpty else { return SafetyTerms() }
    var terms = self
    let profiles = Self.profiles(touchedBy: steps, on: fabric)
    let ports = Set(steps.flatMap { [$0.change.before, $0.change.after] }.compactMap(\.?.port))
    let appliances = Set(steps.map(\.appliance))
    terms.groups = groups.filter { profiles.contains($0.key) }
    // A server that is off counts in its class, whether the plan touches its profile or not.
    let stopped = fabric.serversOff.isEmpty ? [] : Self.profiles(on: fabric.serversOff, of: fabric)
    terms.policies = policies.filter { profiles.contains($0.key) || stopped.contains($0.key) }
    let named = Set(terms.policies.values)
    terms.maxUnavailable = maxUnavailable.filter { named.contains($0.key) }
    terms.reservable = reservable.filter { ports.contains($0.key) }
    terms.attachesAdapters = attachesAdapters.intersection(appliances)
    return terms
  }

  /// The profiles that steps change, and those with v-ports that use a network, VSAN, port or adapter that they change.
  private static func profiles(touchedBy steps: [Step], on fabric: Fabric) -> Set<String> {
    var touched: Set<String> = []
    var shared: [String: Set<ObjectAddress>] = [:]
    for step in steps {
      if let profile = (step.change.after ?? step.change.before)?.profileName {
        touched.insert(profile)
      } else {
        shared[step.appliance, default: []].insert(step.target)
      }
    }
    for (appliance, objects) in shared {
      for profile in fabric[appliance]?.profiles ?? [] where profile.vports.contains(where: { !objects.isDisjoint(with: $0.uses) }) {
        touched.insert(profile.record.name)
      }
    }
    return touched
  }

  private static func profiles(on servers: Set<String>, of fabric: Fabric) -> Set<String> {
    Set(fabric.appliances.lazy.flatMap(\.profiles).filter { servers.contains($0.record.server ?? "") }.map(\.record.name))
  }
}

extension Record {
  fileprivate var port: PortAddress? {
    guard case .vport(let vport) = self else { return nil }
    return vport.port
  }
}

extension VPortRecord {
  /// What it shares with other v-ports.
  fileprivate var uses: [ObjectAddress] {
    var uses = networks.map { ObjectAddress.network($0) }
    if let vsan, !vsan.isEmpty { uses.append(.vsan(vsan)) }
    if let slotPort { uses += [.port(slotPort), .adapter(slotPort.slot)] }
    return uses
  }
}
