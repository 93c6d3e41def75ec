internal import FabricModel
internal import XML

/// Turns what a batch makes of each object into edits of the text.
struct NativeEditor {
  private let state: ApplianceState
  private let elements: NativeElements
  private var edits: XMLEdits
  /// What is new in each container.
  private var additions: [String: [XMLTree]] = [:]
  /// The places of new profiles among the additions.
  private var newProfiles: [String: Int] = [:]
  /// The servers that cables turn out to lead to.
  private var cables: [Int: String] = [:]

  init(_ tape: XMLTape, state: ApplianceState) {
    self.state = state
    elements = NativeElements(tape)
    edits = XMLEdits(to: tape)
  }

  mutating func apply(_ outcomes: [ObjectOutcome]) throws(DialectRefusal) -> [UInt8]? {
    let changed = outcomes.filter { $0.initial != $0.final }
    if changed.isEmpty { return nil }
    try checkBelonging(outcomes)
    for outcome in changed { try checkCable(outcome) }
    let removedProfiles = Set(changed.filter { $0.final == nil }.map(\.address))
    // Profiles first, since new v-ports go into new profiles.
    for outcome in changed {
      guard case .vport = outcome.address else {
        try edit(outcome)
        continue
      }
    }
    for outcome in changed {
      guard case .vport(let address) = outcome.address, !removedProfiles.contains(.profile(address.profile)) else { continue }
      try edit(outcome)
    }
    nameCables()
    insertAdditions()
    return edits.isEmpty ? nil : edits.apply()
  }

  private mutating func edit(_ outcome: ObjectOutcome) throws(DialectRefusal) {
    switch (outcome.initial, outcome.final) {
    case (nil, nil): break
    case (nil, let final?): add(final, outcome.address)
    case (_?, nil): edits.remove(try element(of: outcome.address))
    case (let initial?, let final?):
      let element = try element(of: outcome.address)
      if initial.element == final.element {
        update(element, from: initial, to: final)
      } else {
        edits.remove(element)
        add(final, outcome.address)
      }
    }
  }

  /// Only attributes whose meaning changes are touched; one that is there is set, even to what its absence would mean.
  private mutating func update(_ element: Int, from initial: ObjectTexts, to final: ObjectTexts) {
    for (old, new) in zip(initial.fields, final.fields) where old.text != new.text {
      guard let attribute = new.attribute else { continue }
      if let text = new.text {
        edits.setAttribute(attribute, to: text, of: element)
      } else if let written = new.written, elements.tape.withElement(at: element, { $0.attribute(named: attribute) != nil }) {
        edits.setAttribute(attribute, to: written, of: element)
      } else {
        edits.removeAttribute(attribute, of: element)
      }
    }
  }

  private func element(of address: ObjectAddress) throws(DialectRefusal) -> Int {
    guard let element = elements.find(address) else { throw DialectRefusal(address, "is not in this file") }
    return element
  }
}

// MARK: Additions

extension NativeEditor {
  private mutating func add(_ object: ObjectTexts, _ address: ObjectAddress) {
    var tree = XMLTree(elements.prefix + object.element)
    for field in object.fields {
      if let attribute = field.attribute, let text = field.text { tree.attributes.append(.init(attribute, text)) }
    }
    func named(_ name: String) -> XMLTree {
      var named = tree
      named.attributes.insert(.init("name", name), at: 0)
      return named
    }
    switch address {
    case .network(let name): additions["networks", default: []].append(named(name))
    case .vsan(let name): additions["vsans", default: []].append(named(name))
    case .profile(let name):
      newProfiles[name] = additions["profiles", default: []].count
      additions["profiles", default: []].append(named(name))
    case .vport(let address):
      if let position = newProfiles[address.profile] {
        additions["profiles"]![position].append(named(address.name))
      } else if let profile = elements.find(.profile(address.profile)) {
        edits.insert(named(address.name), into: profile)
      }
    case .adapter, .port: preconditionFailure("hardware is not created")
    }
  }

  private mutating func nameCables() {
    for (number, server) in cables.sorted(by: { $0.key < $1.key }) {
      if let element = elements.serverPort(number) {
        edits.setAttribute("server", to: server, of: element)
      } else {
        let tree = XMLTree(elements.prefix + "serverPort", attributes: ["number": String(number), "server": server])
        additions["serverPorts", default: []].append(tree)
      }
    }
  }

  /// A container that is missing is made, where the schema wants it.
  private mutating func insertAdditions() {
    var previous = elements.appliance
    for name in NativeDialect.containers {
      let trees = additions[name] ?? []
      if let container = elements.containers[name] {
        for tree in trees { edits.insert(tree, into: container) }
        previous = container
      } else if !trees.isEmpty, let place = previous {
        edits.insert(XMLTree(elements.prefix + name, children: trees), into: elements.tape.rootIndex, after: place)
      }
    }
  }
}

// MARK: Checks

extension NativeEditor {
  /// No v-port without its profile: not created without one, and not lost together with one.
  private func checkBelonging(_ outcomes: [ObjectOutcome]) throws(DialectRefusal) {
    let finals = Dictionary(uniqueKeysWithValues: outcomes.map { ($0.address, $0.final) })
    for outcome in outcomes {
      switch outcome.address {
      case .vport(let address) where outcome.final != nil:
        let isThere = finals[.profile(address.profile)].map { $0 != nil } ?? (state.profile(named: address.profile) != nil)
        if !isThere { throw DialectRefusal(outcome.address, "has no profile '\(address.profile)' to be in") }
      case .profile(let name) where outcome.final == nil:
        let left = state.profile(named: name)?.vports.first { vport in
          if case .some(nil) = finals[.vport(vport.address)] { false } else { true }
        }
        if let left { throw DialectRefusal(outcome.address, "still has \(left.kind.rawValue) '\(left.name)'; expected none") }
      default: break
      }
    }
  }

  /// A profile's server is known here by the port of its cable alone.
  private mutating func checkCable(_ outcome: ObjectOutcome) throws(DialectRefusal) {
    guard case .profile = outcome.address, let final = outcome.final, let server = final["server"]?.text else { return }
    if final["server"] == outcome.initial?["server"], final["serverPort"] == outcome.initial?["serverPort"] { return }
    guard let port = final["serverPort"]?.text.flatMap({ Int($0) }) else {
      throw DialectRefusal(outcome.address, "cannot go to '\(server)': no server port of '\(state.name)' is cabled to it")
    }
    let known = state.inventory.serverPorts.first { $0.number == port }?.server ?? ""
    let inUse = known.isEmpty ? cables[port] ?? "" : known
    if inUse.isEmpty {
      if server != NativeDialect.serverName(appliance: state.name, port: port) { cables[port] = server }
    } else if inUse != server {
      throw DialectRefusal(outcome.address, "cannot go to '\(server)': server port \(port) is cabled to '\(inUse)'")
    }
  }
}
