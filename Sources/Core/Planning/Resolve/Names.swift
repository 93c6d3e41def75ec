internal import Documents
internal import FabricModel

/// The names of the manifest's objects, and what they stand for.
struct Names {
  var appliances: [String: Int] = [:]
  var adapterPools: [String: Int] = [:]
  var addressPools: [String: Int] = [:]
  var networks: [String: Int] = [:]
  var vsans: [String: Int] = [:]
  var qosPolicies: [String: Int] = [:]
  var servers: [String: Int] = [:]
}

extension Resolver {
  mutating func resolveNames() {
    names.appliances = index(site.manifest.appliances, .Appliance)
    names.adapterPools = index(site.manifest.adapterPools, .AdapterPool)
    names.addressPools = index(site.manifest.addressPools, .AddressPool)
    names.networks = index(site.manifest.networks, .Network)
    names.vsans = index(site.manifest.vsans, .VSAN)
    names.qosPolicies = index(site.manifest.qosPolicies, .QoSPolicy)
    names.servers = index(site.manifest.servers, .Server)
    _ = index(site.manifest.vnicTemplates, .VNICTemplate)
    _ = index(site.manifest.vhbaTemplates, .VHBATemplate)
    _ = index(site.manifest.templates, .ServerProfileTemplate)
    let profiles = site.manifest.profiles
    for index in profiles.indices where ObjectAddress.reservedProfileNames.contains(profiles[index].name) {
      report(.reservedName(profiles[index].name, at: site.range(profiles[index].origin, .key("metadata"), .key("name"))))
    }
    for index in profiles.indices.dropFirst() where profiles[index - 1].name == profiles[index].name {
      reportDouble(profiles[index - 1].origin, profiles[index].origin, .ServerProfile, profiles[index].name)
    }
  }

  private mutating func index<Spec>(_ objects: [Declared<Spec>], _ kind: ManifestKind) -> [String: Int] {
    var index: [String: Int] = [:]
    index.reserveCapacity(objects.count)
    for position in objects.indices {
      if let first = index.updateValue(position, forKey: objects[position].name) {
        reportDouble(objects[first].origin, objects[position].origin, kind, objects[position].name)
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
