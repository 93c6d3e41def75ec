/// Pools of addresses. UCS Manager creates those named `default` empty.
enum UCSPools {
  static let inRoot = [
    mac("default", []), wwn("node-default", purpose: "node-wwn-assignment", []), wwn("default", purpose: "port-wwn-assignment", []),
    uuid("default", []), ip("iscsi-initiator-pool", []),
    ip(
      "ext-mgmt",
      [
        UCSElement(
          "ippoolBlock",
          [
            "defGw": "10.0.0.1", "from": "10.0.16.0", "primDns": "0.0.0.0", "secDns": "0.0.0.0", "subnet": "255.255.0.0",
            "to": "10.0.255.254",
          ])
      ]),
  ]

  /// Enough for so many profiles, in blocks of 256 addresses.
  static func of(_ tenant: UCSTenant, profiles: Int) -> [UCSElement] {
    let sides = UCSSide.allCases.flatMap { side in
      let vnics = UCSInterface.vnics(of: tenant).count { $0.poolSide == side }
      return [
        mac("macs" + side.suffix, blocks("macpoolBlock", profiles * vnics) { tenant.mac(side, $0) }),
        wwn("wwpns" + side.suffix, purpose: "port-wwn-assignment", blocks("fcpoolBlock", profiles) { tenant.wwpn(side, $0) }),
      ]
    }
    return sides + [
      wwn("wwnns", purpose: "node-wwn-assignment", blocks("fcpoolBlock", profiles) { tenant.wwnn($0) }),
      uuid("uuids", blocks("uuidpoolBlock", profiles) { tenant.uuidSuffix($0) }),
    ]
  }

  /// A pool of an earlier time over the first addresses of a tenant.
  static func overlapping(_ tenant: UCSTenant) -> UCSElement {
    mac("macs-old", [UCSElement("macpoolBlock", ["from": tenant.mac(.a, 0), "to": tenant.mac(.a, 63)])])
  }

  private static func blocks(_ name: String, _ count: Int, _ address: (Int) -> String) -> [UCSElement] {
    stride(from: 0, to: max(1, count), by: 256).map { UCSElement(name, ["from": address($0), "to": address($0 + 255)]) }
  }

  private static func mac(_ name: String, _ blocks: [UCSElement]) -> UCSElement {
    UCSElement("macpoolPool", ["assignmentOrder": order(name), "descr": "", "name": name, "policyOwner": "local"], blocks)
  }

  private static func wwn(_ name: String, purpose: String, _ blocks: [UCSElement]) -> UCSElement {
    UCSElement(
      "fcpoolInitiators",
      [
        "assignmentOrder": order(name), "descr": "", "maxPortsPerNode": "upto3", "name": name, "policyOwner": "local", "purpose": purpose,
      ], blocks)
  }

  private static func uuid(_ name: String, _ blocks: [UCSElement]) -> UCSElement {
    UCSElement(
      "uuidpoolPool",
      ["assignmentOrder": order(name), "descr": "", "name": name, "policyOwner": "local", "prefix": UCSTenant.uuidPrefix], blocks)
  }

  private static func ip(_ name: String, _ blocks: [UCSElement]) -> UCSElement {
    UCSElement(
      "ippoolPool",
      [
        "assignmentOrder": "default", "descr": "", "extManaged": "internal", "guid": "00000000-0000-0000-0000-000000000000",
        "isNetBIOSEnabled": "disabled", "name": name, "policyOwner": "local", "supportsDHCP": "disabled",
      ], blocks)
  }

  private static func order(_ name: String) -> String { name.hasSuffix("default") ? "default" : "sequential" }
}
