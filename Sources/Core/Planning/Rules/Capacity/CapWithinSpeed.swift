internal import Documents
internal import FabricModel

extension Rule {
  /// A cap above what the port or the server's cable carries caps nothing.
  static let capWithinSpeed = Rule(
    "rate.capAboveSpeed", .warning, "a cap is below the speed of its port",
    source: "Linux ixgbe_sriov.c: max_tx_rate is at most the link speed",
    .eachProfile { subject, profile, findings in
      for index in subject.vports[profile] {
        guard let cap = subject.wanted[index].record.maximum, cap > .zero, let unit = subject.wanted[index].unit else { continue }
        let port = subject.hardware.units[unit]
        let link = subject.hardware.appliances[port.appliance].inventory.hostLink
        guard let most = [port.speed, link].compactMap({ $0 }).min(), cap > most else { continue }
        let what = most == port.speed ? "its port \(subject.name(of: unit))" : "the server's cable to \(subject.host(of: port).name)"
        findings.add(
          subject.profile(profile), at: subject.path(toRate: "max", of: index),
          "the cap \(cap) of '\(subject.wanted[index].record.name)' is above the \(most) of \(what): it caps nothing",
          help: "write a lower 'max', or none")
      }
    })
}
