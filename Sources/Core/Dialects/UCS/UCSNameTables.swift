internal import FabricModel

/// What manifests call the things of a domain, kind by kind.
struct UCSNameTables: Sendable {
  let networks: UCSNames
  let vsans: UCSNames
  let pools: UCSNames
  let qos: UCSNames
  let maintenance: UCSNames
  let serverPools: UCSNames
  let servers: UCSNames
  let vnicTemplates: UCSNames
  let vhbaTemplates: UCSNames
  /// Connectivity policies and service profile templates.
  let templates: UCSNames
  let profiles: UCSNames

  init(_ domain: UCSDomain, _ servers: [String]) {
    func things(_ objects: [some UCSNamed]) -> [UCSNames.Thing] {
      objects.map { object in
        UCSNames.Thing(
          key: UCSKeys.key(object.name, object.org, in: domain), name: object.name, marks: UCSNameTables.marks(of: object.org, in: domain))
      }
    }
    networks = UCSNames(
      domain.vlans.map { .init(key: UCSKeys.key($0.name, $0.scope), name: $0.name, marks: [$0.scope.mark?.lowercased()].compactMap { $0 }) }
    )
    vsans = UCSNames(
      domain.vsans.map { .init(key: UCSKeys.key($0.name, $0.scope), name: $0.name, marks: [$0.scope.mark?.lowercased()].compactMap { $0 }) }
    )
    pools = UCSNames(
      domain.pools.map { pool in
        .init(
          key: UCSNameTables.poolKey(pool, domain), name: pool.name,
          marks: [pool.kind == .mac ? nil : pool.kind.rawValue].compactMap { $0 } + UCSNameTables.marks(of: pool.org, in: domain),
          shown: "\(UCSKeys.key(pool.name, pool.org, in: domain)) (\(pool.kind.rawValue))")
      })
    qos = UCSNames(things(domain.qos))
    maintenance = UCSNames(things(domain.maintenance))
    serverPools = UCSNames(things(domain.serverPools))
    vnicTemplates = UCSNames(things(domain.vnicTemplates))
    vhbaTemplates = UCSNames(things(domain.vhbaTemplates))
    profiles = UCSNames(things(domain.profiles.filter { $0.kind == .instance }))
    self.servers = UCSNames(servers.map { .init(key: UCSServer.key(of: $0), name: String($0.dropFirst(4)), marks: []) })
    let policies =
      domain.lanPolicies.map { (UCSNameTables.lanKey($0, domain), $0, "lan") }
      + domain.sanPolicies.map { (UCSNameTables.sanKey($0, domain), $0, "san") }
    templates = UCSNames(
      things(domain.profiles.filter { $0.kind != .instance }).map { thing in
        .init(key: UCSClass.templateKey(thing.key), name: thing.name, marks: thing.marks, shown: thing.key)
      }
        + policies.map { .init(key: $0.0, name: $0.1.name, marks: [$0.2] + UCSNameTables.marks(of: $0.1.org, in: domain)) })
  }

  /// Pools of several kinds may have one name.
  func poolKey(_ pool: UCSPool, in domain: UCSDomain) -> String { UCSNameTables.poolKey(pool, domain) }

  private static func poolKey(_ pool: UCSPool, _ domain: UCSDomain) -> String {
    "\(pool.kind.rawValue)/\(UCSKeys.key(pool.name, pool.org, in: domain))"
  }

  /// Connectivity policies are told from service profile templates by what stands before their names in DNs.
  static func lanKey(_ policy: UCSConnectivity, _ domain: UCSDomain) -> String {
    UCSClass.lanPolicy + UCSKeys.key(policy.name, policy.org, in: domain)
  }

  static func sanKey(_ policy: UCSConnectivity, _ domain: UCSDomain) -> String {
    UCSClass.sanPolicy + UCSKeys.key(policy.name, policy.org, in: domain)
  }

  /// `prod-db` for root/Prod/DB; nil for root.
  func namespace(of org: Int, in domain: UCSDomain) -> String? {
    let path = UCSKeys.path(of: org, in: domain)
    return path.isEmpty ? nil : UCSNames.legal(path.joined(separator: "-"), .object)
  }

  private static func marks(of org: Int, in domain: UCSDomain) -> [String] { UCSKeys.path(of: org, in: domain).map { $0.lowercased() } }

  /// What could not keep its own name: the kind, what it was, what it is.
  var changed: [(kind: String, native: String, name: String)] {
    let tables = [
      ("network", networks), ("VSAN", vsans), ("pool", pools), ("QoS policy", qos), ("maintenance policy", maintenance),
      ("server pool", serverPools), ("vNIC template", vnicTemplates), ("vHBA template", vhbaTemplates), ("template", templates),
      ("profile", profiles),
    ]
    return tables.flatMap { kind, table in table.changed.map { (kind, $0.key, $0.name) } }
  }
}

/// What stands before names in DNs, where a kind of weft has more than one class.
enum UCSClass {
  static let lanPolicy = "lan-conn-pol-"
  static let sanPolicy = "san-conn-pol-"
  private static let profile = "ls-"

  /// The key of a service profile template: its own class stands before a name that would be taken for a connectivity policy's key.
  static func templateKey(_ key: String) -> String { isMistaken(key) ? profile + key : key }

  /// The key without the class.
  static func name(in key: String) -> String {
    for prefix in [lanPolicy, sanPolicy] where key.hasPrefix(prefix) { return String(key.dropFirst(prefix.count)) }
    return key.hasPrefix(profile) && isMistaken(key) ? String(key.dropFirst(profile.count)) : key
  }

  private static func isMistaken(_ key: String) -> Bool {
    var rest = Substring(key)
    while rest.hasPrefix(profile) { rest.removeFirst(profile.count) }
    return rest.hasPrefix(lanPolicy) || rest.hasPrefix(sanPolicy)
  }
}
