/// What profiles and templates of profiles have in common: UCS Manager writes the template's values into every instance again.
struct UCSServer {
  var name: String
  /// `instance`, `updating-template` or `initial-template`.
  var type: String
  var template: UCSProfile.Template
  /// The name of the template it was made from.
  var source: String
  var interfaces: [UCSInterface]
  /// By the interface's name; without one it is `derived`.
  var addresses: [String: String] = [:]
  var uuid = "derived"
  var nodeAddress = "pool-derived"
  /// What only instances have.
  var more: [UCSElement] = []

  var element: UCSElement {
    UCSElement(
      "lsServer",
      [
        "agentPolicyName": "", "biosProfileName": "", "bootPolicyName": bootPolicy, "descr": "", "dynamicConPolicyName": "",
        "extIPPoolName": "ext-mgmt", "extIPState": "pooled", "hostFwPolicyName": "", "identPoolName": "uuids", "kvmMgmtPolicyName": "",
        "localDiskPolicyName": "", "maintPolicyName": template == .initial ? "window" : "user-ack", "mgmtAccessPolicyName": "",
        "mgmtFwPolicyName": "", "name": name, "policyOwner": "local", "powerPolicyName": "default", "powerSyncPolicyName": "",
        "resolveRemote": "yes", "scrubPolicyName": "", "solPolicyName": "", "srcTemplName": source, "statsPolicyName": "default",
        "type": type, "usrLbl": "", "uuid": uuid, "vconProfileName": "", "vmediaPolicyName": "",
      ], children)
  }

  private var hasVHBAs: Bool { interfaces.contains { $0.transport == "fc" } }
  private var bootPolicy: String { template == .initial ? "lan-boot" : hasVHBAs ? "san-boot" : "local-boot" }

  private var children: [UCSElement] {
    let places = interfaces.enumerated().map { index, interface in
      UCSElement(
        "lsVConAssign",
        [
          "adminHostPort": "ANY", "adminVcon": "1", "order": "\(index + 1)", "transport": interface.transport, "vnicName": interface.name,
        ])
    }
    let vnics = interfaces.enumerated().map { index, interface in
      interface.element(
        address: addresses[interface.name] ?? "derived", order: index + 1, vcon: "1", template: template == .none ? "" : interface.name)
    }
    // What the policies list is written into the profile again, too.
    let policies = UCSElement("vnicConnDef", ["lanConnPolicyName": "esx-lan", "sanConnPolicyName": "esx-san"])
    return places + vnics + (template == .updating ? [policies] : []) + (hasVHBAs ? [Self.node(address: nodeAddress)] : [])
      + [UCSElement("lsPower", ["state": "up"])] + more
  }

  static func node(address: String) -> UCSElement { UCSElement("vnicFcNode", ["addr": address, "identPoolName": "wwnns"]) }
}

extension UCSProfile {
  var element: UCSElement {
    var server = UCSServer(
      name: name, type: "instance", template: template, source: template.rawValue,
      interfaces: UCSInterface.vnics(of: tenant) + (hasVHBAs ? UCSInterface.vhbas : []))
    if isOdd {
      server.interfaces[1].switchID = "B"
      if hasVHBAs { server.interfaces[server.interfaces.count - 1].kind = .vhba(vsan: "gone") }
    }
    if hasOwnAddresses {
      server.addresses = addresses
      server.uuid = "\(UCSTenant.uuidPrefix)-\(tenant.uuidSuffix(rank))"
      server.nodeAddress = tenant.wwnn(rank)
    }
    server.more = instanceParts + placementParts
    return server.element
  }

  /// The addresses of its vNICs and vHBAs in the tenant's pools, by name, written out or not.
  package var addresses: [String: String] {
    let vnics = UCSInterface.vnics(of: tenant)
    var addresses: [String: String] = [:]
    for vnic in vnics {
      let perProfile = vnics.count { $0.poolSide == vnic.poolSide }
      addresses[vnic.name] = tenant.mac(vnic.poolSide, rank * perProfile + vnic.slot)
    }
    for vhba in hasVHBAs ? UCSInterface.vhbas : [] { addresses[vhba.name] = tenant.wwpn(vhba.poolSide, rank) }
    return addresses
  }

  private var instanceParts: [UCSElement] {
    [
      UCSElement("lsIdentityInfo", ["writeMode": "unsync"]),
      UCSElement(
        "lsVersionBeh",
        ["pciEnum": "static-zero-func", "vconMap": "round-robin", "vnicMap": "physical-cap-first", "vnicOrder": "dynamic-all-last"]),
      UCSElement("lsServerExtension", ["guid": "80b835f4-5186-4ccc-\(padded(tenant.number, width: 4))-\(padded(rank, width: 12))"]),
    ]
      + (1...4).map { number in
        UCSElement(
          "fabricVCon",
          [
            "fabric": "NONE", "id": "\(number)", "instType": "auto", "placement": "physical", "select": "all", "share": "shared",
            "transport": "ethernet,fc",
          ])
      }
  }

  private var placementParts: [UCSElement] {
    switch placement {
    case .bound(let server): [UCSElement("lsBinding", ["pnDn": server, "restrictMigration": "no"])]
    case .pooled(_, _, let isQualified):
      [UCSElement("lsRequirement", ["name": "servers", "qualifier": isQualified ? "blades" : "", "restrictMigration": "no"])]
    case .unbound: []
    }
  }
}
