internal import Documents
internal import FabricModel

/// Turns manifests, and what they come to on one appliance, into a domain: what `UCSImporter` does, backwards.
struct UCSExporter {
  let manifest: Manifest
  let state: ApplianceState
  /// The domain that the manifests were imported from: its names and policies are used again.
  let base: UCSState?
  let composition: UCSComposition
  let places: UCSPlaces
  /// By what records call them.
  let servers: [String: Declared<Server>]
  /// The base's profiles and templates, by organisation and name.
  let baseProfiles: [UCSPlacedNames.Placed: UCSProfile]
  var domain = UCSDomain()
  var losses = ExportLosses()
  var diagnostics: [Diagnostic] = []
  var names = UCSExportNames()

  /// The profiles of the appliance, and those that are on none.
  let profileStates: [ProfileState]
  /// Those that are on none: only the manifests say what they have.
  let idleProfiles: Set<String>

  // What the manifests' names stand for.
  var networks = UCSScopedNames()
  var vsans = UCSScopedNames()
  var pools = UCSPlacedNames()
  var qos = UCSPlacedNames()
  var maintenance = UCSPlacedNames()
  var vnicTemplates = UCSPlacedNames()
  var vhbaTemplates = UCSPlacedNames()
  var lanPolicies = UCSPlacedNames()
  var sanPolicies = UCSPlacedNames()
  var templates = UCSPlacedNames()
  var profiles = UCSPlacedNames()
  var serverPools = UCSPlacedNames()
  // Templates by their index in the domain: those of profiles among the profiles.
  var templateIndexes: [String: Int] = [:]
  var vnicTemplateIndexes: [String: Int] = [:]
  var vhbaTemplateIndexes: [String: Int] = [:]
  var blocks: [String: [AddressBlock]] = [:]

  var renamed: [Renaming] { names.renamed }

  static func run(_ manifest: Manifest, _ state: ApplianceState, base: UCSDomain?) -> UCSExporter {
    var exporter = UCSExporter(manifest, state, base)
    exporter.nameAll()
    exporter.addNetworks()
    exporter.addPools()
    exporter.addPolicies()
    exporter.addServerPools()
    exporter.addVPortTemplates()
    exporter.addConnectivityPolicies()
    exporter.addTemplates()
    exporter.addProfiles()
    exporter.reportWhatHasNoPlace()
    return exporter
  }

  private init(_ manifest: Manifest, _ state: ApplianceState, _ base: UCSDomain?) {
    self.manifest = manifest
    self.state = state
    self.base = base.map { UCSState($0) }
    composition = UCSComposition(manifest)
    places = UCSPlaces(manifest, base)
    servers = Dictionary(manifest.servers.map { ($0.spec.nativeName ?? $0.name, $0) }) { first, _ in first }
    baseProfiles = Dictionary((base?.profiles ?? []).map { (.init(org: $0.org, name: $0.name), $0) }) { first, _ in first }
    let here = Set(state.profiles.map(\.record.name))
    // Where there are other appliances it may be on one of these.
    let idle = manifest.appliances.count > 1 ? [] : manifest.profiles.filter { !here.contains($0.spec.nativeName ?? $0.name) }
    idleProfiles = Set(idle.map { $0.spec.nativeName ?? $0.name })
    profileStates = (state.profiles + idleProfiles.map { ProfileState(ProfileRecord(name: $0)) }).sorted { $0.record.name < $1.record.name }
    domain.name = base?.name ?? state.name
    if let base { domain.orgs = base.orgs }
    domain.qosClasses = base?.qosClasses ?? []
    domain.schedules = base?.schedules ?? []
  }

  /// What is told of these manifests and was not true of those before.
  func newDiagnostics(since before: UCSExporter) -> [Diagnostic] { diagnostics.filter { !before.diagnostics.contains($0) } }

  /// The organisation at a path below root, made where there is none.
  mutating func org(at path: [String]) -> Int {
    var org = 0
    for name in path {
      if let known = domain.orgs.firstIndex(where: { $0.parent == org && $0.name == name }) {
        org = known
      } else {
        domain.orgs.append(UCSOrg(name: name, parent: org))
        org = domain.orgs.count - 1
      }
    }
    return org
  }

  /// The name that stands for `name` when it is looked up from `org`; empty, and told, where UCS Manager would find another thing or none.
  mutating func reference(_ table: KeyPath<UCSExporter, UCSPlacedNames>, _ name: String?, from org: Int, _ field: String, of object: String)
    -> String
  {
    guard let name, !name.isEmpty, let placed = self[keyPath: table][name] else { return "" }
    if self[keyPath: table].isFound(placed, from: org, in: domain) { return placed.name }
    losses.add(field, object)
    return ""
  }

  // MARK: Networks

