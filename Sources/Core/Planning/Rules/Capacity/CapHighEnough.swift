internal import Documents
internal import FabricModel

extension Rule {
  /// Below its lowest rate the card refuses a cap, and the function stays without one.
  static let capHighEnough = Rule(
    "rate.capTooLow", .error, "a cap is one that the card can keep", source: "Linux ixgbe_sriov.c: max_tx_rate is 0, or 11 Mb/s and more",
    .eachProfile { subject, profile, findings in
      for index in subject.vports[profile] {
        guard let cap = subject.wanted[index].record.maximum, cap > .zero, let unit = subject.wanted[index].unit else { continue }
        guard let model = subject.models[unit], let least = model.minimumMaxRate, cap < least else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toRate: "max", of: index),
          "'\(subject.wanted[index].record.name)' is capped at \(cap), and \(model.name) can't cap below \(least): it would refuse",
          help: "write 'max: \(least)' or more; 'max: 0bps' is no cap")
      }
    })
}
