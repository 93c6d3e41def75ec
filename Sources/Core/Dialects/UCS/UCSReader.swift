internal import Documents
internal import FabricModel
internal import XML

/// Reads a document of UCS Manager into a domain. What it does not know goes to the loss report by class and attribute, and is no error.
struct UCSReader {
  static let mostDiagnostics = 1_000

  let tape: XMLTape
  var domain = UCSDomain()
  private(set) var diagnostics: [Diagnostic] = []
  var losses = LossReport()
  private var unknown = UCSUnknownAttributes()
  /// Whether objects are looked for by DN: in messages of the XML API. In a backup they nest.
  var isEnvelope = false
  /// Objects of an envelope whose parent is in the same document, by the parent's DN. What is read is taken out: a DN may be there twice,
  /// and an object may claim to lie within itself.
  var attached: [String: [Int]] = [:]
  /// Where in the domain organisations and profiles are, by what tells them from others of their class.
  var orgs: [UCSPlacedName: Int] = [:]
  var profiles: [UCSPlacedName: Int] = [:]
  /// How deep below root each organisation is.
  var depths = [0]
  private var seen: [UCSPlacedName: UCSOrigin] = [:]

  init(_ tape: XMLTape) { self.tape = tape }

  mutating func read() {
    tape.withRoot { root in
      if root.hasName("topRoot") {
        loseAttributes(of: root)
        forEachChild(of: root, "") { $0.topObject($1, $2) }
      } else {
        readEnvelope(root)
      }
    }
    unknown.add(to: &losses)
  }

  /// An object at the top of the tree.
  mutating func topObject(_ element: XMLElement, _ dn: String) {
    switch element.name {
    case "orgOrg": org(element, in: nil, dn)
    case "fabricEp": container(element, dn) { $0.fabricPart($1, $2) }
    case "topSystem": system(element, dn)
    // Only says which release wrote the file.
    case "topMetaInf": break
    default: lose(element)
    }
  }

  private mutating func system(_ element: XMLElement, _ dn: String) {
    var name = UCSOrg(name: "", parent: nil)
    read(element, UCSTables.org, into: &name)
    domain.name = name.name
    forEachChild(of: element, dn) { reader, child, dn in
      if child.hasName("trigSched") { reader.schedule(child, dn) } else { reader.lose(child) }
    }
  }

  /// What is in an element that says nothing itself.
  mutating func container(_ element: XMLElement, _ dn: String, _ body: (inout UCSReader, XMLElement, String) -> Void) {
    loseAttributes(of: element)
    forEachChild(of: element, dn, body)
  }

  mutating func container(_ element: XMLElement, _ dn: String, of name: StaticString, _ body: (inout UCSReader, XMLElement) -> Void) {
    forEachChild(of: element, dn) { reader, child, _ in if child.hasName(name) { body(&reader, child) } else { reader.lose(child) } }
  }

  /// The children, and of an envelope also the objects that belong there by their DN.
  ///
  /// - Parameter dn: the element's own; it is only kept where objects are looked for by it.
  mutating func forEachChild(of element: XMLElement, _ dn: String, _ body: (inout UCSReader, XMLElement, String) -> Void) {
    guard isEnvelope else {
      element.forEachChild { body(&self, $0, "") }
      return
    }
    element.forEachChild { child in body(&self, child, UCSReader.dn(of: child, in: dn)) }
    for index in attached.removeValue(forKey: dn) ?? [] {
      tape.withElement(at: index) { child in body(&self, child, UCSReader.dn(of: child, in: dn)) }
    }
  }

  /// As the XML API names it; a child may give only its own part.
  static func dn(of element: XMLElement, in parent: String) -> String {
    if let dn = element.attribute("dn")?.string, !dn.isEmpty { return dn }
    guard let rn = element.attribute("rn")?.string, !rn.isEmpty else { return "" }
    return parent.isEmpty ? rn : "\(parent)/\(rn)"
  }
}

// MARK: Fabric

