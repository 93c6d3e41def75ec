internal import Documents
internal import FabricModel

/// The lower of two rates, of those that are known.
private func least(_ one: Bitrate?, _ other: Bitrate?) -> Bitrate? {
  guard let one, let other else { return one ?? other }
  return min(one, other)
}

extension Rule {
  /// A cap above what the port or the server's cable carries caps nothing.
  static let capWithinSpeed = Rule(
    "rate.capAboveSpeed", .warning, "a cap is below the speed of its port",
    source: "Linux ixgbe_sriov.c: max_tx_rate is at most the link speed",
    .eachProfile { subject, profile, findings in
      for index in subject.vports[profile] {
        guard let cap = subject.wanted[index].record.maximum, cap > .zero, let unit = subject.wanted[index].unit else { continue }
        let speed = subject.hardware.units[unit].speed
        let link = subject.hardware.appliances[subject.hardware.units[unit].appliance].inventory.hostLink
        guard let most = least(speed, link), cap > most else { continue }
        let port = subject.hardware.units[unit]
        let what = most == port.speed ? "its port \(subject.name(of: unit))" : "the server's cable to \(subject.host(of: port).name)"
        findings.add(
          subject.profile(profile), at: subject.path(toRate: "max", of: index),
          "the cap \(cap) of '\(subject.wanted[index].record.name)' is above the \(most) of \(what): it caps nothing",
          help: "write a lower 'max', or none")
      }
    })
}
