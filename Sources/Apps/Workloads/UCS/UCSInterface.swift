/// A vNIC or vHBA that templates, policies and profiles of a tenant have in common.
struct UCSInterface {
  enum Kind { case vnic(networks: [(name: String, isNative: Bool)], mtu: Int), vhba(vsan: String) }

  var name: String
  var kind: Kind
  /// `A`, `B`, or `A-B` for A with failover to B.
  var switchID: String
  var quality: String
  var poolSide: UCSSide
  /// Which of the profile's addresses in that pool is its own.
  var slot = 0

  /// One vNIC that fails over in hardware, and two pairs with one on each fabric.
  static func vnics(of tenant: UCSTenant) -> [UCSInterface] {
    let management = UCSInterface(
      name: "mgmt", kind: .vnic(networks: [("mgmt", true)], mtu: 1500), switchID: "A-B", quality: "best-effort", poolSide: .a, slot: 2)
    return [management]
      + UCSSide.allCases.flatMap { side in
        [
          UCSInterface(
            name: "prod" + side.suffix,
            kind: .vnic(networks: [("prod", false), ("backup", false), (tenant.network, false)], mtu: 1500), switchID: side.rawValue,
            quality: "gold", poolSide: side, slot: 0),
          UCSInterface(
            name: "vmotion" + side.suffix, kind: .vnic(networks: [("vmotion", true), ("iscsi", false)], mtu: 9000),
            switchID: side.rawValue, quality: "platinum", poolSide: side, slot: 1),
        ]
      }
  }

  static let vhbas = UCSSide.allCases.map { side in
    UCSInterface(name: "fc" + side.suffix, kind: .vhba(vsan: "san" + side.suffix), switchID: side.rawValue, quality: "fc", poolSide: side)
  }

  var pool: String {
    switch kind {
    case .vnic: "macs" + poolSide.suffix
    case .vhba: "wwpns" + poolSide.suffix
    }
  }

  var transport: String {
    switch kind {
    case .vnic: "ethernet"
    case .vhba: "fc"
    }
  }

  /// The other of a pair.
  var peer: String { switchID == "A-B" ? "" : name.dropLast(2) + (poolSide.other.suffix) }
  var role: String { switchID == "A-B" ? "none" : poolSide == .a ? "primary" : "secondary" }

  /// VLANs or the VSAN, as they stand below vNICs, vHBAs and templates of both.
  var networks: [UCSElement] {
    switch kind {
    case .vnic(let networks, _): networks.map { UCSElement("vnicEtherIf", ["defaultNet": $0.isNative ? "yes" : "no", "name": $0.name]) }
    case .vhba(let vsan): [UCSElement("vnicFcIf", ["name": vsan])]
    }
  }

  /// In a profile, a template of profiles or a connectivity policy; `template` names the vNIC or vHBA template, if there is one.
  func element(address: String = "derived", order: Int, vcon: String = "any", template: String) -> UCSElement {
    switch kind {
    case .vnic(_, let mtu):
      UCSElement(
        "vnicEther",
        [
          "adaptorProfileName": "VMWare", "addr": address, "adminCdnName": "", "adminHostPort": "ANY", "adminVcon": vcon,
          "cdnPropInSync": "yes", "cdnSource": "vnic-name", "identPoolName": pool, "mtu": "\(mtu)", "name": name, "nwCtrlPolicyName": "cdp",
          "nwTemplName": template, "order": "\(order)", "pinToGroupName": "", "qosPolicyName": quality, "statsPolicyName": "default",
          "switchId": switchID,
        ], networks)
    case .vhba:
      UCSElement(
        "vnicFc",
        [
          "adaptorProfileName": "VMWare", "addr": address, "adminCdnName": "", "adminHostPort": "ANY", "adminVcon": vcon,
          "cdnPropInSync": "yes", "cdnSource": "vnic-name", "identPoolName": pool, "maxDataFieldSize": "2048", "name": name,
          "nwTemplName": template, "order": "\(order)", "persBind": "disabled", "persBindClear": "no", "pinToGroupName": "",
          "qosPolicyName": quality, "statsPolicyName": "default", "switchId": switchID,
        ], networks)
    }
  }
}
