internal import FabricModel

extension UCSExporter {
  mutating func addProfiles() {
    let declared = Dictionary(manifest.profiles.map { ($0.spec.nativeName ?? $0.name, $0) }) { first, _ in first }
    for state in profileStates {
      guard let placed = profiles[state.record.name] else { continue }
      add(state, declared[state.record.name], placed)
    }
  }

  private mutating func add(_ state: ProfileState, _ declared: Declared<ServerProfile>?, _ placed: UCSPlacedNames.Placed) {
    let record = state.record
    let spec = declared?.spec ?? ServerProfile()
    let context = Context(org: placed.org, object: declared?.name ?? record.name)
    let (body, inherited) = (composition.body(of: spec), composition.inherited(from: spec.templates))
    var profile = UCSProfile()
    (profile.name, profile.org) = (placed.name, placed.org)
    name(of: spec.templates, into: &profile, "ServerProfile/template", context.object)
    let template = spec.templates.compactMap({ templateIndexes[$0] }).first.map { domain.profiles[$0] }
    if let template {
      if profile.lanPolicy.isEmpty { profile.lanPolicy = template.lanPolicy }
      if profile.sanPolicy.isEmpty { profile.sanPolicy = template.sanPolicy }
    }
    let isIdle = idleProfiles.contains(record.name)
    let lists = isIdle ? lists(spec, body, inherited, context) : lists(spec, body, inherited, state.vports, context)
    fill(&profile, body, lists, context)
    profile.uuid = record.uuid
    if case .fixed(let uuid)? = body.uuid, profile.uuid == nil { profile.uuid = uuid }
    if case .pool(let pool)? = body.uuid {
      profile.uuidPool = reference(\.pools, pool, from: placed.org, "ServerProfile/uuid", of: context.object)
    } else if let uuid = profile.uuid, let pool = pool(of: .uuid(uuid), .uuid, expected: template?.uuidPool, from: placed.org) {
      profile.uuidPool = reference(\.pools, pool, from: placed.org, "ServerProfile/uuid", of: context.object)
    }
    var wwnnPool: String?
    if case .pool(let pool)? = inherited.wwnn { wwnnPool = pool }
    profile.node = node(body.wwnn, record.wwnn, expected: wwnnPool, context)
    let boot = (body.boot ?? record.boot ?? (isIdle ? [] : nil)).map {
      bootEntries($0, bootVNICs(lists.vnics), bootVHBAs(lists.vhbas), context.object)
    }
    profile.bootPolicy = bootPolicy(boot, of: profile, template: template?.bootPolicy ?? "", context.object)
    bind(&profile, spec, record, context.object)
    if let template, profile.contradicts(template) { contradicts(&profile.template, "ServerProfile/template", context.object) }
    if !body.vdisks.isEmpty || state.vports.contains(where: { $0.kind == .vdisk }) { losses.add("ServerProfile/vdisks", context.object) }
    domain.profiles.append(profile)
  }

  /// A profile that may be on any server of a pool asks for the pool; UCS Manager chooses the server.
  private mutating func bind(_ profile: inout UCSProfile, _ spec: ServerProfile, _ record: ProfileRecord, _ object: String) {
    if let selector = spec.serverSelector, spec.server == nil {
      var others = selector
      others.labels = nil
      let pool = selector.labels?.count == 1 ? selector.labels?.first.flatMap { UCSExporter.serverPool(of: $0) } : nil
      if let pool, others == ServerSelector() {
        profile.serverPool = reference(\.serverPools, pool, from: profile.org, "ServerProfile/serverSelector", of: object)
        if !profile.serverPool.isEmpty { return }
      } else {
        losses.add("ServerProfile/serverSelector", object)
      }
    }
    let named = spec.server.flatMap { name in manifest.servers.first { $0.name == name } }.map { $0.spec.nativeName ?? $0.name }
    guard let server = record.server ?? named, !server.isEmpty else { return }
    let declared = servers[server]
    let dn = declared.map { self.dn(of: $0) } ?? UCSServer.dn(of: server)
    if let dn, UCSServer.isPlace(dn) { profile.server = dn } else { losses.add("ServerProfile/server", object) }
  }
}
