internal import Documents
internal import FabricModel
internal import XML

/// Reads a tape of the native dialect into a state. What it does not know goes to the loss report, and is no error.
struct NativeDecoder {
  static let mostDiagnostics = 1_000

  let tape: XMLTape
  private(set) var state = ApplianceState(name: "")
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var losses = LossReport()

  private var namespace = XMLNamespace.none
  private var networkNames = Ordered<String>([])
  private var vsanNames = Ordered<String>([])
  private var ports = Ordered<SlotPort>([])
  private var servers: [Int: String] = [:]

  init(_ tape: XMLTape) { self.tape = tape }

  mutating func decode() {
    tape.withRoot { root in
      namespace = root.namespace
      guard root.hasLocalName("vioConfig"), tape.uri(of: namespace) == NativeDialect.namespace else {
        return report(.noNativeDocument(root.localName, namespace: tape.uri(of: namespace), at: root.nameRange))
      }
      let path = "/vioConfig"
      loseAttributes(of: root, path)
      loseText(of: root, path)
      // Profiles refer to everything else, wherever it stands.
      root.forEachChild { if !isOurs($0, "profiles") { part($0, path) } }
      if state.name.isEmpty, root.firstChild(where: { isOurs($0, "appliance") }) == nil { report(.noAppliance(at: root.nameRange)) }
      collectNames()
      root.forEachChild { if isOurs($0, "profiles") { list($0, of: "profile", path + "/profiles") { $0.profile($1) } } }
      state.sort()
      reportDuplicates(root)
    }
  }

  private mutating func part(_ element: XMLElement, _ path: String) {
    if isOurs(element, "appliance") {
      var appliance = state
      read(element, NativeTables.appliance, path + "/appliance", into: &appliance)
      loseChildren(of: element, path + "/appliance")
      state = appliance
      require(!state.name.isEmpty, "name", of: element)
    } else if isOurs(element, "adapters") {
      list(element, of: "adapter", path + "/adapters") { $0.adapter($1) }
    } else if isOurs(element, "networks") {
      list(element, of: "network", path + "/networks") { $0.network($1) }
    } else if isOurs(element, "vsans") {
      list(element, of: "vsan", path + "/vsans") { $0.vsan($1) }
    } else if isOurs(element, "serverPorts") {
      list(element, of: "serverPort", path + "/serverPorts") { $0.serverPort($1) }
    } else {
      lose(element, in: path)
    }
  }

  private mutating func collectNames() {
    networkNames = Ordered(state.networks.map(\.name))
    vsanNames = Ordered(state.vsans.map(\.name))
    ports = Ordered(
      state.inventory.adapters.flatMap { adapter in adapter.ports.map { SlotPort(slot: adapter.slot, port: $0.number) } })
    for port in state.inventory.serverPorts where !port.server.isEmpty { servers[port.number] = port.server }
  }
}

// MARK: Elements

extension NativeDecoder {
  private mutating func network(_ element: XMLElement) {
    var record = NetworkRecord.defaults(name: "")
    read(element, NativeTables.network, "/vioConfig/networks/network", into: &record)
    loseChildren(of: element, "/vioConfig/networks/network")
    if require(!record.name.isEmpty, "name", of: element) { state.networks.append(record) }
  }

  private mutating func vsan(_ element: XMLElement) {
    var record = VSANRecord.defaults(name: "")
    read(element, NativeTables.vsan, "/vioConfig/vsans/vsan", into: &record)
    loseChildren(of: element, "/vioConfig/vsans/vsan")
    if require(!record.name.isEmpty, "name", of: element) { state.vsans.append(record) }
  }

  private mutating func serverPort(_ element: XMLElement) {
    var port = ServerPort(number: 0, server: "")
    read(element, NativeTables.serverPort, "/vioConfig/serverPorts/serverPort", into: &port)
    loseChildren(of: element, "/vioConfig/serverPorts/serverPort")
    if require(port.number > 0, "number", of: element) { state.inventory.serverPorts.append(port) }
  }