extension UCSReader {
  fileprivate mutating func fabricPart(_ element: XMLElement, _ dn: String) {
    switch element.name {
    case "fabricLanCloud", "fabricSanCloud": cloud(element, dn, isEstc: false)
    case "fabricEthEstcCloud", "fabricFcEstcCloud": cloud(element, dn, isEstc: true)
    default: lose(element)
    }
  }

  private mutating func cloud(_ element: XMLElement, _ dn: String, isEstc: Bool) {
    loseAttributes(of: element)
    forEachChild(of: element, dn) { $0.cloudPart($1, UCSScope(side: .common, isEstc: isEstc), $2) }
  }

  /// - Parameter scope: where what is in the cloud itself is defined.
  mutating func cloudPart(_ element: XMLElement, _ scope: UCSScope, _ dn: String) {
    switch element.name {
    case "fabricVlan": vlan(element, scope)
    case "fabricVsan": vsan(element, scope)
    case "qosclassDefinition": container(element, dn) { reader, child, _ in reader.qosClass(child) }
    case "fabricEthLan", "fabricFcSan", "fabricEthEstc", "fabricFcEstc":
      guard let id = element.attribute("id"), let side = FabricSide(utf8: id.bytes), side != .common else { return lose(element) }
      loseAttributes(of: element, but: ["id"])
      forEachChild(of: element, dn) { $0.cloudPart($1, UCSScope(side: side, isEstc: scope.isEstc), $2) }
    default: lose(element)
    }
  }

  private mutating func vlan(_ element: XMLElement, _ scope: UCSScope) {
    var vlan = UCSVLAN()
    vlan.scope = scope
    vlan.origin = origin(of: element)
    read(element, UCSTables.vlan, into: &vlan)
    loseChildren(of: element)
    // That a VLAN is native is said again by each vNIC.
    if vlan.id == nil { return report(.ucsMissing("id", of: element)) }
    if isNew("vlan", vlan.name, scope.number, element) { domain.vlans.append(vlan) }
  }

  private mutating func vsan(_ element: XMLElement, _ scope: UCSScope) {
    var vsan = UCSVSAN()
    vsan.scope = scope
    vsan.origin = origin(of: element)
    read(element, UCSTables.vsan, into: &vsan)
    loseChildren(of: element)
    if vsan.id == nil { return report(.ucsMissing("id", of: element)) }
    if isNew("vsan", vsan.name, scope.number, element) { domain.vsans.append(vsan) }
  }

  private mutating func qosClass(_ element: XMLElement) {
    guard element.hasName("qosclassEthClassified") || element.hasName("qosclassFc") else { return lose(element) }
    var qosClass = UCSQoSClass()
    qosClass.origin = origin(of: element)
    if element.hasName("qosclassFc") { qosClass.priority = "fc" }
    read(element, UCSTables.qosClass, into: &qosClass)
    loseChildren(of: element)
    domain.qosClasses.append(qosClass)
  }

  mutating func schedule(_ element: XMLElement, _ dn: String) {
    var schedule = UCSSchedule()
    schedule.origin = origin(of: element)
    read(element, UCSTables.schedule, into: &schedule)
    container(element, dn, of: "trigRecurrWindow") { reader, child in
      var window = UCSSchedule.Window()
      reader.read(child, UCSTables.window, into: &window)
      schedule.windows.append(window)
    }
    domain.schedules.append(schedule)
  }
}

// MARK: Reading and reporting

