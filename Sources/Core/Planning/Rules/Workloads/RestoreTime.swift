internal import Documents
internal import FabricModel

extension Rule {
  /// Getting the data back takes longer than was asked.
  static let restoreTime = Rule(
    "workload.restore", .warning, "the data of a workload can be back within the time that is asked",
    source: "size divided by rate, without protocol overhead; the Virtuozzo and Intel adapters paper on backup over its own adapter",
    .site { subject, findings in
      guard subject.manifest.workloads.contains(where: { $0.spec.restore != nil }) else { return }
      let guarantees = subject.guarantees()
      for (index, profile) in subject.profilesOfWorkloads().enumerated() {
        let workload = subject.manifest.workloads[index]
        guard let profile, let restore = workload.spec.restore, let size = restore.size, let within = restore.within,
          let name = restore.network, let network = subject.names.networks[name],
          let rate = subject.rate(of: profile, on: network, guarantees: guarantees), rate.whole > .zero
        else { continue }
        let seconds = Int64(clamping: Int128(size.bytes) * 8 / Int128(rate.whole.bitsPerSecond))
        guard seconds > within.seconds, within.seconds > 0 else { continue }
        let needed = Bitrate.mbps(Int64(clamping: Int128(size.bytes) * 8 / Int128(within.seconds) / 1_000_000 + 1))
        findings.add(
          RuleObject(workload), at: [.key("spec"), .key("restore"), .key("within")],
          "\(size) of '\(workload.name)' over \(rate.whole) takes \(duration(seconds)), asked are \(duration(within.seconds)): on network "
            + "'\(name)', \(rate.explanation)",
          related: rate.vnics.prefix(1).map { ("its vNIC", subject.profile(profile), subject.path(to: $0, .key("name"))) },
          help: "\(needed) would do; or allow \(duration(seconds))")
      }
    })
}

/// `90s`, `57min`, `3h 20min`, `2d 4h`: as exact as a person asks.
private func duration(_ seconds: Int64) -> String {
  func parts(_ large: Int64, _ one: String, _ small: Int64, _ other: String) -> String {
    small == 0 ? "\(large)\(one)" : "\(large)\(one) \(small)\(other)"
  }
  if seconds < 120 { return "\(seconds)s" }
  let minutes = (seconds + 30) / 60
  if minutes < 120 { return "\(minutes)min" }
  if minutes < 48 * 60 { return parts(minutes / 60, "h", minutes % 60, "min") }
  return parts(minutes / 1440, "d", minutes % 1440 / 60, "h")
}
