internal import FabricModel

extension UCSExporter {
  // MARK: v-ports

  mutating func addVPortTemplates() {
    for template in manifest.vnicTemplates {
      guard let placed = vnicTemplates[template.name] else { continue }
      let (spec, object) = (template.spec, template.name)
      let side = side(of: spec)
      var declared = UCSVNICTemplate()
      (declared.name, declared.org, declared.isUpdating) = (placed.name, placed.org, spec.update == .updating)
      declared.side = UCSExporter.side(side, failover: spec.body.failover ?? false)
      declared.mtu = mtu(UCSExporter.mtu(of: spec.body, manifest), object)
      declared.qos = qosName(spec.body, nil, from: placed.org, of: object)
      declared.networks = uses(
        spec.body.network.flatMap { networks[manifest: $0] }, (spec.body.trunk ?? []).compactMap { networks[manifest: $0] }, on: side,
        object)
      if case .pool(let pool)? = spec.body.mac {
        declared.pool = reference(\.pools, pool, from: placed.org, "VNICTemplate/mac", of: object)
      }
      declared.pair = pair(spec.peer, spec.role, side, \.vnicTemplates, placed.org, "VNICTemplate/peer", object)
      if spec.body.iscsi != nil { losses.add("VNICTemplate/iscsi", object) }
      vnicTemplateIndexes[template.name] = domain.vnicTemplates.count
      domain.vnicTemplates.append(declared)
    }
    for template in manifest.vhbaTemplates {
      guard let placed = vhbaTemplates[template.name] else { continue }
      let (spec, object) = (template.spec, template.name)
      let side = side(of: spec)
      var declared = UCSVHBATemplate()
      (declared.name, declared.org, declared.isUpdating) = (placed.name, placed.org, spec.update == .updating)
      declared.side = side == .b ? .b : .a
      declared.networks = uses(spec.body.vsan.flatMap { vsans[manifest: $0] }, on: side, object)
      if case .pool(let pool)? = spec.body.wwpn {
        declared.pool = reference(\.pools, pool, from: placed.org, "VHBATemplate/wwpn", of: object)
      }
      declared.pair = pair(spec.peer, spec.role, side, \.vhbaTemplates, placed.org, "VHBATemplate/peer", object)
      vhbaTemplateIndexes[template.name] = domain.vhbaTemplates.count
      domain.vhbaTemplates.append(declared)
    }
  }

  private mutating func pair(
    _ peer: String?, _ role: PairRole?, _ side: FabricSide, _ table: KeyPath<UCSExporter, UCSPlacedNames>, _ org: Int, _ field: String,
    _ object: String
  ) -> UCSPair {
    let name = reference(table, peer, from: org, field, of: object)
    if name.isEmpty { return UCSPair() }
    return UCSPair(type: (role ?? (side == .b ? .secondary : .primary)).rawValue, peer: name)
  }

  // MARK: Connectivity policies

  mutating func addConnectivityPolicies() {
    for template in manifest.templates {
      if let placed = lanPolicies[template.name] { domain.lanPolicies.append(policy(template, placed)) }
      if let placed = sanPolicies[template.name] { domain.sanPolicies.append(policy(template, placed)) }
    }
  }

  private mutating func policy(_ template: Declared<ServerProfileTemplate>, _ placed: UCSPlacedNames.Placed) -> UCSConnectivity {
    let body = composition.body(of: template.spec)
    let context = Context(org: placed.org, object: template.name)
    let lists = lists(template.spec.body, body, ServerProfile(), context)
    var policy = UCSConnectivity()
    (policy.name, policy.org) = (placed.name, placed.org)
    policy.vnics = lists.vnics.map { vnic($0, context) }
    policy.vhbas = lists.vhbas.map { vhba($0, context) }
    policy.node = node(body.wwnn, nil, expected: nil, context)
    return policy
  }

  // MARK: Service profile templates

