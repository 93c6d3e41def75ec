internal import Documents
internal import FabricModel

extension Rule {
  /// Guarantees hold on the day that a port fails only if the ports of the partners have the room for both.
  static let survivesPort = Rule(
    "capacity.survivePort", .warning, "what a port guarantees can be carried without it",
    source: "capacity planning: what remains after one failure must carry what is promised",
    .site { subject, findings in
      var told = PortFindings()
      var shortages: [Int: Survival.Shortage] = [:]
      for shortage in Survival(.port, subject).shortages() {
        let port = shortage.failed.lowerBound
        shortages[port] = shortage
        told.add(port, subject.hardware)
      }
      told.forEach(subject.hardware) { unit, others in
        guard let place = subject.place(of: unit), let shortage = shortages[unit] else { return }
        findings.add(
          place.object, at: place.path,
          "when \(subject.name(of: unit))\(others) fails, \(shortage.missing) of the \(shortage.guaranteed) guaranteed there can't be carried: "
            + "\(subject.name(of: shortage.tightest.unit)) would have to guarantee \(shortage.tightest.needed) of \(shortage.tightest.limit)",
          help: "lower 'bandwidth.min' of v-ports that stand in for each other, or spread them over more ports")
      }
    })
}
