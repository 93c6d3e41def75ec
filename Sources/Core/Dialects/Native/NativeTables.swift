internal import FabricModel

/// The attributes of the native dialect, element by element; those of records come from the records' own tables.
enum NativeTables {
  static let network = AttributeTable<NetworkRecord>(NetworkRecord.fields) { $0.name = $1 }
  static let vsan = AttributeTable<VSANRecord>(VSANRecord.fields) { $0.name = $1 }
  static let profile = AttributeTable<ProfileRecord>(ProfileRecord.fields) { $0.name = $1 }
  static let vnic = AttributeTable<VPortRecord>(VPortRecord.vnicFields) { $0.name = $1 }
  static let vhba = AttributeTable<VPortRecord>(VPortRecord.vhbaFields) { $0.name = $1 }
  static let vdisk = AttributeTable<VPortRecord>(VPortRecord.vdiskFields) { $0.name = $1 }

  static func vport(_ kind: VPortRecord.Kind) -> AttributeTable<VPortRecord> {
    switch kind {
    case .vnic: vnic
    case .vhba: vhba
    case .vdisk: vdisk
    }
  }

  static let appliance = AttributeTable<ApplianceState>(attributes: [
    .name({ $0.name }, { $0.name = $1 }),
    Attribute(plain: "model", \.inventory.model),
    Attribute("transport", \.inventory.transport),
    Attribute(plain: "failureDomain", \.inventory.failureDomain),
    Attribute(plain: "serverPorts", \.inventory.serverPortCount),
    Attribute("hostLink", \.inventory.hostLink),
    Attribute("reservedVLANs", \.inventory.reservedVLANs),
  ])

  static let adapter = AttributeTable<Adapter>(attributes: [
    number("slot", \.slot),
    Attribute(plain: "model", \.model),
    Attribute("sharing", \.sharing),
    Attribute(plain: "maintenance", \.maintenance),
    Attribute(plain: "lentTo", \.lentTo),
  ])

  static let port = AttributeTable<Port>(attributes: [
    number("number", \.number),
    Attribute("speed", \.speed),
    Attribute(plain: "mtu", \.mtu),
    Attribute("uplink", \.uplink),
    Attribute(plain: "physicalNetwork", \.physicalNetwork),
    Attribute("vlans", \.vlans),
    Attribute("vsan", \.vsan),
    Attribute("fabric", \.fabric),
    Attribute(
      "link",
      set: { port, text in
        guard let isUp = text.elementsEqual("up".utf8) ? true : text.elementsEqual("down".utf8) ? false : nil else { return false }
        port.isLinkUp = isUp
        return true
      },
      text: { $0.isLinkUp.map { $0 ? "up" : "down" } }),
  ])

  static let serverPort = AttributeTable<ServerPort>(attributes: [
    number("number", \.number),
    Attribute(
      "server",
      set: { port, text in
        guard text.isEmpty || NativeDialect.isName(text) else { return false }
        port.server = String(decoding: text, as: UTF8.self)
        return true
      },
      text: { $0.server.isEmpty ? nil : $0.server }),
    Attribute(
      "power",
      set: { port, text in
        guard let power = PowerState(utf8: text) else { return false }
        port.power = power
        return true
      },
      text: { $0.power == .unknown ? nil : $0.power.rawValue }),
  ])

  /// A number from 1, which the element cannot be without.
  private static func number<Target, Value: FixedWidthInteger & Sendable>(
    _ name: String, _ path: SendablePath<Target, Value>
  ) -> Attribute<Target> {
    Attribute(
      name,
      set: { target, text in
        guard let number = Int(utf8: text).flatMap({ Value(exactly: $0) }), number > 0 else { return false }
        target[keyPath: path] = number
        return true
      },
      text: { String($0[keyPath: path]) })
  }
}

extension AttributeTable where Target: FabricRecord {
  fileprivate init(_ fields: [RecordField<Target>], setName: @escaping @Sendable (inout Target, String) -> Void) {
    self.init(attributes: [.name({ $0.name }, setName)] + fields.compactMap { Attribute($0) } + [.owner()])
  }
}
