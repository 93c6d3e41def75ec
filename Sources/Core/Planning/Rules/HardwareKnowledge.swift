internal import Documents
internal import FabricModel

// What rules may say of the hardware, and where they say it.
extension RuleSubject {
  /// Whether the cards of these appliances are known: reported by a driver or asserted by a manifest.
  func knowsHardware(of appliances: some Sequence<Int>) -> Bool {
    appliances.allSatisfy { site.observed != nil || !hardware.appliances[$0].units.isEmpty }
  }

  /// Whether the cards of every appliance are known, and there are some.
  var knowsAllHardware: Bool { !hardware.units.isEmpty && knowsHardware(of: hardware.appliances.indices) }

  /// Whether a v-port should sit somewhere and found no place, which was said of it.
  func isUnplaced(_ vport: Int) -> Bool {
    guard wanted[vport].unit == nil, let cables = cables(of: wanted[vport].profile) else { return false }
    return !cables.isEmpty && knowsHardware(of: cables.map(\.appliance))
  }

  /// Whether some v-port of which `uses` is true, by its index, found no place.
  func isAnyUnplaced(_ uses: (Int) -> Bool) -> Bool {
    wanted.indices.contains { wanted[$0].unit == nil && uses($0) && isUnplaced($0) }
  }

  func name(of unit: Int) -> String { hardware.address(of: unit).description }

  /// The place of a port in the manifests: the field of the port, else of its adapter, else the name of the appliance.
  func place(of unit: Int, _ field: String...) -> (object: RuleObject, path: [Locator.Step])? {
    let it = hardware.units[unit]
    guard let index = names.appliances[hardware.appliances[it.appliance].name] else { return nil }
    let appliance = manifest.appliances[index]
    guard let adapter = appliance.spec.inventory.adapters.firstIndex(where: { $0.slot == it.slotPort.slot }) else {
      return (RuleObject(appliance), [.key("metadata"), .key("name")])
    }
    let path: [Locator.Step] = [.key("spec"), .key("adapters"), .item(adapter)]
    guard let port = appliance.spec.inventory.adapters[adapter].ports.firstIndex(where: { $0.number == it.slotPort.port }) else {
      return (RuleObject(appliance), path)
    }
    return (RuleObject(appliance), path + [.key("ports"), .item(port)] + field.map { .key($0) })
  }

  /// The place of an appliance's name in the manifests.
  func appliance(_ position: Int) -> RuleObject? {
    names.appliances[hardware.appliances[position].name].map { RuleObject(manifest.appliances[$0]) }
  }
}

extension [Locator.Step] {
  /// Where an object has its name.
  static var objectName: [Locator.Step] { [.key("metadata"), .key("name")] }

  /// A field of what an object asks for.
  static func spec(_ steps: Locator.Step...) -> [Locator.Step] { [.key("spec")] + steps }
}

/// `a`, `a and b`, `a, b and c`; of more than `most`, how many others there are.
func listed(_ names: [String], most: Int = 4) -> String {
  if names.count > most { return "\(names.prefix(most - 1).joined(separator: ", ")) and \(names.count - most + 1) more" }
  guard let last = names.last, names.count > 1 else { return names.first ?? "" }
  return "\(names.dropLast().joined(separator: ", ")) and \(last)"
}

/// Findings of the same kind about the ports of one appliance, told once with the number of the others.
struct PortFindings {
  private var first: [(unit: Int, others: Int)] = []

  /// Units come in the order of appliances.
  mutating func add(_ unit: Int, _ hardware: Hardware) {
    if let last = first.last, hardware.units[last.unit].appliance == hardware.units[unit].appliance {
      first[first.count - 1].others += 1
    } else {
      first.append((unit, 0))
    }
  }

  /// The first port of each appliance, and ` (and 3 more ports of vio-1)` for the others.
  func forEach(_ hardware: Hardware, _ body: (Int, String) -> Void) {
    for (unit, others) in first {
      let name = hardware.appliances[hardware.units[unit].appliance].name
      body(unit, others == 0 ? "" : " (and \(others) more port\(others == 1 ? "" : "s") of \(name))")
    }
  }
}