  private mutating func addNetworks() {
    for network in manifest.networks {
      guard let placed = networks[manifest: network.name], let vlan = network.spec.vlan else { continue }
      guard UCSExporter.isVLAN(vlan) else {
        losses.add("Network/vlan", network.name)
        diagnostics.append(.ucsVLAN(network.name, vlan))
        networks.drop(network.name)
        continue
      }
      var declared = UCSVLAN()
      (declared.name, declared.scope, declared.id) = (placed.name, placed.scope, vlan)
      domain.vlans.append(declared)
    }
    for vsan in manifest.vsans {
      guard let placed = vsans[manifest: vsan.name], let id = vsan.spec.vsan else { continue }
      var declared = UCSVSAN()
      (declared.name, declared.scope, declared.id) = (placed.name, placed.scope, id)
      let key = vsan.spec.nativeName ?? vsan.name
      declared.fcoeVLAN = vsan.spec.fcoeVLAN ?? state.vsans.first { $0.name == key }?.fcoeVLAN
      if let vlan = declared.fcoeVLAN, !UCSExporter.isVLAN(vlan) {
        losses.add("VSAN/fcoeVLAN", vsan.name)
        declared.fcoeVLAN = nil
      }
      domain.vsans.append(declared)
    }
  }

  /// 4043 to 4047 and 4094 are the domain's own (ucsmsdk: fabricVlan).
  private static func isVLAN(_ vlan: VLANID) -> Bool { (1...4042).contains(vlan.rawValue) || (4048...4093).contains(vlan.rawValue) }

  // MARK: Pools

  private mutating func addPools() {
    for pool in manifest.addressPools {
      guard let placed = pools[pool.name], let kind = UCSPool.Kind(rawValue: pool.spec.type.rawValue) else { continue }
      var declared = UCSPool()
      (declared.name, declared.org, declared.kind) = (placed.name, placed.org, kind)
      if kind == .iqn { declared.prefix = pool.spec.prefix ?? "" }
      for block in pool.spec.blocks {
        guard let block = UCSPool.Block(block, in: pool.spec, of: &declared) else {
          losses.add("AddressPool/blocks", pool.name)
          continue
        }
        declared.blocks.append(block)
      }
      blocks[pool.name] = declared.ranges.map(\.block)
      domain.pools.append(declared)
    }
  }

  /// The pool that an address is from: `expected` where that has it, else the nearest that has.
  func pool(of address: Identity, _ type: AddressType, expected: String?, from org: Int) -> String? {
    func holds(_ pool: String) -> Bool { blocks[pool]?.contains { $0.contains(address) } ?? false }
    if let expected, holds(expected) { return expected }
    let found = manifest.addressPools.lazy.filter { pool in
      pool.spec.type.identity.map { $0 == type || ($0 == .wwn && type.universe == .wwn) } ?? false
    }.filter { holds($0.name) }.compactMap { pool in
      self.pools[pool.name].flatMap { placed in
        self.pools.isFound(placed, from: org, in: self.domain) ? (depth: self.depth(of: placed.org), name: pool.name) : nil
      }
    }
    return found.min { ($1.depth, $0.name) < ($0.depth, $1.name) }?.name
  }

  private func depth(of org: Int) -> Int { sequence(first: org) { domain.orgs[$0].parent }.reduce(0) { count, _ in count + 1 } }
}

extension UCSPool.Block {
  /// Nil where the pool cannot hold it: UUIDs of another prefix, numbers beyond 65535, or no block at all.
  fileprivate init?(_ block: AddressPool.Block, in spec: AddressPool, of pool: inout UCSPool) {
    self.init()
    if let type = spec.type.identity {
      guard let range = AddressBlock(block, type) else { return nil }
      (from, to) = (range.first.description, range.last.description)
      guard type == .uuid else {
        (from, to) = (from.uppercased(), to.uppercased())
        return
      }
      // The prefix is the first three of five groups: 18 characters and a hyphen.
      let prefix = String(from.prefix(18))
      guard to.hasPrefix(prefix), pool.prefix.isEmpty || pool.prefix == prefix else { return nil }
      pool.prefix = prefix
      (from, to) = (String(from.dropFirst(19)), String(to.dropFirst(19)))
    } else if spec.type == .iqn {
      guard let first = Int(block.from), let last = block.to.flatMap({ Int($0) }) ?? block.size.map({ first + $0 - 1 }) else { return nil }
      guard (0...65_535).contains(first), (first...65_535).contains(last) else { return nil }
      (from, to, suffix) = (String(first), String(last), block.suffix ?? "")
    } else {
      guard let first = IPAddress(block.from) else { return nil }
      let last =
        block.to.flatMap { IPAddress($0) }
        ?? block.size.flatMap { first.value.advanced(by: UInt64($0 - 1)) }
        .flatMap { IPAddress(first.family, $0) }
      guard let last, PoolRange(from: first, to: last) != nil else { return nil }
      (from, to) = (first.description, last.description)
    }
  }
}

extension AddressBlock {
  fileprivate init?(_ block: AddressPool.Block, _ type: AddressType) {
    func identity(_ text: String) -> Identity? {
      var text = text
      return text.withUTF8 { Identity(type, utf8: $0) }
    }
    guard let from = identity(block.from) else { return nil }
    if let to = block.to.flatMap({ identity($0) }) {
      self.init(type: type, from: from, to: to)
    } else if let size = block.size {
      self.init(type: type, from: from, size: UInt64(size))
    } else {
      return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func ucsVLAN(_ network: String, _ vlan: VLANID) -> Diagnostic {
    Diagnostic(
      "ucs.vlan", .warning, "UCS Manager keeps VLAN \(vlan) for itself, so the network '\(network)' is left out",
      help: "it takes 1 to 4042 and 4048 to 4093")
  }
}
