internal import Documents
internal import FabricModel
internal import XML

extension UCSReader {
  mutating func profile(_ element: XMLElement, _ org: Int, _ dn: String) {
    var profile = UCSProfile()
    profile.org = org
    profile.origin = origin(of: element)
    read(element, UCSTables.profile, into: &profile)
    // Of an envelope about a part of it, only the DN may say the name.
    if profile.name.isEmpty, let rn = dn.split(separator: "/").last, rn.hasPrefix("ls-") { profile.name = String(rn.dropFirst(3)) }
    forEachChild(of: element, dn) { $0.profilePart($1, $2, into: &profile) }
    if isNew("lsServer", profile.name, org, element) { add(profile) }
  }

  mutating func add(_ profile: UCSProfile) {
    if isEnvelope { profiles[UCSPlacedName(place: profile.org, name: profile.name)] = domain.profiles.count }
    domain.profiles.append(profile)
  }

  mutating func profilePart(_ element: XMLElement, _ dn: String, into profile: inout UCSProfile) {
    switch element.name {
    case "vnicEther": vnic(element, dn, into: &profile.vnics)
    case "vnicFc": vhba(element, dn, into: &profile.vhbas)
    case "vnicFcNode": profile.node = node(element)
    case "vnicConnDef": plain(element, UCSTables.connections, into: &profile)
    case "lsBinding": plain(element, UCSTables.binding, into: &profile)
    case "lsRequirement": plain(element, UCSTables.requirement, into: &profile)
    case "lsVConAssign":
      var placement = UCSProfile.Placement()
      placement.origin = origin(of: element)
      plain(element, UCSTables.placement, into: &placement)
      profile.placements.append(placement)
    default: lose(element)
    }
  }

  private mutating func plain<Target>(_ element: XMLElement, _ table: AttributeTable<Target>, into target: inout Target) {
    read(element, table, into: &target)
    loseChildren(of: element)
  }

  mutating func node(_ element: XMLElement) -> UCSNode {
    var node = UCSNode()
    node.origin = origin(of: element)
    plain(element, UCSTables.node, into: &node)
    return node
  }

  mutating func vnic(_ element: XMLElement, _ dn: String, into list: inout [UCSVNIC]) {
    var vnic = UCSVNIC()
    vnic.origin = origin(of: element)
    read(element, UCSTables.vnic, into: &vnic)
    networks(element, dn, into: &vnic.networks)
    if let mac = vnic.mac, let problem = mac.problem, let place = element.attribute("addr") {
      report(.unusableAddress(.mac(mac), problem, at: place.valueRange))
    }
    if !isTwice(vnic.name, element, among: list.lazy.map { ($0.name, $0.origin) }), hasRoom(list, element) { list.append(vnic) }
  }

  mutating func vhba(_ element: XMLElement, _ dn: String, into list: inout [UCSVHBA]) {
    var vhba = UCSVHBA()
    vhba.origin = origin(of: element)
    read(element, UCSTables.vhba, into: &vhba)
    networks(element, dn, into: &vhba.networks)
    if let wwpn = vhba.wwpn, let problem = wwpn.problem, let place = element.attribute("addr") {
      report(.unusableAddress(.wwn(wwpn), problem, at: place.valueRange))
    }
    if !isTwice(vhba.name, element, among: list.lazy.map { ($0.name, $0.origin) }), hasRoom(list, element) { list.append(vhba) }
  }

  /// As many vNICs, or vHBAs, as one list may have: `order` goes to 256.
  static let mostVPorts = 256

  private mutating func hasRoom(_ list: [some Any], _ element: XMLElement) -> Bool {
    if list.count < Self.mostVPorts { return true }
    report(.ucsBound("there are more of '\(element.name)' in one list", Self.mostVPorts, at: element.nameRange))
    return false
  }

  mutating func networks(_ element: XMLElement, _ dn: String, into list: inout [UCSNetworkUse]) {
    var known: [String: UCSOrigin] = [:]
    forEachChild(of: element, dn) { reader, child, _ in
      guard child.hasName("vnicEtherIf") || child.hasName("vnicFcIf") else { return reader.lose(child) }
      var use = UCSNetworkUse()
      use.origin = reader.origin(of: child)
      reader.plain(child, child.hasName("vnicFcIf") ? UCSTables.vsanUse : UCSTables.networkUse, into: &use)
      // Few are compared one by one, many are looked up.
      if list.count < 16 {
        if !reader.isTwice(use.name, child, among: list.lazy.map { ($0.name, $0.origin) }) { list.append(use) }
        return
      }
      if known.isEmpty { for use in list { known[use.name] = use.origin } }
      if !reader.isTwice(use.name, child, first: known[use.name]) {
        list.append(use)
        known[use.name] = use.origin
      }
    }
  }

  /// Whether the name is there already among few others, which is reported.
  private mutating func isTwice(_ name: String, _ element: XMLElement, among others: some Sequence<(String, UCSOrigin)>) -> Bool {
    isTwice(name, element, first: others.first { $0.0 == name }?.1)
  }

  private mutating func isTwice(_ name: String, _ element: XMLElement, first: UCSOrigin?) -> Bool {
    guard isName(name, of: element) else { return true }
    guard let first else { return false }
    reportTwin(element, of: first)
    return true
  }
}
