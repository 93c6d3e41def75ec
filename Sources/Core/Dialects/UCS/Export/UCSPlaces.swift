internal import FabricModel

/// Where the objects of manifests belong among the organisations, and what they are called there.
struct UCSPlaces {
  struct Place {
    /// The organisations from below root.
    var path: [String]
    var name: String
  }

  /// The organisations that a namespace stands for.
  private var namespaces: [String: [String]] = [:]
  private var organisations: [String: String] = [:]

  /// - Parameter base: its organisations are known, whether or not an object of the manifests is in them.
  init(_ manifest: Manifest, _ base: UCSDomain?) {
    if let base {
      for org in base.orgs.indices {
        let path = UCSKeys.path(of: org, in: base)
        if !path.isEmpty { namespaces[UCSNames.legal(path.joined(separator: "-"), .object)] = path }
      }
    }
    var names: [String] = []
    func learn<Spec>(_ objects: [Declared<Spec>], _ native: KeyPath<Spec, String?>) {
      for object in objects {
        guard let namespace = object.namespace else { continue }
        let path = UCSPlaces.path(in: object.spec[keyPath: native])
        if !path.isEmpty { namespaces[namespace] = path } else { names.append(namespace) }
      }
    }
    learn(manifest.addressPools, \.nativeName)
    learn(manifest.qosPolicies, \.nativeName)
    learn(manifest.maintenancePolicies, \.nativeName)
    learn(manifest.vnicTemplates, \.nativeName)
    learn(manifest.vhbaTemplates, \.nativeName)
    learn(manifest.templates, \.nativeName)
    learn(manifest.profiles, \.nativeName)
    var settled = UCSExportNames()
    let fresh = Set(names).subtracting(namespaces.keys).sorted().map { UCSExportNames.Request(key: $0, wanted: $0) }
    organisations = settled.settle("namespace", fresh, length: 1...16)
  }

  /// - Parameter native: what the appliance calls it, `web@Prod`, where that is not the name.
  func place(of name: String, native: String?, in namespace: String?) -> Place {
    let path = UCSPlaces.path(in: native)
    let own = UCSKeys.parts(of: native ?? name).name
    if !path.isEmpty { return Place(path: path, name: own) }
    guard let namespace else { return Place(path: [], name: own) }
    return Place(path: namespaces[namespace] ?? [organisations[namespace] ?? namespace], name: own)
  }

  private static func path(in native: String?) -> [String] {
    native.map { Array(UCSKeys.parts(of: $0).places.reversed()) } ?? []
  }
}

/// The objects of one kind by their names in the manifests.
struct UCSPlacedNames {
  struct Placed: Hashable {
    var org: Int
    var name: String
  }

  private var byName: [String: Placed] = [:]
  private var all: Set<Placed> = []

  subscript(name: String) -> Placed? { byName[name] }

  mutating func add(_ name: String, _ placed: Placed) {
    byName[name] = placed
    all.insert(placed)
  }

  /// Whether looking the name up from `org` upwards comes to that object and to none before it.
  func isFound(_ placed: Placed, from org: Int, in domain: UCSDomain) -> Bool {
    var next: Int? = org
    while let org = next {
      if org == placed.org { return true }
      if all.contains(Placed(org: org, name: placed.name)) { return false }
      next = domain.orgs[org].parent
    }
    return false
  }
}

/// VLANs or VSANs by their names in the manifests, and by those that records have.
struct UCSScopedNames {
  struct Placed: Hashable {
    var scope: UCSScope
    var name: String
  }

  private var byName: [String: Placed] = [:]
  private var keys: [String: String] = [:]
  private var all: Set<Placed> = []

  subscript(manifest name: String) -> Placed? { byName[name] }
  subscript(record key: String) -> Placed? { keys[key].flatMap { byName[$0] } }

  mutating func add(_ name: String, key: String, _ placed: Placed) {
    byName[name] = placed
    keys[key] = name
    all.insert(placed)
  }

  mutating func drop(_ name: String) {
    if let placed = byName.removeValue(forKey: name) { all.remove(placed) }
  }

  /// Whether a v-port on that side that names it gets it, not one of the side's own with the same name.
  func isFound(_ placed: Placed, on side: FabricSide) -> Bool {
    let own = UCSScope(side: side, isEstc: false)
    return placed.scope == own || (placed.scope == .common && !all.contains(Placed(scope: own, name: placed.name)))
  }
}
