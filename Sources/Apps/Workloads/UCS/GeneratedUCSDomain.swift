/// A UCS Manager domain of any size as a backup, for tests and benches: sound, complete, and the same for the same seed.
///
/// Everything that profiles name is there: tenants' organisations with pools large enough for all, templates in redundant pairs,
/// connectivity, boot, QoS and maintenance policies, server pools, VLANs and VSANs of both fabrics and of one.
package struct GeneratedUCSDomain: Sendable {
  /// How profiles hold their addresses.
  package enum Identities: CaseIterable, Sendable {
    /// None of their own: `derived` from the pools.
    case derived
    /// As a backup with preserved identities has them, each inside its pool.
    case preserved
    /// Some profiles have their own, some none.
    case mixed
  }

  /// The instances, in the order of their names.
  package let profiles: [UCSProfile]
  /// The backup: one line without prolog, as UCS Manager writes it.
  package let xml: [UInt8]

  /// Without shuffling, objects stand in the order a person would write them; a real backup has none.
  /// Oddities are what real domains have and no validator refuses: profiles that contradict their template, names of nothing, overlapping pools.
  package init(
    profiles count: Int, seed: Int, identities: Identities = .mixed, shufflesSiblings: Bool = true, hasOddities: Bool = false
  ) {
    var dice = Dice(seed: seed)
    profiles = UCSProfile.make(count, identities: identities, hasOddities: hasOddities, dice: &dice)
    let tenants = UCSTenant.count(forProfiles: count)
    var root = Self.root(tenants: (0..<tenants).map { UCSTenant(number: $0) }, profiles, hasOddities: hasOddities)
    if shufflesSiblings { root.shuffle(by: &dice) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(100_000 + count * 16_000)
    root.write(to: &bytes)
    xml = bytes
  }

  package var text: String { String(decoding: xml, as: UTF8.self) }

  private static func root(tenants: [UCSTenant], _ profiles: [UCSProfile], hasOddities: Bool) -> UCSElement {
    let byTenant = Dictionary(grouping: profiles, by: \.tenant)
    var organisation = UCSElement("orgOrg", ["descr": "", "name": "root"])
    organisation.children = UCSPools.inRoot + UCSPolicies.inRoot + UCSTemplates.inRoot
    if hasOddities { organisation.children.append(UCSPools.overlapping(tenants[0])) }
    organisation.children += tenants.map { $0.organisation(of: byTenant[$0] ?? []) }
    return UCSElement(
      "topRoot", [:],
      [
        UCSElement("topMetaInf", ["name": "meta-sec", "ecode": "E001"]), organisation, UCSNetworks.fabric(of: tenants),
        UCSElement("topSystem", ["descr": "", "name": "generated", "owner": "", "site": ""], [UCSPolicies.weekly]),
      ])
  }
}
