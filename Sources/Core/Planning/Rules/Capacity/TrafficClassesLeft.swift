internal import Documents
internal import FabricModel

extension Rule {
  /// The more functions of an x520 port are in use, the fewer traffic classes it has; classes beyond them share a queue.
  static let trafficClassesLeft = Rule(
    "qos.trafficClasses", .warning, "a port has as many traffic classes as its v-ports ask for",
    source: "Linux Documentation/networking/device_drivers/ethernet/intel/ixgbe.rst: 8 classes below 16 VFs, 4 below 32, else 1",
    .site { subject, findings in
      let classes = Dictionary(
        subject.manifest.qosPolicies.compactMap { policy in policy.spec.class.map { (policy.name, $0) } },
        uniquingKeysWith: { first, _ in first })
      guard !classes.isEmpty else { return }
      let profiles = subject.manifest.profiles
      var short = PortFindings()
      var asked: [Int: Set<Int>] = [:]
      for unit in subject.hardware.units.indices {
        guard let model = subject.models[unit], let most = model.trafficClasses(with: subject.use[unit].count) else { continue }
        var here: Set<Int> = []
        for index in subject.use[unit] where subject.wanted[index].record.kind == .vnic {
          here.insert(profiles[subject.wanted[index].profile].spec.vnics[subject.wanted[index].item].qos.flatMap { classes[$0] } ?? 0)
        }
        guard here.count > most else { continue }
        asked[unit] = here
        short.add(unit, subject.hardware)
      }
      short.forEach(subject.hardware) { unit, others in
        guard let place = subject.place(of: unit), let model = subject.models[unit], let here = asked[unit] else { return }
        let count = subject.use[unit].count
        let most = model.trafficClasses(with: count) ?? 0
        findings.add(
          place.object, at: place.path,
          "with \(counted(count, "v-port")) \(subject.name(of: unit)) has \(most) traffic class\(most == 1 ? "" : "es"), and their QoS "
            + "policies ask for \(here.count) (\(listed(here.sorted().map(String.init), most: 8)))\(others): some share a queue",
          help: "spread the v-ports over more ports, or ask for fewer classes: \(words(model))")
      }
    })

  /// `8 up to 15 v-ports, 4 up to 31, 1 up to 63`.
  private static func words(_ model: AdapterModel) -> String {
    model.trafficClasses.enumerated().map { "\($1.classes) up to \($1.functions)\($0 == 0 ? " v-ports" : "")" }.joined(separator: ", ")
  }
}
