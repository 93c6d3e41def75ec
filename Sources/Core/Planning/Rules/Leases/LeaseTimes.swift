internal import Documents
internal import FabricModel

extension Rule {
  /// What is lent is one adapter, or any of a pool.
  static let leaseChoice = Rule(
    "lease.choice", .error, "an AdapterLease names either an adapter or a pool",
    source: "DESIGN section 4: 'pool' or 'adapter'",
    .site { subject, findings in
      for lease in subject.manifest.leases {
        switch (lease.spec.adapter, lease.spec.pool) {
        case (let adapter?, let pool?):
          findings.add(
            RuleObject(lease), at: [.key("spec"), .key("pool")], "'\(lease.name)' names both adapter \(adapter) and pool '\(pool)'",
            help: "keep 'adapter' for this very card, or 'pool' for any that is free")
        case (nil, nil):
          findings.add(
            RuleObject(lease), at: [.key("spec")], "'\(lease.name)' says neither which adapter is lent nor from which pool",
            help: "add 'adapter: APPLIANCE/SLOT' or 'pool: NAME'")
        default: break
        }
      }
    })

  /// An adapter goes back before it was lent.
  static let leaseBackwards = Rule(
    "lease.backwards", .error, "an AdapterLease begins before it expires", source: "DESIGN section 4: 'from' and 'expires'",
    .site { subject, findings in
      for lease in subject.manifest.leases {
        guard let from = lease.spec.from, let expires = lease.spec.expires, expires <= from else { continue }
        findings.add(
          RuleObject(lease), at: [.key("spec"), .key("expires")], "'\(lease.name)' expires at \(expires), and begins at \(from)",
          help: expires == from ? "a lease of no time lends nothing" : "are the two swapped?")
      }
    })

  /// It is over already.
  static let leaseExpired = Rule(
    "lease.expired", .warning, "an AdapterLease in the manifests is not over",
    source: "the I/O-virtualization report, option 2: a resource is lent for a task and released after it",
    .site { subject, findings in
      guard let now = subject.site.now else { return }
      for lease in subject.manifest.leases {
        guard let expires = lease.spec.expires, expires <= now, lease.spec.from.map({ $0 < expires }) ?? true else { continue }
        let isWarning = lease.spec.onExpiry == .warn
        findings.add(
          RuleObject(lease), at: [.key("spec"), .key("expires")],
          "'\(lease.name)' expired at \(expires): "
            + (isWarning ? "server '\(lease.spec.server ?? "")' is to give the adapter back" : "the next plan takes the adapter back"),
          help: "remove the lease, or move 'expires'")
      }
    })

  /// A loan without an end is a gift.
  static let leaseEndless = Rule(
    "lease.endless", .note, "an AdapterLease says when it expires",
    source: "the I/O-virtualization report, option 2: 'temporarily assign it … and once the task is completed, release back to the pool'",
    .site { subject, findings in
      for lease in subject.manifest.leases where lease.spec.expires == nil {
        findings.add(
          RuleObject(lease), at: [.key("spec")],
          "'\(lease.name)' never expires: server '\(lease.spec.server ?? "")' keeps the adapter until somebody remembers it",
          help: "add 'expires', such as the morning after the job")
      }
    })
}
