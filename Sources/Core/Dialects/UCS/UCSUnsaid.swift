internal import Documents
internal import FabricModel
internal import XML

/// What was understood of a domain and has no place in manifests: it belongs into the loss report like what was not understood.
struct UCSUnsaid {
  private let domain: UCSDomain
  private let tape: XMLTape
  private(set) var losses = LossReport()

  static func losses(of domain: UCSDomain, _ tape: XMLTape) -> LossReport {
    var unsaid = UCSUnsaid(domain, tape)
    unsaid.checkFabric()
    unsaid.checkOrganisations()
    unsaid.checkProfiles()
    return unsaid.losses
  }

  private init(_ domain: UCSDomain, _ tape: XMLTape) {
    self.domain = domain
    self.tape = tape
  }

  private mutating func lose(_ path: String, at origin: UCSOrigin) {
    guard origin.element >= 0 else { return }
    losses.add(path, at: tape.withElement(at: origin.element) { $0.nameRange })
  }

  private mutating func checkFabric() {
    for vlan in domain.vlans {
      if vlan.sharing != "none" { lose("fabricVlan/@sharing", at: vlan.origin) }
      if !vlan.primary.isEmpty { lose("fabricVlan/@pubNwName", at: vlan.origin) }
    }
    let used = Set(domain.maintenance.filter { $0.disruption == "timer-automatic" }.map(\.schedule))
    for schedule in domain.schedules where !used.contains(schedule.name) { lose("trigSched", at: schedule.origin) }
    for qosClass in domain.qosClasses where !qosClass.isEnabled { lose("qosclassEthClassified/@adminState", at: qosClass.origin) }
    for qosClass in domain.qosClasses where qosClass.cos.map({ $0 != UCSLookup.delivered[qosClass.priority] }) ?? false {
      lose("qosclassEthClassified/@cos", at: qosClass.origin)
    }
  }

  private mutating func checkOrganisations() {
    // Manifests know an organisation only by what is in it.
    var inhabited: Set<Int> = [0]
    func enter(_ objects: [some UCSNamed]) { for object in objects { inhabited.insert(object.org) } }
    enter(domain.pools)
    enter(domain.qos)
    enter(domain.vnicTemplates)
    enter(domain.vhbaTemplates)
    enter(domain.lanPolicies)
    enter(domain.sanPolicies)
    enter(domain.maintenance)
    enter(domain.profiles)
    for index in domain.orgs.indices where !inhabited.contains(index) { lose("orgOrg", at: domain.orgs[index].origin) }
    for pool in domain.serverPools where pool.members.isEmpty { lose("computePool", at: pool.origin) }
    // What a policy asks for is at the profiles, its name is not.
    for policy in domain.bootPolicies { lose("lsbootPolicy/@name", at: policy.origin) }
  }

  private mutating func checkProfiles() {
    for profile in domain.profiles {
      if !profile.serverPool.isEmpty, profile.kind != .instance || !profile.server.isEmpty {
        lose("lsRequirement/@name", at: profile.origin)
      }
      if let node = profile.node, node.wwnn == nil, node.source != "pool-derived" { lose("vnicFcNode/@addr", at: node.origin) }
      for vnic in profile.vnics where vnic.side == .none { lose("vnicEther/@switchId", at: vnic.origin) }
      for vhba in profile.vhbas where vhba.side == .none { lose("vnicFc/@switchId", at: vhba.origin) }
    }
  }
}
