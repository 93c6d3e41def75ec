internal import FabricModel
internal import XML

/// Where the objects of a native configuration stand in its tape.
struct NativeElements: Sendable {
  let tape: XMLTape
  /// `v:` where the document gives its own elements a prefix.
  let prefix: String
  /// The first of each.
  private(set) var containers: [String: Int] = [:]
  private(set) var appliance: Int?
  private var objects: [String: [String: Int]] = [:]
  private var ports: [SlotPort: Int] = [:]

  init(_ tape: XMLTape) {
    self.tape = tape
    prefix = tape.withRoot { root in String(root.name.dropLast(root.localName.count)) }
    tape.withRoot { root in
      NativeElements.forEachOurs(root) { container in
        let name = container.localName
        if name == "appliance" { appliance = container.index }
        guard NativeDialect.containers.contains(name) else { return }
        if containers[name] == nil { containers[name] = container.index }
        NativeElements.forEachOurs(container) { add($0) }
      }
    }
  }

  /// The element of an object.
  func find(_ address: ObjectAddress) -> Int? {
    switch address {
    case .network(let name): objects["network"]?[name]
    case .vsan(let name): objects["vsan"]?[name]
    case .profile(let name): objects["profile"]?[name]
    case .adapter(let slot): objects["adapter"]?[String(slot)]
    case .port(let slotPort): ports[slotPort]
    case .vport(let address): objects["profile"]?[address.profile].flatMap { vport(address.name, of: $0) }
    }
  }

  func serverPort(_ number: Int) -> Int? { objects["serverPort"]?[String(number)] }

  private func vport(_ name: String, of profile: Int) -> Int? {
    tape.withElement(at: profile) { profile in
      profile.firstChild { child in
        child.namespace == profile.namespace && (child.hasLocalName("vnic") || child.hasLocalName("vhba") || child.hasLocalName("vdisk"))
          && child.attribute("name")?.string == name
      }?.index
    }
  }

  private mutating func add(_ element: XMLElement) {
    switch element.localName {
    case "adapter":
      guard let slot = NativeElements.number(element, "slot"), let small = UInt8(exactly: slot) else { return }
      objects["adapter", default: [:]][String(slot)] = element.index
      NativeElements.forEachOurs(element) { child in
        guard child.hasLocalName("port"), let number = NativeElements.number(child, "number") else { return }
        if let port = UInt8(exactly: number) { ports[SlotPort(slot: small, port: port)] = child.index }
      }
    case "serverPort":
      if let number = NativeElements.number(element, "number") { objects["serverPort", default: [:]][String(number)] = element.index }
    case let kind:
      if let name = element.attribute("name")?.string { objects[kind, default: [:]][name] = element.index }
    }
  }

  private static func number(_ element: XMLElement, _ attribute: StaticString) -> Int? {
    element.attribute(attribute).flatMap { Int(utf8: $0.bytes) }
  }

  private static func forEachOurs(_ parent: XMLElement, _ body: (XMLElement) -> Void) {
    parent.forEachChild { if $0.namespace == parent.namespace { body($0) } }
  }
}
