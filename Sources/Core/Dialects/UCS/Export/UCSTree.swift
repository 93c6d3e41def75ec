internal import FabricModel
internal import XML

/// A domain as the tree of a backup: objects nest as their DNs do, and what stands beside one another is in the order of names,
/// v-ports in that of their lists.
struct UCSTree {
  private let domain: UCSDomain
  /// The organisations within each, by index.
  private let below: [Int: [Int]]

  static func document(_ domain: UCSDomain) -> XMLTree {
    let below = Dictionary(grouping: domain.orgs.indices.filter { domain.orgs[$0].parent != nil }) { domain.orgs[$0].parent ?? 0 }
    let tree = UCSTree(domain: domain, below: below)
    return XMLTree("topRoot", children: [tree.org(0), tree.fabric(), tree.system()])
  }

  /// An element with all that is in it but comments and white space.
  static func copy(of element: XMLElement) -> XMLTree {
    var tree = XMLTree(element.name)
    element.forEachAttribute { tree.attributes.append(.init($0.name, $0.string)) }
    element.forEachChild { tree.append(copy(of: $0)) }
    return tree
  }

  static func attributeNames(of element: XMLElement) -> [String] {
    var names: [String] = []
    element.forEachAttribute { names.append($0.name) }
    return names
  }

  private func element<Target>(_ name: String, _ table: AttributeTable<Target>, _ target: Target, _ children: [XMLTree] = []) -> XMLTree {
    var tree = XMLTree(name, children: children)
    table.write(target, to: &tree)
    return tree
  }

  // MARK: Organisations

  private func org(_ index: Int) -> XMLTree {
    func own<Object: UCSNamed>(_ objects: [Object], _ tree: (Object) -> XMLTree) -> [XMLTree] {
      objects.filter { $0.org == index }.sorted { $0.name < $1.name }.map(tree)
    }
    var children: [XMLTree] = []
    children += own(domain.pools, pool)
    children += own(domain.serverPools, serverPool)
    children += own(domain.qos) { element("epqosDefinition", UCSTables.qos, $0, [element("epqosEgress", UCSTables.egress, $0)]) }
    children += own(domain.bootPolicies, bootPolicy)
    children += own(domain.maintenance) { element("lsmaintMaintPolicy", UCSTables.maintenance, $0) }
    children += own(domain.vnicTemplates) { element("vnicLanConnTempl", UCSTables.vnicTemplate, $0, vlans($0.networks)) }
    children += own(domain.vhbaTemplates) { element("vnicSanConnTempl", UCSTables.vhbaTemplate, $0, vsans($0.networks)) }
    children += own(domain.lanPolicies) { element("vnicLanConnPolicy", UCSTables.connectivity, $0, vports($0.vnics, $0.vhbas, $0.node)) }
    children += own(domain.sanPolicies) { element("vnicSanConnPolicy", UCSTables.connectivity, $0, vports($0.vnics, $0.vhbas, $0.node)) }
    let templates = domain.profiles.filter { $0.kind != .instance }
    children += own(templates, profile) + own(domain.profiles.filter { $0.kind == .instance }, profile)
    let below = (below[index] ?? []).sorted { domain.orgs[$0].name < domain.orgs[$1].name }
    children += below.map(org)
    return element("orgOrg", UCSTables.org, domain.orgs[index], children)
  }

  private func pool(_ pool: UCSPool) -> XMLTree {
    let (name, block): (String, String) =
      switch pool.kind {
      case .mac: ("macpoolPool", "macpoolBlock")
      case .wwn, .wwnn, .wwpn: ("fcpoolInitiators", "fcpoolBlock")
      case .uuid: ("uuidpoolPool", "uuidpoolBlock")
      case .ip: ("ippoolPool", "ippoolBlock")
      case .iqn: ("iqnpoolPool", "iqnpoolBlock")
      }
    let table: AttributeTable<UCSPool> =
      switch pool.kind {
      case .mac, .ip: UCSTables.macPool
      case .wwn, .wwnn, .wwpn: UCSTables.wwnPool
      case .uuid, .iqn: UCSTables.uuidPool
      }
    let blocks = pool.blocks.sorted { ($0.suffix, $0.from.count, $0.from) < ($1.suffix, $1.from.count, $1.from) }.map { part in
      let isV6 = pool.kind == .ip && part.from.contains(":")
      return element(isV6 ? "ippoolIpV6Block" : block, pool.kind == .iqn ? UCSTables.iqnBlock : UCSTables.block, part)
    }
    return element(name, table, pool, blocks)
  }

  private func serverPool(_ pool: UCSServerPool) -> XMLTree {
    element("computePool", UCSTables.serverPool, pool, pool.members.compactMap(UCSTree.member))
  }

  private static func member(_ dn: String) -> XMLTree? {
    let numbers = dn.split(separator: "/").dropFirst().map { String($0.split(separator: "-").last ?? "") }
    if dn.hasPrefix("sys/rack-unit-"), numbers.count == 1 { return XMLTree("computePooledRackUnit", attributes: ["id": numbers[0]]) }
    guard dn.hasPrefix("sys/chassis-"), numbers.count == 2 else { return nil }
    return XMLTree("computePooledSlot", attributes: ["chassisId": numbers[0], "slotId": numbers[1]])
  }

