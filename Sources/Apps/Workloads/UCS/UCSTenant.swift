/// One of up to sixteen organisations below root, with pools, templates and policies of its own and an organisation `Lab` below it.
package struct UCSTenant: Hashable, Sendable {
  /// From 0.
  package var number: Int

  package var name: String { "Tenant-\(padded(number + 1, width: 2))" }
  /// The VLAN that only its own vNIC templates carry.
  var network: String { "web-\(padded(number + 1, width: 2))" }

  static func count(forProfiles count: Int) -> Int { min(16, max(1, (count + 63) / 64)) }

  func organisation(of profiles: [UCSProfile]) -> UCSElement {
    var lab = UCSElement("orgOrg", ["descr": "R&D", "name": "Lab"])
    var tenant = UCSElement("orgOrg", ["descr": "", "name": name])
    tenant.children = UCSPools.of(self, profiles: (profiles.map(\.rank).max() ?? 0) + 1)
    tenant.children += [UCSPolicies.serverPool(profiles), UCSPolicies.userAcknowledged] + UCSTemplates.of(self)
    for profile in profiles {
      if profile.isInLab { lab.children.append(profile.element) } else { tenant.children.append(profile.element) }
    }
    tenant.children.append(lab)
    return tenant
  }

  // MARK: Addresses

  /// 00:25:B5 is Cisco's prefix for pools; below it come four bits of the tenant and one of the fabric.
  func mac(_ side: UCSSide, _ number: Int) -> String {
    Self.octets(0x0025_B500_0000 | self.number << 20 | side.bit << 19 | number, count: 6)
  }

  /// No WWN is in two pools: names of nodes and of both fabrics' ports differ in two bits.
  func wwpn(_ side: UCSSide, _ number: Int) -> String { wwn(side.bit + 1, number) }
  func wwnn(_ number: Int) -> String { wwn(0, number) }

  private func wwn(_ kind: Int, _ number: Int) -> String {
    Self.octets(0x2000_0025_B500_0000 | self.number << 20 | kind << 18 | number, count: 8)
  }

  static let uuidPrefix = "1B4E28BA-2FA1-11D2"
  func uuidSuffix(_ number: Int) -> String { "\(padded(self.number, width: 4, radix: 16))-\(padded(number + 1, width: 12, radix: 16))" }

  private static func octets(_ address: Int, count: Int) -> String {
    (0..<count).reversed().map { padded(address >> ($0 * 8) & 0xFF, width: 2, radix: 16) }.joined(separator: ":")
  }
}

/// One of the two fabric interconnects.
enum UCSSide: String, CaseIterable {
  case a = "A"
  case b = "B"

  var bit: Int { self == .a ? 0 : 1 }
  var suffix: String { self == .a ? "-a" : "-b" }
  var other: UCSSide { self == .a ? .b : .a }
}
