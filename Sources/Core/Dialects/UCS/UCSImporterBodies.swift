internal import FabricModel

/// The v-ports of a profile by name, in the order in which they are put.
struct UCSVPortList: Hashable {
  let vnics: [String]
  let vhbas: [String]
}

/// What a connectivity policy, a service profile template or a profile has in all, with every field set.
extension UCSImporter {
  mutating func body(of policy: UCSConnectivity) -> UCSBody {
    let vnics = policy.vnics.map { state.completed($0, from: policy.org) }
    let vhbas = policy.vhbas.map { state.completed($0, from: policy.org) }
    return body(vnics, vhbas, node: policy.node, from: policy.org, boot: [])
  }

  mutating func body(of profile: UCSProfile) -> UCSBody {
    let vnics = state.vnics(of: profile)
    let vhbas = state.vhbas(of: profile)
    var body = body(vnics, vhbas, node: state.node(of: profile), from: profile.org, boot: state.bootOrder(of: profile, vnics, vhbas))
    body.uuid = profile.uuid.map { .fixed($0) } ?? pool(profile.uuidPool, .uuid, from: profile.org).map { .pool($0) }
    body.maintenance = state.lookup.maintenancePolicy(profile.maintenance, from: profile.org).map {
      names.maintenance[key(domain.maintenance[$0])]
    }
    return body
  }

  private mutating func body(_ vnics: [UCSVNIC], _ vhbas: [UCSVHBA], node: UCSNode?, from org: Int, boot: [UCSState.BootEntry]) -> UCSBody {
    // The order of the file means nothing.
    let vnics = vnics.sorted { ($0.order ?? .max, $0.name) < ($1.order ?? .max, $1.name) }
    let vhbas = vhbas.sorted { ($0.order ?? .max, $0.name) < ($1.order ?? .max, $1.name) }
    let vports = vportNames(vnics, vhbas)
    var body = UCSBody()
    body.vnics = vnics.map { vnic in
      var declared = self.vnic(vnic, vports, from: org)
      declared.pxe = boot.contains { $0.kind == .network && $0.vport == vnic.name }
      return declared
    }
    body.vhbas = vhbas.map { vhba in
      let native = UCSKeys.vhba(vhba.name, beside: vnics)
      var declared = self.vhba(vhba, native, vports, from: org)
      declared.targets = boot.filter { $0.vport == vhba.name }.flatMap(\.targets).compactMap { VHBA.Target(text: $0) }
      return declared
    }
    body.redundancy = pairs(vnics, vhbas, vports, from: org)
    body.boot = boot.map { entry in vports[entry.kind == .storage ? UCSKeys.vhba(entry.vport, beside: vnics) : entry.vport] }
    body.wwnn = node.flatMap { node in
      node.wwnn.map { .fixed($0) } ?? (node.source == "pool-derived" ? pool(node.pool, .wwnn, from: org).map { .pool($0) } : nil)
    }
    return body
  }

  /// The names of the v-ports of one profile.
  private mutating func vportNames(_ vnics: [UCSVNIC], _ vhbas: [UCSVHBA]) -> UCSNames {
    let list = UCSVPortList(vnics: vnics.map(\.name), vhbas: vhbas.map(\.name))
    if let known = vportNames[list] { return known }
    let names = UCSNames(
      vnics.map { .init(key: $0.name, name: $0.name, marks: []) }
        + vhbas.map { vhba in
          let key = UCSKeys.vhba(vhba.name, beside: vnics)
          return .init(key: key, name: vhba.name, marks: key == vhba.name ? [] : ["fc"])
        }, .vport)
    vportNames[list] = names
    return names
  }

  // MARK: v-ports

  private func vnic(_ vnic: UCSVNIC, _ vports: UCSNames, from org: Int) -> VNIC {
    var declared = VNIC()
    declared.name = vports[vnic.name]
    declared.nativeName = vports.nativeName(vnic.name)
    declared.template = state.lookup.vnicTemplate(vnic.template, from: org).map { names.vnicTemplates[key(domain.vnicTemplates[$0])] }
    fill(&declared, vnic.side, vnic.networks, vnic.mtu, vnic.qos, from: org)
    declared.mac = vnic.mac.map { .fixed($0) } ?? pool(vnic.pool, .mac, from: org).map { .pool($0) }
    declared.order = vnic.order
    declared.hostSlot = UCSState.hostSlot(vnic.vcon, vnic.hostPort)
    return declared
  }

  private func fill(_ vnic: inout VNIC, _ side: UCSSide, _ uses: [UCSNetworkUse], _ mtu: Int?, _ qos: String, from org: Int) {
    vnic.pool = UCSImporter.adapterPool(.vnic, side.side)
    let networks = state.networks(uses, on: side.side)
    vnic.network = networks.native.map { names.networks[$0] }
    vnic.trunk = networks.tagged.map { names.networks[$0] }.sorted()
    vnic.qos = state.lookup.qosPolicy(qos, from: org).map { names.qos[key(domain.qos[$0])] }
    vnic.mtu = mtu ?? 1500
    vnic.failover = side.hasFailover
    vnic.pxe = false
  }

