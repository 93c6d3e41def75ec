internal import Documents
internal import FabricModel
internal import XML

/// Messages of the XML API: requests that carry configuration, and replies to questions about it. Objects name their place by DN.
extension UCSReader {
  /// Methods, in whose elements objects stand.
  static let methods: Set = [
    "configConfMo", "configConfMos", "configConfMoGroup", "configResolveDn", "configResolveDns", "configResolveClass",
    "configResolveClasses",
    "configResolveChildren", "configResolveParent", "configScope",
  ]

  /// Roots that are a message of the XML API, whether objects are in it or not.
  static func isEnvelope(_ name: String) -> Bool {
    methods.contains(name)
      || ["config", "aaa", "ls", "event", "fault", "stats", "org", "pool", "vnic"].contains { prefix in
        name.hasPrefix(prefix) && name.dropFirst(prefix.count).first.map { $0.isUppercase } ?? false
      } || name == "error"
  }

  mutating func readEnvelope(_ root: XMLElement) {
    if let code = root.attribute("errorCode")?.string, !code.isEmpty, code != "0" {
      return report(.ucsErrorReply(code, root.attribute("errorDescr")?.string ?? "", at: root.nameRange))
    }
    guard Self.methods.contains(root.name) else { return report(.ucsNoConfiguration(root.name, at: root.nameRange)) }
    let objects = placedObjects(of: root)
    if objects.isEmpty { report(.ucsNoConfiguration(root.name, at: root.nameRange)) }
    var known: Set<String> = []
    for object in objects { collect(object.index, object.dn, into: &known) }
    var tops: [(dn: String, index: Int)] = []
    for object in objects {
      let parent = UCSName.parent(of: object.dn)
      if known.contains(parent) { attached[parent, default: []].append(object.index) } else { tops.append(object) }
    }
    isEnvelope = true
    for top in tops { tape.withElement(at: top.index) { place($0, top.dn) } }
    // What lies within itself, or within what is not understood or given twice.
    for index in attached.values.joined().sorted() {
      tape.withElement(at: index) { element in
        report(.ucsOrphan(element.attribute("dn")?.string ?? element.name, at: element.nameRange))
        lose(element)
      }
    }
  }

  /// The objects that the message holds directly, by DN.
  private mutating func placedObjects(of root: XMLElement) -> [(dn: String, index: Int)] {
    var objects: [(dn: String, index: Int)] = []
    func add(_ element: XMLElement, key: String) {
      let dn = element.attribute("dn")?.string ?? ""
      objects.append((dn.isEmpty ? key : dn, element.index))
    }
    root.forEachChild { part in
      guard ["inConfig", "inConfigs", "outConfig", "outConfigs"].contains(part.name) else { return lose(part) }
      part.forEachChild { child in
        if child.hasName("pair") {
          child.forEachChild { add($0, key: child.attribute("key")?.string ?? "") }
        } else {
          add(child, key: "")
        }
      }
    }
    return objects.filter { object in
      tape.withElement(at: object.index) { element in
        guard let status = element.attribute("status")?.string, status.contains("deleted") || status.contains("removed") else {
          return true
        }
        report(.ucsDeletion(object.dn, at: element.nameRange))
        return false
      }
    }
  }

  /// The DNs of an object and of what is nested in it.
  private func collect(_ index: Int, _ dn: String, into known: inout Set<String>) {
    guard !dn.isEmpty else { return }
    known.insert(dn)
    tape.withElement(at: index) { element in
      element.forEachChild { collect($0.index, Self.dn(of: $0, in: dn), into: &known) }
    }
  }