  mutating func addTemplates() {
    for template in manifest.templates {
      guard let placed = templates[template.name] else { continue }
      let context = Context(org: placed.org, object: template.name)
      let body = composition.body(of: template.spec)
      var profile = UCSProfile()
      (profile.name, profile.org) = (placed.name, placed.org)
      profile.kind = template.spec.update == .updating ? .updating : .initial
      name(of: template.spec.templates, into: &profile, "ServerProfileTemplate/template", template.name)
      let lists = lists(template.spec.body, body, ServerProfile(), context)
      fill(&profile, body, lists, context)
      if case .pool(let pool)? = body.uuid {
        profile.uuidPool = reference(\.pools, pool, from: placed.org, "ServerProfileTemplate/uuid", of: template.name)
      }
      profile.node = node(body.wwnn, nil, expected: nil, context)
      let boot = bootEntries(body.boot ?? [], bootVNICs(lists.vnics), bootVHBAs(lists.vhbas), template.name)
      profile.bootPolicy = bootPolicy(boot, of: profile, template: "", template.name)
      templateIndexes[template.name] = domain.profiles.count
      domain.profiles.append(profile)
    }
  }

  /// The connectivity policies and the service profile template among the templates that a profile or template builds on.
  ///
  /// Of each kind there is one place; templates build on no template of their own kind.
  mutating func name(of listed: [String], into profile: inout UCSProfile, _ field: String, _ object: String) {
    for name in listed {
      if lanPolicies[name] != nil {
        let found = reference(\.lanPolicies, name, from: profile.org, field, of: object)
        if profile.lanPolicy.isEmpty { profile.lanPolicy = found } else { losses.add(field, object) }
      } else if sanPolicies[name] != nil {
        let found = reference(\.sanPolicies, name, from: profile.org, field, of: object)
        if profile.sanPolicy.isEmpty { profile.sanPolicy = found } else { losses.add(field, object) }
      } else if templates[name] != nil {
        guard profile.kind == .instance, profile.template.isEmpty else {
          losses.add(field, object)
          continue
        }
        profile.template = reference(\.templates, name, from: profile.org, field, of: object)
      }
    }
  }

  /// What instances and templates have alike.
  mutating func fill(
    _ profile: inout UCSProfile, _ body: ServerProfile, _ lists: (vnics: [Wanted<VNIC>], vhbas: [Wanted<VHBA>]), _ context: Context
  ) {
    profile.vnics = lists.vnics.map { vnic($0, context) }
    profile.vhbas = lists.vhbas.map { vhba($0, context) }
    profile.maintenance = reference(\.maintenance, body.maintenance, from: profile.org, "ServerProfile/maintenance", of: context.object)
    profile.placements =
      profile.vnics.map {
        UCSProfile.Placement(vport: $0.name, transport: "ethernet", order: $0.order, vcon: $0.vcon, hostPort: $0.hostPort)
      }
      + profile.vhbas.map { UCSProfile.Placement(vport: $0.name, transport: "fc", order: $0.order, vcon: $0.vcon, hostPort: $0.hostPort) }
    reportGroups(body, context.object)
  }

  mutating func node(_ declared: IdentitySource<WWN>?, _ wwnn: WWN?, expected: String?, _ context: Context) -> UCSNode? {
    guard declared != nil || wwnn != nil else { return nil }
    var node = UCSNode()
    node.wwnn = wwnn
    if case .fixed(let wwnn)? = declared, node.wwnn == nil { node.wwnn = wwnn }
    if case .pool(let pool)? = declared {
      node.pool = reference(\.pools, pool, from: context.org, "ServerProfile/wwnn", of: context.object)
    } else if let wwnn = node.wwnn, let pool = pool(of: .wwn(wwnn), .wwnn, expected: expected, from: context.org) {
      node.pool = reference(\.pools, pool, from: context.org, "ServerProfile/wwnn", of: context.object)
    }
    return node
  }

  func bootVNICs(_ vnics: [Wanted<VNIC>]) -> [BootVNIC] {
    vnics.map { vnic in
      let names = Set([vnic.declared?.name, vnic.record?.name].compactMap { $0 })
      return BootVNIC(names: names, name: vnic.name, isBootable: vnic.record?.pxe ?? vnic.declared?.pxe ?? false)
    }
  }

  /// The order of targets is the manifest's where it says the same ones.
  func bootVHBAs(_ vhbas: [Wanted<VHBA>]) -> [BootVHBA] {
    vhbas.map { vhba in
      let declared = vhba.declared?.targets?.map(\.text)
      let recorded = vhba.record?.targets
      let targets = recorded.map { recorded in declared?.sorted() == recorded.sorted() ? declared ?? recorded : recorded } ?? declared ?? []
      return BootVHBA(names: Set([vhba.declared?.name, vhba.record?.name, vhba.name].compactMap { $0 }), name: vhba.name, targets: targets)
    }
  }
}
