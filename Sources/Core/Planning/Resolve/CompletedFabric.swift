package import FabricModel

extension Fabric {
  /// The desired records with every field: what is not managed is as observed, and as the appliance assumes where there is nothing to observe.
  package func completed(by observed: Fabric) -> Fabric {
    var full = self
    for index in full.appliances.indices {
      let there = observed[full.appliances[index].name] ?? ApplianceState(name: full.appliances[index].name)
      full.appliances[index].complete(by: there)
    }
    return full
  }
}

extension ApplianceState {
  fileprivate mutating func complete(by there: ApplianceState) {
    let theirNetworks = Dictionary(there.networks.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    networks = networks.map { (theirNetworks[$0.name] ?? .defaults(name: $0.name)).overlaid(by: $0) }
    let theirVSANs = Dictionary(there.vsans.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    vsans = vsans.map { (theirVSANs[$0.name] ?? .defaults(name: $0.name)).overlaid(by: $0) }
    profiles = profiles.map { profile in
      let other = there.profile(named: profile.record.name)
      return ProfileState(
        (other?.record ?? .defaults(name: profile.record.name)).overlaid(by: profile.record),
        vports: profile.vports.map { vport in
          let known = other?.vports.first { $0.name == vport.name && $0.kind == vport.kind }
          return (known ?? .defaults(kind: vport.kind, profile: vport.profile, name: vport.name, appliance: vport.appliance))
            .overlaid(by: vport)
        })
    }
  }
}