  // MARK: Policies

  private func bootPolicy(_ policy: UCSBootPolicy) -> XMLTree {
    var network = XMLTree("lsbootLan")
    var storage = XMLTree("lsbootSan")
    for device in policy.devices {
      let type = UCSTree.type(of: device.rank)
      switch device.kind {
      case .network:
        network["order"] = String(device.order)
        network.append(XMLTree("lsbootLanImagePath", attributes: ["type": type, "vnicName": device.vport]))
      case .storage(let targets):
        storage["order"] = String(device.order)
        let paths = targets.map { target in
          XMLTree(
            "lsbootSanCatSanImagePath",
            attributes: [
              "type": UCSTree.type(of: target.rank), "wwn": target.wwpn.map { UCSText.write($0) } ?? "", "lun": String(target.lun ?? 0),
            ])
        }
        storage.append(XMLTree("lsbootSanCatSanImage", attributes: ["type": type, "vnicName": device.vport], children: paths))
      }
    }
    return element("lsbootPolicy", UCSTables.boot, policy, [network, storage].filter { !$0.content.isEmpty })
  }

  private static func type(of rank: Int) -> String { rank == 0 ? "primary" : "secondary" }

  // MARK: Profiles

  private func profile(_ profile: UCSProfile) -> XMLTree {
    var children = profile.placements.sorted { ($0.transport, $0.vport) < ($1.transport, $1.vport) }
      .map { element("lsVConAssign", UCSTables.placement, $0) }
    if !profile.server.isEmpty { children.append(element("lsBinding", UCSTables.binding, profile)) }
    if !profile.serverPool.isEmpty { children.append(element("lsRequirement", UCSTables.requirement, profile)) }
    if !profile.lanPolicy.isEmpty || !profile.sanPolicy.isEmpty {
      children.append(element("vnicConnDef", UCSTables.connections, profile))
    }
    children += vports(profile.vnics, profile.vhbas, profile.node)
    return element("lsServer", UCSTables.profile, profile, children)
  }

  private func vports(_ vnics: [UCSVNIC], _ vhbas: [UCSVHBA], _ node: UCSNode?) -> [XMLTree] {
    vnics.map { element("vnicEther", UCSTables.vnic, $0, vlans($0.networks)) }
      + vhbas.map { element("vnicFc", UCSTables.vhba, $0, vsans($0.networks)) }
      + (node.map { [element("vnicFcNode", UCSTables.node, $0)] } ?? [])
  }

  private func vlans(_ uses: [UCSNetworkUse]) -> [XMLTree] {
    uses.sorted { $0.name < $1.name }.map { element("vnicEtherIf", UCSTables.networkUse, $0) }
  }

  /// A vHBA is in one VSAN.
  private func vsans(_ uses: [UCSNetworkUse]) -> [XMLTree] { uses.prefix(1).map { element("vnicFcIf", UCSTables.vsanUse, $0) } }

  // MARK: Fabric and system

  private func fabric() -> XMLTree {
    let ethernet = [("fabricLanCloud", "fabricEthLan", false), ("fabricEthEstcCloud", "fabricEthEstc", true)].map { cloud, part, isEstc in
      self.cloud(cloud, part, isEstc, of: domain.vlans.map { ($0.scope, $0.name, element("fabricVlan", UCSTables.vlan, $0)) })
    }
    let storage = [("fabricSanCloud", "fabricFcSan", false), ("fabricFcEstcCloud", "fabricFcEstc", true)].map { cloud, part, isEstc in
      self.cloud(cloud, part, isEstc, of: domain.vsans.map { ($0.scope, $0.name, element("fabricVsan", UCSTables.vsan, $0)) })
    }
    return XMLTree("fabricEp", children: (ethernet + storage).filter { !$0.content.isEmpty })
  }

  /// What is for both sides stands in the cloud itself, all else in the side's part of it.
  private func cloud(
    _ name: String, _ part: String, _ isEstc: Bool, of objects: [(scope: UCSScope, name: String, tree: XMLTree)]
  ) -> XMLTree {
    func own(_ side: FabricSide) -> [XMLTree] {
      objects.filter { $0.scope == UCSScope(side: side, isEstc: isEstc) }.sorted { $0.name < $1.name }.map(\.tree)
    }
    let sides = [FabricSide.a, .b].map { XMLTree(part, attributes: ["id": $0.rawValue], children: own($0)) }
    return XMLTree(name, children: sides.filter { !$0.content.isEmpty } + own(.common))
  }

  private func system() -> XMLTree {
    let schedules = domain.schedules.sorted { $0.name < $1.name }.map { schedule in
      element(
        "trigSched", UCSTables.schedule, schedule,
        schedule.windows.enumerated().map { index, window in
          var window = window
          if window.name.isEmpty { window.name = "window-\(index + 1)" }
          return element("trigRecurrWindow", UCSTables.window, window)
        })
    }
    var tree = XMLTree("topSystem", children: schedules)
    if !domain.name.isEmpty { tree["name"] = domain.name }
    return tree
  }
}
