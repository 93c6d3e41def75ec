internal import Documents
internal import FabricModel

extension Rule {
  /// A port that is nearly full takes no server in when another port fails or is serviced.
  static let functionsLeft = Rule(
    "port.functions", .warning, "a port has functions left",
    source: "Linux ixgbe: 63 VFs a port; qla2xxx: 63 NPIV ports",
    .site { subject, findings in
      let units = subject.hardware.units
      var near = PortFindings()
      for unit in units.indices {
        if let limit = units[unit].functionLimit, subject.use[unit].count * 10 > limit * 9 { near.add(unit, subject.hardware) }
      }
      near.forEach(subject.hardware) { unit, others in
        guard let place = subject.place(of: unit), let limit = units[unit].functionLimit else { return }
        findings.add(
          place.object, at: place.path,
          "\(subject.use[unit].count) of the \(limit) \(units[unit].kind == .fibreChannel ? "NPIV ports" : "functions") of "
            + "\(subject.name(of: unit)) are in use\(others): hardly a v-port finds a place there when another port fails",
          help: "spread the v-ports over more ports, or plug in one more card")
      }
    })
}
