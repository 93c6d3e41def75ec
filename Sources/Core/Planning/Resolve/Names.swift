internal import Documents
internal import FabricModel

/// The names of the manifest's objects, and what they stand for.
struct Names {
  var appliances: [String: Int] = [:]
  var adapterPools: [String: Int] = [:]
  var addressPools: [String: Int] = [:]
  var networks: [String: Int] = [:]
  var vsans: [String: Int] = [:]
  var servers: [String: Int] = [:]
}

extension Resolver {
  mutating func resolveNames() {
    names.appliances = index(site.manifest.appliances, .Appliance)
    names.adapterPools = index(site.manifest.adapterPools, .AdapterPool)
    names.addressPools = index(site.manifest.addressPools, .AddressPool)
    names.networks = index(site.manifest.networks, .Network)
    names.vsans = index(site.manifest.vsans, .VSAN)
    names.servers = index(site.manifest.servers, .Server)
    let profiles = site.manifest.profiles
    for profile in profiles where ObjectAddress.reservedProfileNames.contains(profile.name) {
      report(.reservedName(profile.name, at: site.range(profile.origin, .key("metadata"), .key("name"))))
    }
    for (first, second) in zip(profiles, profiles.dropFirst()) where first.name == second.name {
      reportDouble(first.origin, second.origin, .ServerProfile, first.name)
    }
  }

  private mutating func index<Spec>(_ objects: [Declared<Spec>], _ kind: ManifestKind) -> [String: Int] {
    var index: [String: Int] = [:]
    index.reserveCapacity(objects.count)
    for (position, object) in objects.enumerated() {
      if let first = index.updateValue(position, forKey: object.name) {
        reportDouble(objects[first].origin, object.origin, kind, object.name)
      }
    }
    return index
  }

  private mutating func reportDouble(_ one: Origin, _ other: Origin, _ kind: ManifestKind, _ name: String) {
    let places = [one, other].map { site.range($0, .key("metadata"), .key("name")) }
      .sorted { ($0 ?? SourceRange(source: SourceID(0), start: 0, end: 0)) < ($1 ?? SourceRange(source: SourceID(0), start: 0, end: 0)) }
    report(.duplicateName(kind, name, at: places[1], first: places[0]))
  }

  /// Complains about a name that stands for nothing, and proposes the nearest one.
  mutating func reportUnknown(
    _ name: String, among names: Dictionary<String, Int>.Keys, _ what: String, _ origin: Origin, _ path: [Locator.Step]
  ) {
    let place = site.locator.range(tape: Int(origin.tape), node: Int(origin.node), path)
    reportUnknown(what, name, among: names.sorted(), at: place)
  }
}
