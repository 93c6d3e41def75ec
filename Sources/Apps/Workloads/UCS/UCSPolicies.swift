/// Policies that templates and profiles name: bandwidth, boot order, maintenance, network control, and the servers to choose from.
enum UCSPolicies {
  static let inRoot =
    [
      bandwidth("best-effort", rate: "line-rate"), bandwidth("gold", rate: "5000000"), bandwidth("platinum", rate: "10000000"),
      bandwidth("fc", rate: "8000000"), lanBoot, sanBoot, localBoot, maintenance("default", "immediate"), userAcknowledged,
      maintenance("window", "timer-automatic", schedule: "weekly"), networkControl,
      UCSElement("computePool", ["descr": "", "name": "default", "policyOwner": "local"]),
      UCSElement("computeQual", ["descr": "", "name": "blades", "policyOwner": "local"]),
    ] + delivered

  /// What UCS Manager itself brings under these names.
  private static let delivered = [
    UCSElement("adaptorHostEthIfProfile", ["descr": "", "name": "VMWare", "policyOwner": "local"]),
    UCSElement("adaptorHostFcIfProfile", ["descr": "", "name": "VMWare", "policyOwner": "local"]),
    UCSElement("powerPolicy", ["descr": "", "fanSpeed": "any", "name": "default", "policyOwner": "local", "prio": "5"]),
    UCSElement("statsThresholdPolicy", ["descr": "", "name": "default", "policyOwner": "local"]),
  ]

  // MARK: Bandwidth

  /// The rate is in kbit/s; the policy is called like its class.
  private static func bandwidth(_ name: String, rate: String) -> UCSElement {
    UCSElement(
      "epqosDefinition", ["descr": "", "name": name, "policyOwner": "local"],
      [UCSElement("epqosEgress", ["burst": "10240", "hostControl": "none", "name": "", "prio": name, "rate": rate])])
  }

  private static let networkControl = UCSElement(
    "nwctrlDefinition",
    [
      "cdp": "enabled", "descr": "", "lldpReceive": "disabled", "lldpTransmit": "disabled", "macRegisterMode": "only-native-vlan",
      "name": "cdp", "policyOwner": "local", "uplinkFailAction": "link-down",
    ], [UCSElement("dpsecMac", ["descr": "", "forge": "allow", "name": "", "policyOwner": "local"])])

  // MARK: Boot

  private static let lanBoot = boot(
    "lan-boot",
    [
      UCSElement("lsbootVirtualMedia", ["access": "read-only", "lunId": "unspecified", "mappingName": "", "order": "1"]),
      UCSElement("lsbootLan", ["order": "2", "prot": "pxe"], [lanPath("primary", "prod-a"), lanPath("secondary", "prod-b")]),
    ])

  private static let sanBoot = boot(
    "san-boot",
    [
      UCSElement("lsbootSan", ["order": "1"], [sanImage("primary", "fc-a", side: 1), sanImage("secondary", "fc-b", side: 2)])
    ])

  private static let localBoot = boot(
    "local-boot",
    [
      UCSElement(
        "lsbootStorage", ["order": "1"],
        [UCSElement("lsbootLocalStorage", [:], [UCSElement("lsbootDefaultLocalImage", ["order": "1"])])])
    ])

  private static func boot(_ name: String, _ devices: [UCSElement]) -> UCSElement {
    UCSElement(
      "lsbootPolicy",
      ["bootMode": "uefi", "descr": "", "enforceVnicName": "yes", "name": name, "policyOwner": "local", "rebootOnUpdate": "no"], devices)
  }

  private static func lanPath(_ type: String, _ vnic: String) -> UCSElement {
    UCSElement(
      "lsbootLanImagePath",
      [
        "bootIpPolicyName": "", "iSCSIVnicName": "", "imgPolicyName": "", "imgSecPolicyName": "", "provSrvPolicyName": "", "type": type,
        "vnicName": vnic,
      ])
  }

  /// Two ports of the array, seen from each fabric.
  private static func sanImage(_ type: String, _ vhba: String, side: Int) -> UCSElement {
    UCSElement(
      "lsbootSanCatSanImage", ["type": type, "vnicName": vhba],
      [("primary", 1), ("secondary", 2)].map { path, port in
        UCSElement("lsbootSanCatSanImagePath", ["lun": "0", "type": path, "wwn": "50:06:01:6\(side):3E:A0:00:0\(port)"])
      })
  }

  // MARK: Maintenance

  /// Tenants have one of this name, too: the nearest counts.
  static let userAcknowledged = maintenance("user-ack", "user-ack")

  private static func maintenance(_ name: String, _ disruption: String, schedule: String = "") -> UCSElement {
    UCSElement(
      "lsmaintMaintPolicy",
      [
        "descr": "", "name": name, "policyOwner": "local", "schedName": schedule, "softShutdownTimer": "150-secs", "triggerConfig": "",
        "uptimeDisr": disruption,
      ])
  }

  /// Sundays from two to six.
  static let weekly = UCSElement(
    "trigSched", ["adminState": "untriggered", "descr": "", "name": "weekly", "policyOwner": "local"],
    [
      UCSElement(
        "trigRecurrWindow",
        [
          "concurCap": "unlimited", "day": "Sunday", "hour": "2", "minute": "0", "name": "sunday", "procBreak": "none",
          "procCap": "unlimited",
          "timeCap": "00:04:00:00",
        ])
    ])

  // MARK: Servers

  /// One blade for each profile that takes one from the pool.
  static func serverPool(_ profiles: [UCSProfile]) -> UCSElement {
    UCSElement(
      "computePool", ["descr": "", "name": "servers", "policyOwner": "local"],
      profiles.compactMap { profile in
        guard case .pooled(let chassis, let slot, _) = profile.placement else { return nil }
        return UCSElement("computePooledSlot", ["chassisId": "\(chassis)", "slotId": "\(slot)"])
      })
  }
}
