internal import FabricModel

extension UCSImporter {
  /// Templates in the order in which they build on each other: of v-ports, connectivity policies, of service profiles.
  mutating func addTemplates() {
    for template in domain.vnicTemplates {
      var declared = declared(template)
      declared.body = declared.body.withoutDefaults()
      add(declared, names.vnicTemplates[key(template)], template.org)
    }
    for template in domain.vhbaTemplates { add(declared(template), names.vhbaTemplates[key(template)], template.org) }
    for policy in domain.lanPolicies { add(policy, UCSNameTables.lanKey(policy, domain)) }
    for policy in domain.sanPolicies { add(policy, UCSNameTables.sanKey(policy, domain)) }
    for profile in domain.profiles where profile.kind != .instance {
      let key = UCSClass.templateKey(key(profile))
      let name = names.templates[key]
      let body = body(of: profile)
      bodies[name] = body
      let part = part(of: body, from: policies(of: profile), isLive: true, profile.org)
      var template = ServerProfileTemplate()
      template.update = profile.kind == .updating ? .updating : .initial
      template.templates = part.templates
      if part.isAlone { standAlone.append(profile) }
      template.nativeName = names.templates.nativeName(key)
      template.body = part.rest.profile()
      add(template, name, profile.org)
    }
  }

  private mutating func add(_ policy: UCSConnectivity, _ key: String) {
    let name = names.templates[key]
    let body = body(of: policy)
    bodies[name] = body
    var template = ServerProfileTemplate()
    template.update = .updating
    template.nativeName = key
    template.body = alone(body, policy.org).profile()
    add(template, name, policy.org)
  }

  mutating func addProfiles() {
    for profile in domain.profiles where profile.kind == .instance && !profile.isPlaceholder {
      let part = part(of: body(of: profile), of: profile)
      var spec = part.rest.profile()
      spec.templates = part.templates
      if part.isAlone { standAlone.append(profile) }
      spec.nativeName = names.profiles.nativeName(key(profile))
      bind(&spec, profile)
      add(spec, names.profiles[key(profile)], profile.org)
    }
  }

  private func bind(_ spec: inout ServerProfile, _ profile: UCSProfile) {
    if !profile.server.isEmpty {
      spec.server = names.servers[UCSServer.key(of: profile.server)]
    } else if let pool = state.lookup.serverPool(profile.serverPool, from: profile.org) {
      var selector = ServerSelector()
      selector.labels = [label(of: domain.serverPools[pool])]
      spec.serverSelector = selector
    } else {
      spec.server = ""
    }
  }

  // MARK: Inheritance

  /// What a profile or template says beyond the templates that it builds on; alone is what lacks something that its templates give.
  private typealias Part = (templates: [String], rest: UCSBody, isAlone: Bool)

  private func part(of body: UCSBody, of profile: UCSProfile) -> Part {
    guard let source = state.lookup.template(profile.template, from: profile.org).map({ domain.profiles[$0] }) else {
      return part(of: body, from: policies(of: profile), isLive: true, profile.org)
    }
    let inherited = policies(of: source)
    let policies = policies(of: profile).filter { !inherited.contains($0) }
    return part(
      of: body, from: [names.templates[UCSClass.templateKey(key(source))]] + policies, isLive: source.kind == .updating, profile.org)
  }

  /// - Parameter isLive: whether the templates are followed when they change: else everything is said, so that nothing can change unseen.
  private func part(of body: UCSBody, from templates: [String], isLive: Bool, _ org: Int) -> Part {
    if templates.isEmpty { return ([], alone(body, org), false) }
    var base = UCSBody()
    for name in templates { if let known = bodies[name] { base.overlay(known) } }
    guard let rest = body.without(base, vnic: { alone($0) }, vhba: { alone($0) }) else { return ([], alone(body, org), true) }
    return (templates, isLive ? rest : body, false)
  }

  /// The connectivity policies that a profile or template names, as the manifests call them.
  private func policies(of profile: UCSProfile) -> [String] {
    let lan = state.lookup.lanPolicy(profile.lanPolicy, from: profile.org).map { UCSNameTables.lanKey(domain.lanPolicies[$0], domain) }
    let san = state.lookup.sanPolicy(profile.sanPolicy, from: profile.org).map { UCSNameTables.sanKey(domain.sanPolicies[$0], domain) }
    return [lan, san].compactMap { $0 }.map { names.templates[$0] }
  }

  /// A body that builds on nothing but the templates of its v-ports.
  private func alone(_ body: UCSBody, _ org: Int) -> UCSBody {
    var rest = body
    rest.vnics = body.vnics.map { alone($0) }
    rest.vhbas = body.vhbas.map { alone($0) }
    return rest
  }

  private func alone(_ vnic: VNIC) -> VNIC {
    guard let name = vnic.template, let template = templatesOfVNICs[name] else { return vnic.withoutDefaults() }
    var base = template.body
    base.name = vnic.name
    guard let rest = vnic.without(base) else {
      var rest = vnic.withoutDefaults()
      rest.template = nil
      return rest
    }
    return template.update == .updating ? rest : vnic
  }

  private func alone(_ vhba: VHBA) -> VHBA {
    guard let name = vhba.template, let template = templatesOfVHBAs[name] else { return vhba.withoutDefaults() }
    var base = template.body
    base.name = vhba.name
    guard let rest = vhba.without(base) else {
      var rest = vhba.withoutDefaults()
      rest.template = nil
      return rest
    }
    return template.update == .updating ? rest.withoutDefaults() : vhba
  }
}
