internal import Documents
internal import FabricModel

extension Rule {
  /// Two answers to one question.
  static let qosAndBandwidth = Rule(
    "qos.andBandwidth", .error, "a vNIC has either 'qos' or 'bandwidth'", source: "DESIGN section 4: qos | bandwidth",
    .eachProfile { subject, profile, findings in
      for vport in subject.vports[profile] where subject.isVNIC(vport) {
        let vnic = subject.vnic(vport)
        guard let policy = vnic.qos, vnic.bandwidth != nil else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(to: vport, .key("qos")),
          "'\(vnic.name)' has rates of its own ('bandwidth') and those of QoS policy '\(policy)'",
          help: "keep one of the two; a policy holds 'min' and 'max', too")
      }
    })
}
