internal import FabricModel

/// The attributes of the classes that weft understands, each with its way in and out; the classes and their names are those of
/// DIALECTS.md section 1, ranges and words those of ucsmsdk 0.9.27.
enum UCSTables {
  static let org = AttributeTable<UCSOrg>(attributes: [.text("name", \.name)])

  static let vlan = AttributeTable<UCSVLAN>(attributes: [
    .text("name", \.name), .value("id", none: [], \.id), .word("sharing", ["none", "primary", "isolated", "community"], \.sharing),
    .text("pubNwName", \.primary),
  ])

  static let vsan = AttributeTable<UCSVSAN>(attributes: [
    .text("name", \.name), .value("id", none: [], \.id), .value("fcoeVlan", none: [], \.fcoeVLAN),
  ])

  // MARK: Pools

  static let macPool = AttributeTable<UCSPool>(attributes: [.text("name", \.name)])
  static let uuidPool = AttributeTable<UCSPool>(attributes: [.text("name", \.name), .text("prefix", \.prefix)])
  static let wwnPool = AttributeTable<UCSPool>(attributes: [
    .text("name", \.name),
    Attribute(
      "purpose",
      set: { pool, text in
        guard let purpose = UCSPool.purposes.first(where: { $0.word.utf8.elementsEqual(text) }) else { return false }
        pool.kind = purpose.kind
        return true
      },
      text: { pool in UCSPool.purposes.first { $0.kind == pool.kind }?.word }),
  ])
  static let block = AttributeTable<UCSPool.Block>(attributes: [.text("from", \.from), .text("to", \.to)])
  static let iqnBlock = AttributeTable<UCSPool.Block>(attributes: [.text("suffix", \.suffix), .text("from", \.from), .text("to", \.to)])

  // MARK: Policies

  static let qos = AttributeTable<UCSQoSPolicy>(attributes: [.text("name", \.name)])
  static let egress = AttributeTable<UCSQoSPolicy>(attributes: [
    Attribute(
      "prio",
      set: { policy, text in
        policy.priority = String(decoding: text, as: UTF8.self)
        return true
      },
      text: { $0.priority }),
    .number("rate", 8...100_000_000, none: ["line-rate"], \.rate),
  ])
  static let qosClass = AttributeTable<UCSQoSClass>(attributes: [
    .text("priority", \.priority), .number("cos", 0...6, none: ["any"], \.cos),
    Attribute(
      "adminState",
      set: { qosClass, text in
        qosClass.isEnabled = text.elementsEqual("enabled".utf8)
        return qosClass.isEnabled || text.elementsEqual("disabled".utf8)
      },
      text: { $0.isEnabled ? "enabled" : "disabled" }),
  ])
  static let maintenance = AttributeTable<UCSMaintenance>(attributes: [
    .text("name", \.name),
    Attribute(
      "uptimeDisr",
      set: { policy, text in
        guard let word = ["user-ack", "immediate", "timer-automatic"].first(where: { $0.utf8.elementsEqual(text) }) else { return false }
        policy.disruption = word
        return true
      },
      text: { $0.disruption }),
    .text("schedName", \.schedule),
  ])
  static let schedule = AttributeTable<UCSSchedule>(attributes: [.text("name", \.name)])
  static let window = AttributeTable<UCSSchedule.Window>(attributes: [
    .text("name", \.name),
    Attribute(
      "day",
      set: { window, text in
        window.day = String(decoding: text, as: UTF8.self).lowercased()
        return true
      },
      text: { $0.day.contains("-") ? $0.day : $0.day.prefix(1).uppercased() + $0.day.dropFirst() }),
    .number("hour", 0...23, \.hour), .number("minute", 0...59, \.minute), .text("timeCap", \.duration),
  ])
  static let boot = AttributeTable<UCSBootPolicy>(attributes: [.text("name", \.name)])
  static let serverPool = AttributeTable<UCSServerPool>(attributes: [.text("name", \.name)])

  // MARK: v-ports

  private static let vcons = ["any", "1", "2", "3", "4"]
  private static let hostPorts = ["ANY", "1", "2", "NONE"]

