internal import XML

/// How objects are named in their parents: the part of a DN that is their own (ucsmsdk 0.9.27).
enum UCSRelativeName {
  /// The attributes that tell an object from others of its class; empty where a parent has only one, or the class is not known.
  static func naming(of name: String) -> [String] { known[name]?.attributes ?? [] }

  static func isKnown(_ name: String) -> Bool { known[name] != nil }

  /// `ether-eth0`; nil where the class is not known or a naming attribute is missing.
  static func text(of element: XMLTree) -> String? {
    guard let parts = known[element.name] else { return nil }
    var text = parts.literals[0]
    for (attribute, literal) in zip(parts.attributes, parts.literals.dropFirst()) {
      guard let value = element[attribute] else { return nil }
      text += value + literal
    }
    return text
  }

  /// `block-[from]-[to]` as the literals `block-`, `-`, nothing and the attributes `from`, `to`.
  private static func parts(of pattern: String) -> (literals: [String], attributes: [String]) {
    var literals = [""]
    var attributes: [String] = []
    for piece in pattern.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
      guard piece.offset > 0, let end = piece.element.firstIndex(of: "]") else {
        literals[0] = String(piece.element)
        continue
      }
      attributes.append(String(piece.element[..<end]))
      literals.append(String(piece.element[piece.element.index(after: end)...]))
    }
    return (literals, attributes)
  }

  private static let known = patterns.mapValues { parts(of: $0) }

  private static let patterns: [String: String] = [
    "topSystem": "sys", "trigSched": "sched-[name]", "trigRecurrWindow": "recurr-[name]", "trigAbsWindow": "abs-[name]",
    "trigLocalSched": "local-sched-default", "trigLocalAbsWindow": "local-abs-default",
    "fabricEp": "fabric", "fabricLanCloud": "lan", "fabricEthLan": "[id]", "fabricEthEstcCloud": "eth-estc", "fabricEthEstc": "[id]",
    "fabricSanCloud": "san", "fabricFcSan": "[id]", "fabricFcEstcCloud": "fc-estc", "fabricFcEstc": "[id]", "fabricVlan": "net-[name]",
    "fabricVsan": "net-[name]", "qosclassDefinition": "classes", "qosclassEthClassified": "class-[priority]",
    "qosclassEthBE": "class-best-effort", "qosclassFc": "class-fc",
    "orgOrg": "org-[name]", "macpoolPool": "mac-pool-[name]", "macpoolBlock": "block-[from]-[to]", "fcpoolInitiators": "wwn-pool-[name]",
    "fcpoolBlock": "block-[from]-[to]", "fcpoolInitiator": "[id]", "uuidpoolPool": "uuid-pool-[name]",
    "uuidpoolBlock": "block-from-[from]-to-[to]", "ippoolPool": "ip-pool-[name]", "ippoolBlock": "block-[from]-[to]",
    "ippoolIpV6Block": "v6block-[from]-[to]", "iqnpoolPool": "iqn-pool-[name]", "iqnpoolBlock": "block-[suffix]-from-[from]-to-[to]",
    "computePool": "compute-pool-[name]", "computePooledSlot": "blade-[chassisId]-[slotId]", "computePooledRackUnit": "rack-[id]",
    "computePooledEnclosureComputeSlot": "server-[chassisId]-[slotId]-[serverInstanceId]", "epqosDefinition": "ep-qos-[name]",
    "epqosEgress": "egress", "nwctrlDefinition": "nwctrl-[name]", "lsmaintMaintPolicy": "maint-[name]",
    "lsbootPolicy": "boot-policy-[name]", "lsbootLan": "lan", "lsbootLanImagePath": "path-[type]", "lsbootSan": "san",
    "lsbootSanCatSanImage": "sanimg-[type]", "lsbootSanCatSanImagePath": "sanimgpath-[type]", "lsbootStorage": "storage",
    "lsbootLocalStorage": "local-storage", "lsbootDefaultLocalImage": "local-any", "lsbootVirtualMedia": "[access]-vm",
    "lsbootIScsi": "iscsi", "lsbootIScsiImagePath": "path-[type]",
    "vnicLanConnTempl": "lan-conn-templ-[name]", "vnicSanConnTempl": "san-conn-templ-[name]", "vnicLanConnPolicy": "lan-conn-pol-[name]",
    "vnicSanConnPolicy": "san-conn-pol-[name]", "vnicEther": "ether-[name]", "vnicEtherIf": "if-[name]", "vnicFc": "fc-[name]",
    "vnicFcIf": "if-default", "vnicFcNode": "fc-node", "vnicConnDef": "conn-def", "vnicIScsi": "iscsi-[name]",
    "vnicIScsiLCP": "iscsi-[name]", "lsServer": "ls-[name]", "lsBinding": "pn", "lsRequirement": "pn-req",
    "lsVConAssign": "assign-[transport]-vnic-[vnicName]", "fabricVCon": "vcon-[id]", "lsPower": "power",
    "lsServerExtension": "extension", "lsVersionBeh": "ls-vers-beh",
  ]
}
