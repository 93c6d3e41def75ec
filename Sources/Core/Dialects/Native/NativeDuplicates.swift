internal import Documents
internal import FabricModel
internal import XML

/// Things of one name: found cheaply in what was decoded and sorted, then looked up in the text again for their places.
extension NativeDecoder {
  mutating func reportDuplicates(_ root: XMLElement) {
    let inventory = state.inventory
    if repeats(state.networks, \.name) { duplicates(root, "networks", ["network"], "name") }
    if repeats(state.vsans, \.name) { duplicates(root, "vsans", ["vsan"], "name") }
    if repeats(inventory.serverPorts, \.number) { duplicates(root, "serverPorts", ["serverPort"], "number") }
    if repeats(inventory.adapters, \.slot) { duplicates(root, "adapters", ["adapter"], "slot") }
    if inventory.adapters.contains(where: { repeats($0.ports, \.number) }) { duplicates(root, "adapters", "adapter", ["port"], "number") }
    if repeats(state.profiles, \.record.name) { duplicates(root, "profiles", ["profile"], "name") }
    if state.profiles.contains(where: { repeats($0.vports, \.name) }) {
      duplicates(root, "profiles", "profile", ["vnic", "vhba", "vdisk"], "name")
    }
    let appliances = children(of: root, ["appliance"])
    for other in appliances.dropFirst() { report(.duplicate("'appliance'", at: other.nameRange, first: appliances[0].nameRange)) }
  }

  private func repeats<Item, Key: Equatable>(_ items: [Item], _ key: (Item) -> Key) -> Bool {
    for index in items.indices.dropFirst() where key(items[index]) == key(items[index - 1]) { return true }
    return false
  }

  private mutating func duplicates(_ root: XMLElement, _ container: StaticString, _ names: [StaticString], _ key: StaticString) {
    reportDuplicates(among: children(of: root, [container]).flatMap { children(of: $0, names) }, by: key)
  }

  private mutating func duplicates(
    _ root: XMLElement, _ container: StaticString, _ parent: StaticString, _ names: [StaticString], _ key: StaticString
  ) {
    for list in children(of: root, [container]) {
      for element in children(of: list, [parent]) { reportDuplicates(among: children(of: element, names), by: key) }
    }
  }

  private mutating func reportDuplicates(among elements: [XMLElement], by key: StaticString) {
    var first: [String: SourceRange] = [:]
    for element in elements {
      guard let attribute = element.attribute(key) else { continue }
      let value = Int(attribute.string).map(String.init) ?? attribute.string
      if let earlier = first[value] {
        report(.duplicate("\(element.localName) '\(value)'", at: attribute.valueRange, first: earlier))
      } else {
        first[value] = attribute.valueRange
      }
    }
  }

  private func children(of parent: XMLElement, _ names: [StaticString]) -> [XMLElement] {
    var children: [XMLElement] = []
    parent.forEachChild { child in
      if names.contains(where: { isOurs(child, $0) }) { children.append(child) }
    }
    return children
  }
}