  static let vnicTemplate = AttributeTable<UCSVNICTemplate>(attributes: [
    .text("name", \.name), .isUpdating("templType", \.isUpdating), .text("identPoolName", \.pool), .side(\.side),
    .number("mtu", 1500...9158, \.mtu), .text("qosPolicyName", \.qos),
    .word("redundancyPairType", ["none", "primary", "secondary"], \.pair.type), .text("peerRedundancyTemplName", \.pair.peer),
  ])
  static let vhbaTemplate = AttributeTable<UCSVHBATemplate>(attributes: [
    .text("name", \.name), .isUpdating("templType", \.isUpdating), .text("identPoolName", \.pool), .side(\.side),
    .word("redundancyPairType", ["none", "primary", "secondary"], \.pair.type), .text("peerRedundancyTemplName", \.pair.peer),
  ])
  static let connectivity = AttributeTable<UCSConnectivity>(attributes: [.text("name", \.name)])
  static let vnic = AttributeTable<UCSVNIC>(attributes: [
    .value("addr", none: ["derived", "0"], \.mac), .choice("adminHostPort", hostPorts, \.hostPort), .choice("adminVcon", vcons, \.vcon),
    .text("identPoolName", \.pool), .number("mtu", 1500...9158, \.mtu), .text("name", \.name), .text("nwTemplName", \.template),
    .number("order", 0...256, none: ["unspecified"], \.order), .text("qosPolicyName", \.qos), .side(\.side),
  ])
  static let vhba = AttributeTable<UCSVHBA>(attributes: [
    .value("addr", none: ["derived", "0"], \.wwpn), .choice("adminHostPort", hostPorts, \.hostPort), .choice("adminVcon", vcons, \.vcon),
    .text("identPoolName", \.pool), .text("name", \.name), .text("nwTemplName", \.template),
    .number("order", 0...256, none: ["unspecified"], \.order), .side(\.side),
  ])
  static let networkUse = AttributeTable<UCSNetworkUse>(attributes: [.flag("defaultNet", \.isNative), .text("name", \.name)])
  static let vsanUse = AttributeTable<UCSNetworkUse>(attributes: [.text("name", \.name)])
  static let node = AttributeTable<UCSNode>(attributes: [
    Attribute(
      "addr",
      set: { node, text in
        if let wwnn = WWN(utf8: text) {
          node.wwnn = wwnn
          return true
        }
        node.source = String(decoding: text, as: UTF8.self)
        return ["pool-derived", "vnic-derived", "derived", "0", ""].contains(node.source)
      },
      text: { $0.wwnn.map { UCSText.write($0) } ?? $0.source }),
    .text("identPoolName", \.pool),
  ])

  // MARK: Profiles

  static let profile = AttributeTable<UCSProfile>(attributes: [
    .text("bootPolicyName", \.bootPolicy), .text("identPoolName", \.uuidPool), .text("maintPolicyName", \.maintenance),
    .text("name", \.name), .text("srcTemplName", \.template),
    Attribute(
      "type",
      set: { profile, text in
        guard let kind = UCSProfile.Kind(utf8: text) else { return text.isEmpty }
        profile.kind = kind
        return true
      },
      text: { $0.kind.rawValue }),
    .value("uuid", none: ["derived", "0"], \.uuid),
  ])
  static let connections = AttributeTable<UCSProfile>(attributes: [
    .text("lanConnPolicyName", \.lanPolicy), .text("sanConnPolicyName", \.sanPolicy),
  ])
  static let binding = AttributeTable<UCSProfile>(attributes: [
    Attribute(
      "pnDn",
      set: { profile, text in
        let dn = String(decoding: text, as: UTF8.self)
        guard dn.isEmpty || UCSServer.isKnown(dn) else { return false }
        profile.server = dn
        return true
      },
      text: { $0.server.isEmpty ? nil : $0.server })
  ])
  static let requirement = AttributeTable<UCSProfile>(attributes: [.text("name", \.serverPool)])
  static let placement = AttributeTable<UCSProfile.Placement>(attributes: [
    .choice("adminHostPort", hostPorts, \.hostPort), .choice("adminVcon", vcons, \.vcon),
    .number("order", 0...256, none: ["unspecified"], \.order),
    .text("transport", \.transport), .text("vnicName", \.vport),
  ])
}

extension UCSPool {
  /// What a pool of WWNs serves.
  static let purposes: [(word: String, kind: Kind)] = [
    ("node-wwn-assignment", .wwnn), ("port-wwn-assignment", .wwpn), ("node-and-port-wwn-assignment", .wwn),
  ]
}