  private func vhba(_ vhba: UCSVHBA, _ native: String, _ vports: UCSNames, from org: Int) -> VHBA {
    var declared = VHBA()
    declared.name = vports[native]
    declared.nativeName = vports.nativeName(native)
    declared.template = state.lookup.vhbaTemplate(vhba.template, from: org).map { names.vhbaTemplates[key(domain.vhbaTemplates[$0])] }
    declared.pool = UCSImporter.adapterPool(.vhba, vhba.side.side)
    declared.vsan = state.vsan(of: vhba.networks, on: vhba.side.side).map { names.vsans[$0] }
    declared.wwpn = vhba.wwpn.map { .fixed($0) } ?? pool(vhba.pool, .wwpn, from: org).map { .pool($0) }
    declared.order = vhba.order
    declared.hostSlot = UCSState.hostSlot(vhba.vcon, vhba.hostPort)
    declared.targets = []
    return declared
  }

  /// The address pool that a name stands for.
  private func pool(_ name: String, _ kind: UCSPool.Kind, from org: Int) -> String? {
    state.lookup.pool(name, kind, from: org).map { names.pools[names.poolKey(domain.pools[$0], in: domain)] }
  }

  // MARK: Templates of v-ports

  func declared(_ template: UCSVNICTemplate) -> VNICTemplate {
    var declared = VNICTemplate()
    declared.update = template.isUpdating ? .updating : .initial
    declared.peer = peer(of: template).map { names.vnicTemplates[key($0)] }
    declared.role = declared.peer == nil ? nil : PairRole(template.pair.type)
    declared.nativeName = names.vnicTemplates.nativeName(key(template))
    fill(&declared.body, template.side, template.networks, template.mtu, template.qos, from: template.org)
    declared.body.mac = pool(template.pool, .mac, from: template.org).map { .pool($0) }
    return declared
  }

  func declared(_ template: UCSVHBATemplate) -> VHBATemplate {
    var declared = VHBATemplate()
    declared.update = template.isUpdating ? .updating : .initial
    declared.peer = peer(of: template).map { names.vhbaTemplates[key($0)] }
    declared.role = declared.peer == nil ? nil : PairRole(template.pair.type)
    declared.nativeName = names.vhbaTemplates.nativeName(key(template))
    declared.body.pool = UCSImporter.adapterPool(.vhba, template.side.side)
    declared.body.vsan = state.vsan(of: template.networks, on: template.side.side).map { names.vsans[$0] }
    declared.body.wwpn = pool(template.pool, .wwpn, from: template.org).map { .pool($0) }
    return declared
  }

  private func peer(of template: UCSVNICTemplate) -> UCSVNICTemplate? {
    template.pair.type == "none" ? nil : state.lookup.vnicTemplate(template.pair.peer, from: template.org).map { domain.vnicTemplates[$0] }
  }

  private func peer(of template: UCSVHBATemplate) -> UCSVHBATemplate? {
    template.pair.type == "none" ? nil : state.lookup.vhbaTemplate(template.pair.peer, from: template.org).map { domain.vhbaTemplates[$0] }
  }

  // MARK: Redundancy

  /// v-ports whose templates are a pair stand in for each other.
  private func pairs(_ vnics: [UCSVNIC], _ vhbas: [UCSVHBA], _ vports: UCSNames, from org: Int) -> [RedundancyGroup] {
    func template(_ vnic: UCSVNIC) -> UCSVNICTemplate? {
      state.lookup.vnicTemplate(vnic.template, from: org).map { domain.vnicTemplates[$0] }
    }
    func template(_ vhba: UCSVHBA) -> UCSVHBATemplate? {
      state.lookup.vhbaTemplate(vhba.template, from: org).map { domain.vhbaTemplates[$0] }
    }
    let ethernet = vnics.map { vnic in
      let own = template(vnic)
      return (name: vports[vnic.name], key: own.map { key($0) }, peer: own.flatMap { peer(of: $0) }.map { key($0) })
    }
    let storage = vhbas.map { vhba in
      let own = template(vhba)
      return (
        name: vports[UCSKeys.vhba(vhba.name, beside: vnics)], key: own.map { key($0) }, peer: own.flatMap { peer(of: $0) }.map { key($0) }
      )
    }
    return (UCSImporter.groups(ethernet, mode: nil) + UCSImporter.groups(storage, mode: .multipath)).sorted { $0.name < $1.name }
  }

  private typealias Paired = (name: String, key: String?, peer: String?)

  private static func groups(_ vports: [Paired], mode: RedundancyMode?) -> [RedundancyGroup] {
    var groups: [RedundancyGroup] = []
    for first in vports {
      guard let key = first.key, let peer = first.peer, key < peer else { continue }
      guard let second = vports.first(where: { $0.key == peer && $0.peer == key }) else { continue }
      var group = RedundancyGroup()
      group.members = [first.name, second.name].sorted()
      group.name = name(of: group.members, among: groups)
      group.mode = mode
      groups.append(group)
    }
    return groups
  }

  /// `mgmt` for `mgmt-a` and `mgmt-b`.
  private static func name(of members: [String], among groups: [RedundancyGroup]) -> String {
    var common = String(zip(members[0], members[1]).prefix { $0 == $1 }.map(\.0))
    while common.hasSuffix("-") { common.removeLast() }
    let isFree = NameRule.object.problem(with: common) == nil && !groups.contains { $0.name == common }
    return isFree ? common : members.joined(separator: "-")
  }
}
