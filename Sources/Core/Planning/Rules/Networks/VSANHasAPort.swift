internal import Documents
internal import FabricModel

extension Rule {
  /// An HBA port sits in the one VSAN of its switch port, and its NPIV logins inherit it. Where a vHBA found no place, that was said.
  static let vsanHasAPort = Rule(
    "vsan.noPort", .warning, "a VSAN has a port", source: "an HBA port sits in the VSAN of its switch port, and NPIV logins inherit it",
    .site { subject, findings in
      guard subject.knowsAllHardware else { return }
      let ports = subject.hardware.units.filter { $0.kind == .fibreChannel }
      guard !ports.isEmpty else { return }
      for (index, vsan) in subject.manifest.vsans.enumerated() {
        guard let id = vsan.spec.vsan else { continue }
        let isReached = ports.contains { port in port.port.vsan.map { $0 == id } ?? agree(port.port.fabric, vsan.spec.fabric) }
        guard !isReached, !subject.isAnyUnplaced({ subject.wanted[$0].vsan == index }) else { continue }
        let there = Set(ports.compactMap(\.port.vsan)).sorted().map(\.description)
        findings.add(
          RuleObject(vsan), at: .spec(.key("vsan")), "no FC port is in VSAN \(id) of '\(vsan.name)': no vHBA can reach it",
          help: there.isEmpty ? "the FC ports are on the other side" : "the FC ports are in VSAN \(listed(there))")
      }
    })
}
