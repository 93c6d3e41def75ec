internal import Documents
internal import FabricModel

extension Rule {
  /// As for a port, when a whole appliance fails or is serviced. A server that is cabled to no other is not this rule's.
  static let survivesAppliance = Rule(
    "capacity.surviveAppliance", .warning, "what an appliance guarantees can be carried without it",
    source: "capacity planning: what remains after one failure must carry what is promised",
    .site { subject, findings in
      guard subject.hardware.appliances.count > 1 else { return }
      for shortage in Survival(.appliance, subject).shortages() {
        let position = subject.hardware.units[shortage.failed.lowerBound].appliance
        guard let object = subject.appliance(position) else { continue }
        findings.add(
          object, at: .objectName,
          "when '\(object.name)' fails, \(shortage.missing) of the \(shortage.guaranteed) guaranteed there can't be carried by the others: "
            + "\(subject.name(of: shortage.tightest.unit)) would have to guarantee \(shortage.tightest.needed) of \(shortage.tightest.limit)",
          help: "lower 'bandwidth.min' of v-ports that stand in for each other, or add ports to the other appliances")
      }
    })
}