extension UCSReader {
  func origin(of element: XMLElement) -> UCSOrigin { UCSOrigin(element: element.index) }

  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < Self.mostDiagnostics {
      diagnostics.append(diagnostic)
    } else if diagnostics.count == Self.mostDiagnostics {
      diagnostics.append(.tooMany)
    }
  }

  /// Whether no object of the class has the name there yet; a second one is reported and lost.
  mutating func isNew(_ group: String, _ name: String, _ place: Int, _ element: XMLElement) -> Bool {
    guard isName(name, of: element) else { return false }
    let key = UCSPlacedName(group: group, place: place, name: name)
    guard let first = seen[key] else {
      seen[key] = origin(of: element)
      return true
    }
    reportTwin(element, of: first)
    return false
  }

  /// Whether an object can be known by the name.
  mutating func isName(_ name: String, of element: XMLElement) -> Bool {
    if name.isEmpty {
      report(.ucsMissing("name", of: element))
    } else if name.utf8.contains(UInt8(ascii: "@")) {
      report(.ucsName(name, path(of: element), at: element.nameRange))
    } else {
      return true
    }
    losses.add(element.name, at: element.nameRange)
    return false
  }

  mutating func reportTwin(_ element: XMLElement, of first: UCSOrigin) {
    losses.add(element.name, at: element.nameRange)
    report(.ucsDuplicate(path(of: element), at: element.nameRange, first: tape.withElement(at: first.element) { $0.nameRange }))
  }

  @inline(__always)
  mutating func read<Target>(_ element: XMLElement, _ table: AttributeTable<Target>, into target: inout Target) {
    table.read(
      element, into: &target, unknown: { unknown.add($0, of: element) },
      invalid: { lose(value: $0, of: element) })
  }

  /// An attribute that is known, with a value that is none.
  mutating func lose(value attribute: XMLAttribute, of element: XMLElement) {
    losses.add("\(element.name)/@\(attribute.name)", at: attribute.nameRange)
    report(.ucsValue(attribute, path(of: element)))
  }

  /// For messages; it takes a while among many siblings, and is not sought once no more messages are kept.
  func path(of element: XMLElement) -> String { diagnostics.count < Self.mostDiagnostics ? tape.path(of: element.index) : "" }

  // MARK: Losses

  /// An element that is not understood, with all that is in it.
  mutating func lose(_ element: XMLElement) {
    losses.add(element.name, at: element.nameRange)
    loseAttributes(of: element)
    loseChildren(of: element)
  }

  mutating func loseChildren(of element: XMLElement) {
    if element.isSelfClosing { return }
    element.forEachChild { lose($0) }
  }

  mutating func loseAttributes(of element: XMLElement, but known: [String] = []) {
    element.forEachAttribute { if known.isEmpty || !known.contains($0.name) { unknown.add($0, of: element) } }
  }
}

/// What tells an object from others: its class, where it is, and its name there.
struct UCSPlacedName: Hashable {
  var group = ""
  /// An organisation's index, or a scope's number.
  let place: Int
  let name: String
}

/// Attributes that the device sets itself and the XML API adds to every object.
enum UCSOperational {
  static func contains(_ name: String) -> Bool {
    names.contains(name) || ((name.hasPrefix("oper") || name.hasPrefix("fsm")) && name != "operation")
  }

  private static let names: Set = [
    "dn", "rn", "status", "sacl", "childAction", "intId", "propAcl", "policyLevel", "fltAggr", "assignState", "assocState", "configState",
    "configQualifier", "owner", "uuidSuffix", "assigned", "size", "v4Assigned", "v4Size", "v6Assigned", "v6Size", "instType", "bootDev",
    "dynamicId", "equipmentDn", "peerDn", "permAccess", "level",
  ]
}

/// Values that mean what the absence of the attribute means.
enum UCSDefaults {
  static func value(of name: String) -> String? { values[name] }

  private static let values = [
    "policyOwner": "local", "statsPolicyName": "default", "cdnSource": "vnic-name", "cdnPropInSync": "yes", "compressionType": "included",
    "resolveRemote": "yes", "target": "adaptor", "assignmentOrder": "default", "extManaged": "internal", "isNetBIOSEnabled": "disabled",
    "supportsDHCP": "disabled", "guid": "00000000-0000-0000-0000-000000000000", "svnicConfig": "yes", "persBindClear": "no",
    "zoningState": "disabled", "restrictMigration": "no", "rebootOnUpdate": "no", "etherChannelPinning": "disabled",
    "qInQ": "disabled", "prot": "pxe", "defaultNet": "no",
  ]
}
