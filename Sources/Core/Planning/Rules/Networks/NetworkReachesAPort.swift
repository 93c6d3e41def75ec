internal import Documents
internal import FabricModel

extension Rule {
  /// A network without a port is mostly one whose 'physicalNetwork' is misspelt. Where a v-port found no place for it, that was said.
  static let networkReachesAPort = Rule(
    "network.noPort", .warning, "a network reaches a port", source: "a network reaches the ports of its physical network and its side",
    .site { subject, findings in
      guard subject.knowsAllHardware else { return }
      let hardware = subject.hardware
      var wires: [Int: Set<FabricSide?>] = [:]
      for unit in hardware.units where unit.kind == .ethernet { wires[unit.physicalNetwork, default: []].insert(unit.port.fabric) }
      guard !wires.isEmpty else { return }
      for (index, network) in subject.manifest.networks.enumerated() {
        let name = network.spec.physicalNetwork ?? "default"
        let sides = hardware.physicalNetworks[name].flatMap { wires[$0] } ?? []
        guard !sides.contains(where: { agree($0, network.spec.fabric) }) else { continue }
        guard !subject.isAnyUnplaced({ subject.wanted[$0].networks.contains(index) }) else { continue }
        let there = hardware.physicalNetworks.filter { wires[$0.value] != nil }.map(\.key).sorted()
        let meant = sides.isEmpty ? nearest(to: name, among: there) : nil
        let why = sides.isEmpty ? "none is in the physical network '\(name)'" : "those of '\(name)' are all on the other side"
        findings.add(
          RuleObject(network), at: sides.isEmpty ? .spec(.key("physicalNetwork")) : .spec(.key("fabric")),
          "network '\(network.name)' reaches no Ethernet port: \(why)",
          help: meant.map { "did you mean '\($0)'?" } ?? "the ports are in \(listed(there.map { "'\($0)'" }))",
          fix: { range in network.spec.physicalNetwork == nil ? nil : meant.map { TextEdit(range, replacement: $0) } })
      }
    })
}
