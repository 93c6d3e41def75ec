internal import Documents
internal import FabricModel

extension Rule {
  /// What runs on a server needs more of a network, most of the time, than its vNICs give.
  static let averageDemand = Rule(
    "workload.demand", .error, "the workloads of a profile need no more of a network on average than its vNICs give",
    source: "the Virtuozzo and Intel adapters paper: five servers at 30 Mbps consolidated on one host need 150 Mbps, which a 100 Mbps "
      + "connection does not service",
    .site { subject, findings in
      guard !subject.manifest.workloads.isEmpty else { return }
      let guarantees = subject.guarantees()
      for demand in subject.demands() {
        guard let rate = subject.rate(of: demand.profile, on: demand.network, guarantees: guarantees) else { continue }
        guard demand.average > rate.whole else { continue }
        findings.add(
          demand, "average", subject,
          "\(subject.users(of: demand)) \(demand.average) of network '\(subject.manifest.networks[demand.network].name)' on average, and "
            + "'\(subject.manifest.profiles[demand.profile].name)' has \(rate.whole) there: \(rate.explanation)",
          help: "add \(demand.average - rate.whole): raise a cap, add a vNIC, or run one of them elsewhere")
      }
    })

  /// The averages fit, the peaks do not.
  static let peakDemand = Rule(
    "workload.peak", .warning, "the workloads of a profile need no more of a network at their peaks than its vNICs give",
    source: "the Virtuozzo and Intel adapters paper: consolidated traffic is the sum of the traffic of each application",
    .site { subject, findings in
      guard !subject.manifest.workloads.isEmpty else { return }
      let guarantees = subject.guarantees()
      for demand in subject.demands() where demand.peak > demand.average {
        guard let rate = subject.rate(of: demand.profile, on: demand.network, guarantees: guarantees) else { continue }
        guard demand.average <= rate.whole, demand.peak > rate.whole else { continue }
        findings.add(
          demand, "peak", subject,
          "at their peaks \(subject.users(of: demand)) \(demand.peak) of network '\(subject.manifest.networks[demand.network].name)', and "
            + "'\(subject.manifest.profiles[demand.profile].name)' has \(rate.whole) there: \(rate.explanation)",
          help: "it is slow while all of them are busy; add \(demand.peak - rate.whole) if that happens at one time")
      }
    })

  /// With one path down the averages no longer fit.
  static let demandOnePathDown = Rule(
    "workload.onePathDown", .warning, "the workloads of a profile fit what is left of a network with one vNIC down",
    source: "workflow 'adapter maintenance': the survivors must carry what was on the adapter (DOMAIN section 2)",
    .site { subject, findings in
      guard !subject.manifest.workloads.isEmpty else { return }
      let guarantees = subject.guarantees()
      for demand in subject.demands() {
        guard let rate = subject.rate(of: demand.profile, on: demand.network, guarantees: guarantees), let degraded = rate.degraded,
          demand.average <= rate.whole, demand.average > degraded
        else { continue }
        findings.add(
          demand, "average", subject,
          "\(subject.users(of: demand)) \(demand.average) of network '\(subject.manifest.networks[demand.network].name)' on average, and with "
            + "one vNIC down '\(subject.manifest.profiles[demand.profile].name)' has \(degraded) there: \(rate.explanation)",
          help: "until it is back, they get \(degraded); add \(demand.average - degraded) to what is left, or run one of them elsewhere")
      }
    })
}

extension RuleSubject {
  /// `'vm-1' needs`, `'vm-1' and 'vm-2' together need`.
  fileprivate func users(of demand: NetworkDemand) -> String {
    let names = demand.users.map { manifest.workloads[$0.workload].name }
    return quoted(names, most: 4) + (names.count == 1 ? " needs" : " together need")
  }
}

extension RuleFindings {
  /// Points at the most demanding of the workloads, and at the vNICs that give too little.
  fileprivate mutating func add(_ demand: NetworkDemand, _ key: String, _ subject: RuleSubject, _ message: String, help: String) {
    guard let first = demand.users.first else { return }
    let profile = subject.profile(demand.profile)
    let vnics = subject.vnics(of: demand.profile, on: demand.network).prefix(2).map { vnic in
      (message: "one of its vNICs", object: profile, path: subject.path(to: vnic, .key("name")))
    }
    add(
      RuleObject(subject.manifest.workloads[first.workload]), at: [.key("spec"), .key("traffic"), .item(first.item), .key(key)], message,
      related: vnics, help: help)
  }
}
