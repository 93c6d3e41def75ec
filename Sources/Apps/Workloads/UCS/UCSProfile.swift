/// An instance of a service profile in a generated domain.
package struct UCSProfile: Hashable, Sendable {
  package enum Template: String, CaseIterable, Sendable { case updating = "esx", initial = "db", none = "" }

  package enum Placement: Hashable, Sendable {
    /// On one server, by its DN, such as `sys/chassis-1/blade-4`.
    case bound(server: String)
    /// On a server of its tenant's pool; which one, UCS Manager decides. The blade is in the pool for it.
    case pooled(chassis: Int, slot: Int, isQualified: Bool)
    case unbound
  }

  package var name: String
  /// Whose organisation it lives in, and whether in that one's own organisation `Lab`, which sees all names of the tenant.
  package var tenant: UCSTenant
  package var isInLab: Bool
  /// Its place among the tenant's profiles: which addresses of the pools are its own.
  package var rank: Int
  package var template: Template
  package var placement: Placement
  /// Whether addresses are written out, else they are `derived`.
  package var hasOwnAddresses: Bool
  package var hasVHBAs: Bool
  /// Something that its template does not say, and a VSAN that does not exist.
  package var isOdd: Bool

  package var dn: String { "org-root/org-\(tenant.name)/\(isInLab ? "org-Lab/" : "")ls-\(name)" }

  /// Eight blades a chassis, as the 5108 has them; UCS Manager numbers 255 chassis at most, and what is beyond goes into racks.
  private static let blades = 255 * 8

  static func make(_ count: Int, identities: GeneratedUCSDomain.Identities, hasOddities: Bool, dice: inout Dice) -> [UCSProfile] {
    let tenants = UCSTenant.count(forProfiles: count)
    var servers = 0
    return (0..<count).map { index in
      let template: Template = dice.oneIn(2) ? .updating : dice.oneIn(2) ? .initial : .none
      let hasVHBAs = template != .none || dice.oneIn(2)
      let hasOwnAddresses = identities == .mixed ? dice.oneIn(2) : identities == .preserved
      let isOdd = hasOddities && dice.oneIn(4)
      return UCSProfile(
        name: "srv-\(padded(index + 1, width: 5))", tenant: UCSTenant(number: index % tenants), isInLab: dice.oneIn(8),
        rank: index / tenants, template: template, placement: placement(&servers, &dice), hasOwnAddresses: hasOwnAddresses,
        hasVHBAs: hasVHBAs, isOdd: isOdd)
    }
  }

  /// Every server is taken once.
  private static func placement(_ servers: inout Int, _ dice: inout Dice) -> Placement {
    if dice.oneIn(8) { return .unbound }
    defer { servers += 1 }
    guard servers < blades else { return .bound(server: "sys/rack-unit-\(servers - blades + 1)") }
    let (chassis, slot) = (servers / 8 + 1, servers % 8 + 1)
    if dice.oneIn(4) { return .pooled(chassis: chassis, slot: slot, isQualified: dice.oneIn(2)) }
    return .bound(server: "sys/chassis-\(chassis)/blade-\(slot)")
  }
}

func padded(_ number: Int, width: Int, radix: Int = 10) -> String {
  let digits = String(number, radix: radix, uppercase: true)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
