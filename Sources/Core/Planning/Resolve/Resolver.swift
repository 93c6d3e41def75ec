internal import Documents
internal import FabricModel

/// Turns manifests into the desired fabric: names, hardware, cables, identities, places, and then the records of each appliance.
package struct Resolver {
  var site: Site
  var hardware = Hardware()
  var names = Names()
  var cabling = Cabling()
  /// What the manifests call what goes by its native name.
  var manifestNames = ManifestNames()
  /// The profiles whose server was chosen for them, by their index.
  var chosen: Set<Int> = []
  /// Who has the adapters that leases speak of; the empty name is nobody.
  var lent: [AdapterAddress: String] = [:]
  /// Every v-port the manifests ask for, in the order of addresses within the order of profiles.
  var wanted: [WantedVPort] = []
  /// Which of them each profile has, by its index.
  var vports: [Range<Int>] = []
  /// Where each profile is now, by its index.
  var parts: [(observed: [ProfileIndex.Part], recorded: [ProfileIndex.Part])] = []
  /// The ports of each adapter pool, by its index.
  var pools: [PoolPorts] = []
  /// How much of each unit's speed may be guaranteed.
  var reservable: [Percent?] = []
  /// Of each profile, by its index.
  var profileIdentities: [ProfileIdentities] = []
  /// Where everything is now.
  var present: Presence
  /// The appliances that deal addresses and servers themselves.
  let dealing: Set<String>
  /// The profile that is looked at, which what is wrong with inherited values is told with.
  var subject: Origin?
  /// What has no place, though it may have one on its appliance, which was not read.
  var unplaced: [VPortRecord] = []
  private var toldOfTemplates: Set<Diagnostic> = []
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter checksOnly: for those who want to know what is wrong and nothing else; the desired fabric then stays empty.
  package static func resolve(_ site: Site, checksOnly: Bool = false) -> Resolution {
    var resolver = Resolver(site: site)
    resolver.useNativeNames()
    resolver.site.manifest.sortByName()
    resolver.resolveNames()
    resolver.resolveHardware()
    resolver.chooseServers()
    resolver.resolveCabling()
    resolver.checkReferences()
    resolver.resolveLeases()
    resolver.resolveVPorts()
    resolver.resolvePlacement()
    resolver.resolveIdentities()
    return resolver.resolution(checksOnly: checksOnly)
  }

  private init(site: Site) {
    self.site = site
    self.site.observed = site.seen
    present = Presence(self.site.observed, site.recorded.fabric)
    dealing = Set(site.capabilities.filter { $0.value.dealsFromPools }.keys)
  }

  mutating func report(_ diagnostic: Diagnostic) {
    if site.manifest.isPartial, Self.mayBeEchoes.contains(diagnostic.id) { return }
    guard let subject, let place = diagnostic.range, !site.manifest.templateUses.isEmpty,
      site.locator.tapes.indices.contains(Int(subject.tape)),
      site.locator.tapes[Int(subject.tape)].isInherited(place, at: Int(subject.node))
    else { return diagnostics.append(diagnostic) }
    // Once is enough, however many profiles have it from there.
    if toldOfTemplates.insert(diagnostic).inserted { diagnostics.append(diagnostic.used(by: subject, in: site.locator)) }
  }

  /// What objects that were lost to earlier errors would explain.
  private static let mayBeEchoes: Set = ["pool.missing", "placement.none", "inventory.mismatch"]

  /// A name that stands for nothing, unless it may stand for an object that was lost.
  mutating func reportUnknown(_ what: String, _ name: String, among names: [String], at place: SourceRange?) {
    if !site.manifest.mayHaveLost(name) { report(.unknownReference(what, name, among: names, at: place)) }
  }

  private func resolution(checksOnly: Bool) -> Resolution {
    var resolution = Resolution()
    resolution.hardware = hardware
    resolution.present = present
    resolution.names = manifestNames
    resolution.reservable = reservable
    resolution.pools = pools
    resolution.unplaced = unplaced
    resolution.diagnostics = diagnostics
    resolution.subject = RuleSubject(self)
    if !checksOnly, !diagnostics.hasErrors { resolution.desired = desiredFabric() }
    resolution.origins.profiles.reserveCapacity(site.manifest.profiles.count)
    resolution.servers.reserveCapacity(site.manifest.servers.count)
    let profiles = site.manifest.profiles
    for index in profiles.indices {
      resolution.origins.profiles[profiles[index].name] = profiles[index].origin
      if !profiles[index].spec.redundancy.isEmpty { resolution.groups[profiles[index].name] = profiles[index].spec.redundancy }
    }
    resolution.maintenance = profiles.compactMap { profile in profile.spec.maintenance.map { (profile.name, $0) } }
    for network in site.manifest.networks { resolution.origins.networks[network.name] = network.origin }
    for vsan in site.manifest.vsans { resolution.origins.vsans[vsan.name] = vsan.origin }
    for appliance in site.manifest.appliances { resolution.origins.appliances[appliance.name] = appliance.origin }
    for server in site.manifest.servers { resolution.servers[server.name] = server.spec }
    return resolution
  }
}

extension Resolver {
  /// Of a port that several pools have, the most that one of them allows counts.
  func reservablePerUnit() -> [Percent?] {
    // A v-port that names no pool may fill the port to its speed.
    var reservable = [Percent?](repeating: nil, count: hardware.units.count)
    guard pools.contains(where: { $0.reservable != nil }) else { return reservable }
    for unit in reservable.indices {
      let named = pools.filter { $0.contains(unit) }
      if !named.contains(where: { $0.reservable == nil }) { reservable[unit] = named.compactMap(\.reservable).max() }
    }
    return reservable
  }
}

/// One v-port that the manifests ask for, while its identity and place are being found.
struct WantedVPort {
  /// Index of its profile in the manifest, and of itself among the profile's v-ports of its kind.
  let profile: Int
  let item: Int
  /// What was declared, completed as resolving goes on.
  var record: VPortRecord
  /// Index of the pool it asks for.
  var pool: Int?
  /// Indices of its networks, the untagged one first.
  var networks: [Int] = []
  var vsan: Int?
  /// The largest frame it must carry.
  var mtu: Int
  /// Whether it is on the fabric, or recorded to be.
  var isPresent = false
  /// The unit it sits on now.
  var current: Int?
  /// The unit it is given.
  var unit: Int?
  /// Something it refers to is unknown, which was said: no place is looked for.
  var isBroken = false

  var minimum: Bitrate { record.minimum ?? .zero }
  /// It stays where the appliance has dealt it an identity, or will, and does not tell which.
  var isLeftOpen = false
  /// Somebody has to give it an identity; a vdisk needs none.
  var lacksIdentity: Bool { record.kind != .vdisk && record.mac == nil && record.wwpn == nil && !isLeftOpen }
}

/// The identities that a profile has as a whole.
struct ProfileIdentities {
  var uuid: Identity?
  var wwnn: Identity?
}
