internal import FabricModel

extension SafetyTerms {
  /// What the manifests ask to be kept while the drafts are carried out; of profiles that no draft touches, too, since a shared object may change under them.
  init(_ site: Site, _ resolution: Resolution, _ drafts: [Draft]) {
    self.init()
    for (profile, declared) in resolution.groups {
      // Sorted, since the order in which they are written means nothing.
      groups[profile] = declared.map { Group(name: $0.name, members: $0.members.sorted(), minAvailable: $0.minAvailable ?? 1) }
        .sorted { $0.name < $1.name }
    }
    for (profile, policy) in resolution.maintenance { policies[profile] = policy }
    for policy in site.manifest.maintenancePolicies {
      maxUnavailable[policy.name] = policy.spec.maxUnavailable
      if let settle = policy.spec.settle, settle.seconds > 0 { self.settle[policy.name] = settle.seconds }
      if policy.spec.requireHealth == true { requireHealth.insert(policy.name) }
    }
    for (unit, percent) in zip(resolution.hardware.units, resolution.reservable) {
      guard let percent, percent != .all else { continue }
      reservable[PortAddress(appliance: resolution.hardware.appliances[unit.appliance].name, unit.slotPort)] = percent
    }
    attachesAdapters = Set(site.capabilities.filter { $0.value.attachUnit == .adapter }.keys)
    transferable = Self.transferable(site, drafts)
  }

  /// Of the identities that drafts give, those that the manifests write out, or that go to a profile that says what it was called before.
  private static func transferable(_ site: Site, _ drafts: [Draft]) -> Set<Identity> {
    var given: [Identity: String] = [:]
    for draft in drafts {
      guard case .vport(let it)? = draft.change.after, let identity = it.identity else { continue }
      if case .vport(let was)? = draft.change.before, was.identity == identity { continue }
      given[identity] = it.profile
    }
    guard !given.isEmpty else { return [] }
    var written: Set<Identity> = []
    var renamed: Set<String> = []
    for profile in site.manifest.profiles {
      if profile.annotations.renamedFrom != nil { renamed.insert(profile.name) }
      for vnic in profile.spec.vnics { if case .fixed(let mac)? = vnic.mac, given[.mac(mac)] != nil { written.insert(.mac(mac)) } }
      for vhba in profile.spec.vhbas { if case .fixed(let wwpn)? = vhba.wwpn, given[.wwn(wwpn)] != nil { written.insert(.wwn(wwpn)) } }
    }
    if !renamed.isEmpty { for (identity, profile) in given where renamed.contains(profile) { written.insert(identity) } }
    return written
  }
}
