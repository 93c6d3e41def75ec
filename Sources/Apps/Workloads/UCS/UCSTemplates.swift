/// Templates of vNICs, vHBAs and profiles, and the connectivity policies that list vNICs and vHBAs.
enum UCSTemplates {
  /// The management vNIC has its template in root: tenants find it there by its name.
  static let inRoot = UCSInterface.vnics(of: UCSTenant(number: 0)).filter { $0.name == "mgmt" }.map(template)

  static func of(_ tenant: UCSTenant) -> [UCSElement] {
    let vnics = UCSInterface.vnics(of: tenant)
    let vhbas = UCSInterface.vhbas
    let lan = UCSElement(
      "vnicLanConnPolicy", ["descr": "", "name": "esx-lan", "policyOwner": "local"],
      vnics.enumerated().map { $1.element(order: $0 + 1, template: $1.name) })
    let san = UCSElement(
      "vnicSanConnPolicy", ["descr": "", "name": "esx-san", "policyOwner": "local"],
      vhbas.enumerated().map { $1.element(order: vnics.count + $0 + 1, template: $1.name) } + [UCSServer.node(address: "pool-derived")])
    return vnics.filter { $0.name != "mgmt" }.map(template) + vhbas.map(template) + [lan, san]
      + [UCSProfile.Template.updating, .initial].map { kind in
        UCSServer(
          name: kind.rawValue, type: kind == .updating ? "updating-template" : "initial-template", template: kind, source: "",
          interfaces: vnics + vhbas
        ).element
      }
  }

  /// The two of a pair know each other: the secondary takes what it shares from the primary.
  private static func template(_ interface: UCSInterface) -> UCSElement {
    switch interface.kind {
    case .vnic(_, let mtu):
      UCSElement(
        "vnicLanConnTempl",
        [
          "adminCdnName": "", "cdnSource": "vnic-name", "descr": "", "identPoolName": interface.pool, "mtu": "\(mtu)",
          "name": interface.name, "nwCtrlPolicyName": "cdp", "peerRedundancyTemplName": interface.peer, "pinToGroupName": "",
          "policyOwner": "local", "qosPolicyName": interface.quality, "redundancyPairType": interface.role, "statsPolicyName": "default",
          "switchId": interface.switchID, "target": "adaptor", "templType": "updating-template",
        ], interface.networks)
    case .vhba:
      UCSElement(
        "vnicSanConnTempl",
        [
          "descr": "", "identPoolName": interface.pool, "maxDataFieldSize": "2048", "name": interface.name,
          "peerRedundancyTemplName": interface.peer, "pinToGroupName": "", "policyOwner": "local", "qosPolicyName": interface.quality,
          "redundancyPairType": interface.role, "statsPolicyName": "default", "switchId": interface.switchID,
          "templType": "updating-template",
        ], interface.networks)
    }
  }
}
