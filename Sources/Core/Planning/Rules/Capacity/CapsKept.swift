internal import Documents
internal import FabricModel

extension Rule {
  /// The driver sets transmit limits only while the link is up at 10 Gb/s, and a change of speed drops them without a word.
  static let capsKept = Rule(
    "rate.capsDropped", .warning, "capped v-ports sit on ports that keep caps",
    source: "Linux ixgbe_sriov.c: transmit rate limits need a link of 10 Gb/s; a change of speed drops them",
    .site { subject, findings in
      var slow = PortFindings()
      for (unit, port) in subject.hardware.units.enumerated() {
        guard let model = subject.models[unit], model.capsNeedFullSpeed, let speed = port.speed, speed < model.maxSpeed else { continue }
        if subject.use[unit].contains(where: { (subject.wanted[$0].record.maximum ?? .zero) > .zero }) { slow.add(unit, subject.hardware) }
      }
      slow.forEach(subject.hardware) { unit, others in
        guard let place = subject.place(of: unit, "speed"), let model = subject.models[unit] else { return }
        let capped = subject.use[unit].filter { (subject.wanted[$0].record.maximum ?? .zero) > .zero }
        let speed = subject.hardware.units[unit].speed?.description ?? ""
        findings.add(
          place.object, at: place.path,
          "\(subject.name(of: unit))\(others) runs at \(speed), where \(model.name) silently drops caps: \(counted(capped.count, "v-port")) "
            + "\(capped.count == 1 ? "has" : "have") one, '\(subject.wanted[capped[0]].record.address)' first",
          help: "bring the link to \(model.maxSpeed), or move capped v-ports to other ports by a pool")
      }
    })
}