  /// An object whose parent is not in the message: what is needed of the parent is told by its DN.
  private mutating func place(_ element: XMLElement, _ dn: String) {
    let parts = UCSName.parts(of: dn)
    guard let first = parts.first else {
      report(.ucsMissing("dn", of: element))
      return lose(element)
    }
    switch first {
    case _ where parts.count == 1: topObject(element, dn)
    case "org-root": place(element, dn, inOrgs: parts.dropFirst().dropLast())
    case "fabric": place(element, dn, inFabric: Array(parts.dropFirst().dropLast()))
    case "sys" where parts.count == 2 && element.hasName("trigSched"): schedule(element, dn)
    default: lose(element)
    }
  }

  private mutating func place(_ element: XMLElement, _ dn: String, inOrgs parts: ArraySlice<String>) {
    var org = 0
    var rest = parts
    while let next = rest.first, next.hasPrefix("org-") {
      let name = String(next.dropFirst(4))
      guard isName(name, of: element), let found = orgIndex(name, in: org, element) else { return loseChildren(of: element) }
      org = found
      rest.removeFirst()
    }
    switch rest.first {
    case nil: orgPart(element, org, dn)
    case let part? where part.hasPrefix("ls-") && rest.count == 1:
      let name = String(part.dropFirst(3))
      if let known = profiles[UCSPlacedName(place: org, name: name)] {
        var profile = domain.profiles[known]
        profilePart(element, dn, into: &profile)
        domain.profiles[known] = profile
      } else if isNew("lsServer", name, org, element) {
        var profile = UCSProfile()
        (profile.org, profile.name, profile.isPlaceholder, profile.origin) = (org, name, true, origin(of: element))
        profilePart(element, dn, into: &profile)
        add(profile)
      }
    default:
      report(.ucsOrphan(dn, at: element.nameRange))
      lose(element)
    }
  }

  private mutating func place(_ element: XMLElement, _ dn: String, inFabric parts: [String]) {
    let isEstc = parts.first.map { $0.hasSuffix("estc") } ?? false
    let isCloud = parts.first.map { ["lan", "san", "eth-estc", "fc-estc"].contains($0) } ?? false
    let side = parts.count == 2 ? FabricSide(parts[1]) : .common
    guard isCloud, parts.count <= 2, let side else { return lose(element) }
    cloudPart(element, UCSScope(side: side, isEstc: isEstc), dn)
  }
}

/// DNs: relative names with slashes between, save those in brackets.
enum UCSName {
  static func parts(of dn: String) -> [String] {
    var parts: [String] = []
    var part: [UInt8] = []
    var depth = 0
    for byte in dn.utf8 {
      if byte == UInt8(ascii: "[") { depth += 1 } else if byte == UInt8(ascii: "]") { depth -= 1 }
      if byte == UInt8(ascii: "/"), depth <= 0 {
        parts.append(String(decoding: part, as: UTF8.self))
        part = []
      } else {
        part.append(byte)
      }
    }
    if !part.isEmpty { parts.append(String(decoding: part, as: UTF8.self)) }
    return parts
  }

  static func parent(of dn: String) -> String { parts(of: dn).dropLast().joined(separator: "/") }
}

extension Diagnostic {
  fileprivate static func ucsErrorReply(_ code: String, _ text: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ucs.errorReply", .error,
      "this is an error reply of UCS Manager, not a configuration: \(text.isEmpty ? "error" : text) (code \(code))",
      at: range, help: "ask again, and save the answer that has objects in it")
  }

  fileprivate static func ucsNoConfiguration(_ method: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ucs.noConfiguration", .error, "the message '\(method)' holds no configuration", at: range,
      help: "weft reads backups (topRoot), configConfMos and the replies of configResolve… and configScope")
  }

  fileprivate static func ucsDeletion(_ dn: String, at range: SourceRange) -> Diagnostic {
    Diagnostic(
      "ucs.deletion", .warning, "the message asks for \(dn) to be deleted; manifests say what there is, so it is left out", at: range)
  }

  fileprivate static func ucsOrphan(_ dn: String, at range: SourceRange) -> Diagnostic {
    Diagnostic("ucs.orphan", .warning, "\(dn) is part of an object that is not in this message, so it is left out", at: range)
  }
}