  private mutating func adapter(_ element: XMLElement) {
    let path = "/vioConfig/adapters/adapter"
    var adapter = Adapter(slot: 0)
    read(element, NativeTables.adapter, path, into: &adapter)
    loseText(of: element, path)
    let namespace = namespace
    element.forEachChild { child in
      guard child.isNamed("port", in: namespace) else { return lose(child, in: path) }
      var port = Port(number: 0)
      read(child, NativeTables.port, path + "/port", into: &port)
      loseChildren(of: child, path + "/port")
      if require(port.number > 0, "number", of: child) { adapter.ports.append(port) }
    }
    if require(adapter.slot > 0, "slot", of: element) { state.inventory.adapters.append(adapter) }
  }

  private mutating func profile(_ element: XMLElement) {
    let path = "/vioConfig/profiles/profile"
    var profile = ProfileState(.defaults(name: ""))
    read(element, NativeTables.profile, path, into: &profile.record)
    if let port = profile.record.serverPort, port > 0 { profile.record.server = server(at: port, element) }
    if let wwnn = profile.record.wwnn, let problem = wwnn.problem, let place = element.attribute("wwnn") {
      report(.unusableAddress(.wwn(wwnn), problem, at: place.valueRange))
    }
    loseText(of: element, path)
    profile.vports.reserveCapacity(element.childCount)
    let namespace = namespace
    element.forEachChild { child in
      if child.isNamed("vnic", in: namespace) {
        vport(.vnic, child, of: &profile) { $0.vnic(child, into: &$1) }
      } else if child.isNamed("vhba", in: namespace) {
        let wwnn = profile.record.wwnn
        vport(.vhba, child, of: &profile) { $0.vhba(child, wwnn: wwnn, into: &$1) }
      } else if child.isNamed("vdisk", in: namespace) {
        vport(.vdisk, child, of: &profile) { $0.vdisk(child, into: &$1) }
      } else {
        lose(child, in: path)
      }
    }
    if require(!profile.record.name.isEmpty, "name", of: element) { state.profiles.append(profile) }
  }

  private mutating func server(at port: Int, _ element: XMLElement) -> String {
    if let name = servers[port] { return name }
    let name = NativeDialect.serverName(appliance: state.name, port: port)
    report(.unnamedServer(port: port, called: name, at: element.attribute("serverPort")?.valueRange ?? element.nameRange))
    return name
  }

  /// A v-port is large, and is read where it stays.
  private mutating func vport(
    _ kind: VPortRecord.Kind, _ element: XMLElement, of profile: inout ProfileState, read: (inout NativeDecoder, inout VPortRecord) -> Void
  ) {
    let index = profile.vports.endIndex
    profile.vports.append(VPortRecord(kind: kind, profile: profile.record.name, name: "", appliance: state.name))
    profile.vports[index].setDefaults()
    profile.vports[index].server = profile.record.server
    read(&self, &profile.vports[index])
    if !require(!profile.vports[index].name.isEmpty, "name", of: element) { profile.vports.removeLast() }
  }

  private mutating func vnic(_ element: XMLElement, into record: inout VPortRecord) {
    read(element, NativeTables.vnic, "/vioConfig/profiles/profile/vnic", into: &record)
    loseChildren(of: element, "/vioConfig/profiles/profile/vnic")
    checkPort(record.slotPort, element)
    if let native = record.native, !native.isEmpty, !networkNames.contains(native), let place = element.attribute("network") {
      report(.unknownReference("network", native, among: networkNames.elements, at: place.valueRange))
    }
    for name in record.tagged ?? [] where !networkNames.contains(name) {
      guard let place = element.attribute("trunk") else { break }
      report(.unknownReference("network", name, among: networkNames.elements, at: place.valueRange))
    }
    if let mac = record.mac, let problem = mac.problem, let place = element.attribute("mac") {
      report(.unusableAddress(.mac(mac), problem, at: place.valueRange))
    }
  }

  private mutating func vhba(_ element: XMLElement, wwnn: WWN?, into record: inout VPortRecord) {
    record.wwnn = wwnn
    read(element, NativeTables.vhba, "/vioConfig/profiles/profile/vhba", into: &record)
    loseChildren(of: element, "/vioConfig/profiles/profile/vhba")
    checkPort(record.slotPort, element)
    if let vsan = record.vsan, !vsanNames.contains(vsan), let place = element.attribute("vsan") {
      report(.unknownReference("VSAN", vsan, among: vsanNames.elements, at: place.valueRange))
    }
    if let wwpn = record.wwpn, let problem = wwpn.problem, let place = element.attribute("wwpn") {
      report(.unusableAddress(.wwn(wwpn), problem, at: place.valueRange))
    }
  }

