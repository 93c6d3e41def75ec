internal import Documents
internal import FabricModel

/// The wording of what can be wrong with a native configuration.
extension Diagnostic {
  static func noNativeDocument(_ root: String, namespace: String, at range: SourceRange) -> Diagnostic {
    let found = namespace.isEmpty ? "'\(root)' without a namespace" : "'\(root)' of the namespace '\(namespace)'"
    return Diagnostic(
      "dialect.unknown", .error, "the root element is \(found), not 'vioConfig' of '\(NativeDialect.namespace)'", at: range,
      help: root == "vioConfig" ? "write <vioConfig xmlns=\"\(NativeDialect.namespace)\">" : nil)
  }

  static func invalidValue(_ attribute: String, of element: String, _ value: String, at range: SourceRange) -> Diagnostic {
    let shown = value.count > 40 ? value.prefix(40) + "…" : value
    return Diagnostic("value.type", .error, "expected \(expectation(attribute, of: element)), not '\(shown)'", at: range)
  }

  static func missing(_ attribute: String, of element: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("field.missing", .error, "'\(element)' needs the attribute '\(attribute)'", at: range)
  }

  static func noAppliance(at range: SourceRange) -> Diagnostic {
    Diagnostic("field.missing", .error, "'vioConfig' needs the element 'appliance', which names the appliance", at: range)
  }

  static func duplicate(_ what: String, at range: SourceRange, first: SourceRange) -> Diagnostic {
    Diagnostic("name.duplicate", .error, "there is another \(what)", at: range, related: [Related("the first one", at: first)])
  }

  static func noSuchPort(_ port: SlotPort, at range: SourceRange) -> Diagnostic {
    Diagnostic("inventory.noSuchPort", .error, "there is no port \(port) among the adapters of this file", at: range)
  }

  static func unknownReference(_ kind: String, _ name: String, among names: [String], at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "reference.unknown", .warning, "no \(kind) named '\(name)' in this file", at: range,
      help: nearest(to: name, among: names).map { "did you mean '\($0)'?" })
  }

  static func unusableAddress(_ address: Identity, _ problem: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("identity.invalid", .warning, "\(address) is no address for a v-port: it is \(problem)", at: range)
  }

  static func unnamedServer(port: Int, called name: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "server.unnamed", .warning, "the server at port \(port) has no name here and is called '\(name)'", at: range,
      help: "name it: <serverPort number=\"\(port)\" server=\"…\"/> in <serverPorts>")
  }

  static let tooMany = Diagnostic(
    "dialect.tooManyProblems", .error, "more than \(NativeDecoder.mostDiagnostics) problems; the rest is not listed")

  /// What the value of an attribute has to look like.
  private static func expectation(_ attribute: String, of element: String) -> String {
    switch attribute {
    case "name", "server": "a name, without blanks and '/'"
    case "slot", "number": "a number from 1"
    case "id" where element == "vsan", "vsan": "a VSAN id, 1 to 4093"
    case "vlan", "fcoeVLAN": "a VLAN id, 1 to 4094"
    case "vlans", "reservedVLANs": "VLANs such as '1-100,200', or 'none'"
    case "speed", "hostLink": "a rate with its unit, such as '10Gbps'"
    case "minRate", "maxRate": "a rate with its unit, such as '2.5Gbps', or 'none'"
    case "mac": "a MAC address such as '02:25:b5:00:00:0a'"
    case "wwnn", "wwpn": "a world-wide name such as '20:00:00:25:b5:00:00:0a'"
    case "uuid": "a UUID such as '6ba7b810-9dad-11d1-80b4-00c04fd430c8'"
    case "uplink": "a switch and its port, such as 'sw-a/17'"
    case "port": "a slot and its port, such as '1/2'"
    case "maintenance", "up", "failover", "pxe": "'true' or 'false'"
    case "hostSlot": HostSlot.form.expectation
    case "class": "a class of service, 0 to 7"
    case "shares": "a weight from 1 to 100, or 'none'"
    case "iscsi": "an iSCSI disk such as 'iqn.2003-01.org.example:array@10.0.0.5:3260/1'"
    case "size": "a size with its unit, such as '40GiB'"
    case "raid": "one of " + RAIDLevel.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    case "link": "'up' or 'down'"
    case "sharing": choice(Sharing.self)
    case "fabric": choice(FabricSide.self)
    case "transport": choice(Transport.self)
    case "power": choice(PowerState.self)
    default: "a whole number"
    }
  }

  private static func choice<Value: Word>(_ type: Value.Type) -> String {
    "one of " + Value.allCases.map { "'\($0.rawValue)'" }.joined(separator: ", ")
  }
}
