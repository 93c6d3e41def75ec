/// VLANs and VSANs with the classes of service, which belong to the fabric interconnects and not to an organisation.
enum UCSNetworks {
  static func fabric(of tenants: [UCSTenant]) -> UCSElement {
    UCSElement(
      "fabricEp", [:],
      [
        UCSElement(
          "fabricLanCloud", ["macAging": "mode-default", "mode": "end-host", "vlanCompression": "disabled"],
          lan(tenants) + UCSSide.allCases.map(lan) + [classes]),
        UCSElement(
          "fabricEthEstcCloud", [:],
          [vlan("default", 1)] + UCSSide.allCases.map { UCSElement("fabricEthEstc", ["id": $0.rawValue, "name": ""]) }),
        UCSElement("fabricSanCloud", ["mode": "end-host"], [vsan("default", 1, fcoe: 4048)] + UCSSide.allCases.map(san)),
        UCSElement("fabricFcEstcCloud", [:], [vsan("default", 1, fcoe: 4048)]),
      ])
  }

  /// On both fabrics.
  private static func lan(_ tenants: [UCSTenant]) -> [UCSElement] {
    [vlan("default", 1), vlan("mgmt", 100), vlan("prod", 200), vlan("backup", 210), vlan("vmotion", 300)]
      + tenants.map { vlan($0.network, 1000 + $0.number) }
      + [vlan("dmz", 700, sharing: "primary"), vlan("dmz-iso", 701, sharing: "isolated", primary: "dmz")]
  }

  /// On one fabric: the same name stands for two VLANs.
  private static func lan(_ side: UCSSide) -> UCSElement {
    UCSElement("fabricEthLan", ["id": side.rawValue, "name": ""], [vlan("default", 1), vlan("iscsi", 310 + 10 * side.bit)])
  }

  private static func san(_ side: UCSSide) -> UCSElement {
    let number = 10 + 10 * side.bit
    return UCSElement(
      "fabricFcSan", ["id": side.rawValue, "name": "", "uplinkTrunking": "disabled"],
      [vsan("san" + side.suffix, number, fcoe: 3000 + number)])
  }

  private static func vlan(_ name: String, _ number: Int, sharing: String = "none", primary: String = "") -> UCSElement {
    UCSElement(
      "fabricVlan",
      [
        "compressionType": "included", "defaultNet": number == 1 ? "yes" : "no", "id": "\(number)", "mcastPolicyName": "", "name": name,
        "policyOwner": "local", "pubNwName": primary, "sharing": sharing,
      ])
  }

  private static func vsan(_ name: String, _ number: Int, fcoe: Int) -> UCSElement {
    UCSElement(
      "fabricVsan",
      ["fcoeVlan": "\(fcoe)", "id": "\(number)", "name": name, "policyOwner": "local", "zoningState": "disabled"])
  }

  private static let classes = UCSElement(
    "qosclassDefinition", ["descr": "", "policyOwner": "local"],
    [
      UCSElement("qosclassEthBE", ["mtu": "normal", "multicastOptimize": "no", "name": "", "weight": "best-effort"]),
      serviceClass("platinum", cos: 5, weight: 10, mtu: "9216"), serviceClass("gold", cos: 4, weight: 9, mtu: "normal"),
      serviceClass("silver", cos: 2, weight: 8, mtu: "normal"), serviceClass("bronze", cos: 1, weight: 7, mtu: "normal"),
      UCSElement("qosclassFc", ["cos": "3", "name": "", "weight": "5"]),
    ])

  private static func serviceClass(_ priority: String, cos: Int, weight: Int, mtu: String) -> UCSElement {
    UCSElement(
      "qosclassEthClassified",
      [
        "adminState": "enabled", "cos": "\(cos)", "drop": priority == "platinum" ? "no-drop" : "drop", "mtu": mtu,
        "multicastOptimize": "no",
        "name": "", "priority": priority, "weight": "\(weight)",
      ])
  }
}