  private mutating func vdisk(_ element: XMLElement, into record: inout VPortRecord) {
    read(element, NativeTables.vdisk, "/vioConfig/profiles/profile/vdisk", into: &record)
    loseChildren(of: element, "/vioConfig/profiles/profile/vdisk")
    checkPort(record.slotPort, element)
    require(record.size != nil, "size", of: element)
  }

  private mutating func checkPort(_ slotPort: SlotPort?, _ element: XMLElement) {
    guard let slotPort, !ports.contains(slotPort), let place = element.attribute("port") else { return }
    report(.noSuchPort(slotPort, at: place.valueRange))
  }
}

// MARK: Reading and reporting

extension NativeDecoder {
  /// Whether the element is one of the dialect's, of this name.
  func isOurs(_ element: XMLElement, _ name: StaticString) -> Bool { element.isNamed(name, in: namespace) }

  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count < Self.mostDiagnostics {
      diagnostics.append(diagnostic)
    } else if diagnostics.count == Self.mostDiagnostics {
      diagnostics.append(.tooMany)
    }
  }

  /// Reports a required attribute that is absent; one that is there but wrong was reported already.
  @discardableResult
  private mutating func require(_ isGiven: Bool, _ attribute: StaticString, of element: XMLElement) -> Bool {
    if !isGiven, element.attribute(attribute) == nil {
      report(.missing(attribute.description, of: element.localName, at: element.nameRange))
    }
    return isGiven
  }

  @inline(__always)
  private mutating func read<Target>(
    _ element: XMLElement, _ table: AttributeTable<Target>, _ path: String, into target: inout Target
  ) {
    table.read(
      element, into: &target, unknown: { lose($0, of: path) },
      invalid: { report(.invalidValue($0.localName, of: element.localName, $0.string, at: $0.valueRange)) })
  }

  private mutating func list(
    _ container: XMLElement, of name: StaticString, _ path: String, _ decode: (inout NativeDecoder, XMLElement) -> Void
  ) {
    loseAttributes(of: container, path)
    loseText(of: container, path)
    let namespace = namespace
    container.forEachChild { child in
      if child.isNamed(name, in: namespace) { decode(&self, child) } else { lose(child, in: path) }
    }
  }
}

// MARK: Losses

extension NativeDecoder {
  /// An element that is not understood, with all that is in it.
  private mutating func lose(_ element: XMLElement, in parent: String) {
    let path = "\(parent)/\(element.name)"
    losses.add(path, at: element.nameRange)
    loseAttributes(of: element, path)
    loseChildren(of: element, path)
  }

  private mutating func loseChildren(of element: XMLElement, _ path: String) {
    if element.isSelfClosing { return }
    loseText(of: element, path)
    element.forEachChild { lose($0, in: path) }
  }

  private mutating func loseAttributes(of element: XMLElement, _ path: String) {
    element.forEachAttribute { lose($0, of: path) }
  }

  /// What points validators to a schema is no configuration.
  private mutating func lose(_ attribute: XMLAttribute, of path: String) {
    if tape.uri(of: attribute.namespace) == "http://www.w3.org/2001/XMLSchema-instance" { return }
    losses.add("\(path)/@\(attribute.name)", at: attribute.nameRange)
  }

  private mutating func loseText(of element: XMLElement, _ path: String) {
    guard let range = element.textRange else { return }
    let isBlank = tape.file.bytes[Int(range.start)..<Int(range.end)].allSatisfy { $0 <= 0x20 }
    if !isBlank { losses.add("\(path)/text()", at: range) }
  }
}

/// Values in their order: to find one among the few of an appliance takes less than to hash it.
private struct Ordered<Element: Comparable> {
  let elements: [Element]

  init(_ elements: [Element]) { self.elements = elements.sorted() }

  func contains(_ element: Element) -> Bool {
    var (low, high) = (0, elements.count)
    while low < high {
      let middle = (low + high) / 2
      if elements[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < elements.count && elements[low] == element
  }
}

extension XMLElement {
  func isNamed(_ name: StaticString, in namespace: XMLNamespace) -> Bool { self.namespace == namespace && hasLocalName(name) }

  func firstChild(where isMatch: (XMLElement) -> Bool) -> XMLElement? {
    var found: XMLElement?
    forEachChild { if found == nil, isMatch($0) { found = $0 } }
    return found
  }
}
