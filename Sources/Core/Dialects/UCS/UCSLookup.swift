internal import FabricModel

/// Finds what a name stands for, as UCS Manager does: in the object's own organisation, then in its parents up to root (DIALECTS.md section 1).
struct UCSLookup: Sendable {
  private let parents: [Int?]
  private let pools: Index
  private let qos: Index
  private let vnicTemplates: Index
  private let vhbaTemplates: Index
  private let lanPolicies: Index
  private let sanPolicies: Index
  private let bootPolicies: Index
  private let maintenance: Index
  private let serverPools: Index
  private let templates: Index
  private let vlans: [ScopedName: Int]
  private let vsans: [ScopedName: Int]
  private let cos: [String: UCSQoSClass]

  private typealias Index = [OrgName: Int]

  private struct OrgName: Hashable {
    let org: Int
    let name: String
    /// Tells what may have the same name: pools of several kinds.
    var group = 0
  }

  private struct ScopedName: Hashable {
    let scope: UCSScope
    let name: String
  }

  init(_ domain: UCSDomain) {
    parents = domain.orgs.map(\.parent)
    func index<Object: UCSNamed>(_ objects: [Object], _ group: (Object) -> Int = { _ in 0 }) -> Index {
      Index(objects.enumerated().map { (OrgName(org: $1.org, name: $1.name, group: group($1)), $0) }) { first, _ in first }
    }
    pools = index(domain.pools) { Self.group(of: $0.kind) }
    qos = index(domain.qos)
    vnicTemplates = index(domain.vnicTemplates)
    vhbaTemplates = index(domain.vhbaTemplates)
    lanPolicies = index(domain.lanPolicies)
    sanPolicies = index(domain.sanPolicies)
    bootPolicies = index(domain.bootPolicies)
    maintenance = index(domain.maintenance)
    serverPools = index(domain.serverPools)
    templates = index(domain.profiles) { $0.kind == .instance ? 1 : 0 }
    vlans = Dictionary(domain.vlans.enumerated().map { (ScopedName(scope: $1.scope, name: $1.name), $0) }) { first, _ in first }
    vsans = Dictionary(domain.vsans.enumerated().map { (ScopedName(scope: $1.scope, name: $1.name), $0) }) { first, _ in first }
    cos = Dictionary(domain.qosClasses.map { ($0.priority, $0) }) { first, _ in first }
  }

  func vnicTemplate(_ name: String, from org: Int) -> Int? { find(name, from: org, in: vnicTemplates) }
  func vhbaTemplate(_ name: String, from org: Int) -> Int? { find(name, from: org, in: vhbaTemplates) }
  func lanPolicy(_ name: String, from org: Int) -> Int? { find(name, from: org, in: lanPolicies) }
  func sanPolicy(_ name: String, from org: Int) -> Int? { find(name, from: org, in: sanPolicies) }
  func qosPolicy(_ name: String, from org: Int) -> Int? { find(name, from: org, in: qos) }
  func serverPool(_ name: String, from org: Int) -> Int? { find(name, from: org, in: serverPools) }
  func template(_ name: String, from org: Int) -> Int? { find(name, from: org, in: templates) }
  /// A profile that names none has the policy `default`.
  func bootPolicy(_ name: String, from org: Int) -> Int? { find(name.isEmpty ? "default" : name, from: org, in: bootPolicies) }
  func maintenancePolicy(_ name: String, from org: Int) -> Int? { find(name.isEmpty ? "default" : name, from: org, in: maintenance) }
  /// - Parameter kind: what is wanted; a pool of WWNs for nodes and ports serves both.
  func pool(_ name: String, _ kind: UCSPool.Kind, from org: Int) -> Int? { find(name, from: org, in: pools, Self.group(of: kind)) }

  /// The VLAN of that name that a v-port on `side` sees: its side's own before the one for both.
  func vlan(_ name: String, on side: FabricSide) -> Int? { find(name, on: side, in: vlans) }
  func vsan(_ name: String, on side: FabricSide) -> Int? { find(name, on: side, in: vsans) }

  /// What frames of a priority are marked with: as the domain says, else as UCS Manager is delivered (DIALECTS.md, the empty domain's file).
  func cos(of priority: String) -> ClassOfService {
    let cos = cos[priority].map { $0.cos } ?? Self.delivered[priority]
    return cos.flatMap { ClassOfService($0) } ?? .bestEffort
  }

  static let delivered = ["platinum": 5, "gold": 4, "fc": 3, "silver": 2, "bronze": 1]

  private func find(_ name: String, from org: Int, in index: Index, _ group: Int = 0) -> Int? {
    if name.isEmpty { return nil }
    var next: Int? = org
    while let org = next {
      if let found = index[OrgName(org: org, name: name, group: group)] { return found }
      next = parents[org]
    }
    return nil
  }

  private func find(_ name: String, on side: FabricSide, in index: [ScopedName: Int]) -> Int? {
    index[ScopedName(scope: UCSScope(side: side, isEstc: false), name: name)] ?? index[ScopedName(scope: .common, name: name)]
  }

  /// All pools of WWNs share their names: a pool is one `fcpoolInitiators`, whatever it is for.
  private static func group(of kind: UCSPool.Kind) -> Int {
    switch kind {
    case .mac: 1
    case .wwn, .wwnn, .wwpn: 2
    case .uuid: 3
    case .ip: 4
    case .iqn: 5
    }
  }
}
