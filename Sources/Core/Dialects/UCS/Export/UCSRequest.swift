internal import XML

/// A backup's tree as one request of the XML API: what a pair refers to stands before it.
struct UCSRequest {
  private var pairs: [(rank: Int, key: String, object: XMLTree)] = []
  private var losses = ExportLosses()

  /// - Parameter naming: whether the domain's own name is said, which sets it.
  static func make(of root: XMLTree, naming: Bool, _ losses: inout ExportLosses) -> XMLTree {
    var request = UCSRequest()
    for child in root.elements {
      switch child.name {
      case "orgOrg": request.org(child, "org-root")
      case "fabricEp": for cloud in child.elements { request.cloud(cloud, "fabric") }
      case "topSystem": request.system(child, naming)
      case "topMetaInf": break
      default: request.lose(child)
      }
    }
    for entry in request.losses.entries { for _ in 0..<entry.count { losses.add(entry.path, entry.first, entry.reason) } }
    let sorted = request.pairs.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    let pairs = sorted.map { XMLTree("pair", attributes: ["key": $0.key], children: [$0.object]) }
    return XMLTree("configConfMos", attributes: ["inHierarchical": "false"], children: [XMLTree("inConfigs", children: pairs)])
  }

  private mutating func org(_ org: XMLTree, _ dn: String) {
    for child in org.elements {
      guard let rn = UCSRelativeName.text(of: child) else {
        lose(child)
        continue
      }
      add(child, "\(dn)/\(rn)", isOrg: child.name == "orgOrg")
      if child.name == "orgOrg" { self.org(child, "\(dn)/\(rn)") }
    }
  }

  /// A cloud, or one side of it, cannot be made: only what is in it is said.
  private mutating func cloud(_ cloud: XMLTree, _ parent: String) {
    guard let rn = UCSRelativeName.text(of: cloud) else { return lose(cloud) }
    let dn = "\(parent)/\(rn)"
    for child in cloud.elements {
      switch child.name {
      case "fabricVlan", "fabricVsan", "qosclassDefinition", "nwctrlDefinition":
        add(child, "\(dn)/\(UCSRelativeName.text(of: child) ?? "")")
      case "fabricEthLan", "fabricFcSan", "fabricEthEstc", "fabricFcEstc": self.cloud(child, dn)
      default: lose(child)
      }
    }
  }

  private mutating func system(_ system: XMLTree, _ naming: Bool) {
    if naming, let name = system["name"], !name.isEmpty {
      var object = XMLTree("topSystem", attributes: ["dn": "sys", "status": "modified"])
      object["name"] = name
      pairs.append((Self.rank(of: object), "sys", object))
    }
    for child in system.elements {
      if child.name == "trigSched", let rn = UCSRelativeName.text(of: child) { add(child, "sys/\(rn)") } else { lose(child) }
    }
  }

  /// - Parameter isOrg: what is in an organisation has pairs of its own.
  private mutating func add(_ element: XMLTree, _ dn: String, isOrg: Bool = false) {
    var object = attributes(of: element, ["dn": dn, "status": "created,modified"])
    if !isOrg { appendChildren(of: element, to: &object) }
    pairs.append((Self.rank(of: element), dn, object))
  }

  private mutating func appendChildren(of element: XMLTree, to object: inout XMLTree) {
    for child in element.elements {
      guard let rn = UCSRelativeName.text(of: child) else {
        lose(child)
        continue
      }
      var part = attributes(of: child, ["rn": rn])
      appendChildren(of: child, to: &part)
      object.append(part)
    }
  }

  /// What only the device sets is not for it to be told.
  private func attributes(of element: XMLTree, _ place: KeyValuePairs<String, String>) -> XMLTree {
    var object = XMLTree(element.name, attributes: place)
    let readOnly = Self.readOnly[element.name] ?? []
    for attribute in element.attributes where !UCSOperational.contains(attribute.name) && !readOnly.contains(attribute.name) {
      if attribute.value.isEmpty, Self.neverEmpty.contains("\(element.name)/@\(attribute.name)") { continue }
      object.attributes.append(attribute)
    }
    return object
  }

  private mutating func lose(_ element: XMLTree) { losses.add(element.name, "", .form) }

  /// Attributes that backups have, and that ucsmsdk 0.9.27 calls read-only in classes whose other attributes may be set.
  private static let readOnly: [String: Set<String>] = [
    "lsbootPolicy": ["purpose"], "lsbootLan": ["access", "type"], "lsbootSan": ["access", "type"], "lsbootStorage": ["access", "type"],
    "lsbootIScsi": ["access", "type"], "lsbootVirtualMedia": ["type"], "lsbootDefaultLocalImage": ["type"],
    "lsbootSanCatSanImagePath": ["vnicName"], "lsServer": ["pnDn", "svnicConfig"], "lsBinding": ["name", "assignedToDn", "computeEpDn"],
    "computePool": ["assignmentOrder"], "fabricEthLan": ["locale", "transport", "type"], "qosclassFc": ["adminState", "drop", "mtu"],
    "qosclassEthBE": ["adminState", "cos", "drop"], "vnicFcNode": ["maxDerivableWWPN"], "vnicSanConnTempl": ["nwCtrlPolicyName", "target"],
  ]
  /// Attributes that a backup may have empty, and a request may not.
  private static let neverEmpty: Set = ["iqnpoolPool/@prefix", "uuidpoolPool/@prefix", "topSystem/@name"]

  private static func rank(of element: XMLTree) -> Int {
    switch element.name {
    case "topSystem", "orgOrg": 0
    case "macpoolPool", "fcpoolInitiators", "uuidpoolPool", "ippoolPool", "iqnpoolPool", "computePool": 1
    case "fabricVlan": ["isolated", "community"].contains(element["sharing"] ?? "") ? 3 : 2
    case "fabricVsan", "qosclassDefinition": 2
    case "vnicLanConnTempl", "vnicSanConnTempl": 5
    case "vnicLanConnPolicy", "vnicSanConnPolicy": 6
    case "lsServer": element["type"] == "instance" || element["type"] == nil ? 8 : 7
    default: 4
    }
  }
}

extension XMLTree {
  /// Its child elements.
  var elements: [XMLTree] { content.compactMap { if case .element(let child) = $0 { child } else { nil } } }
}
