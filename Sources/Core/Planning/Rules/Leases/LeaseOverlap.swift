internal import Documents
internal import FabricModel

extension Rule {
  /// Two servers have one adapter at the same time.
  static let leaseOverlap = Rule(
    "lease.overlap", .error, "an adapter is lent to one server at a time",
    source: "DESIGN section 6, I4: an exclusive adapter has one server",
    .site { subject, findings in
      let leases = subject.manifest.leases.filter { $0.spec.adapter != nil && $0.spec.begins < $0.spec.ends }
      let inOrder = leases.sorted { ($0.spec.begins, $0.name) < ($1.spec.begins, $1.name) }
      var last: [AdapterAddress: Declared<AdapterLease>] = [:]
      for lease in inOrder {
        guard let adapter = lease.spec.adapter else { continue }
        guard let other = last[adapter], other.spec.ends > lease.spec.begins else {
          last[adapter] = lease
          continue
        }
        let end = other.spec.expires.map { "until \($0)" } ?? "without end"
        findings.add(
          RuleObject(lease), at: [.key("spec"), .key(lease.spec.from == nil ? "adapter" : "from")],
          "adapter \(adapter) is lent to '\(lease.spec.server ?? "")' \(lease.spec.from.map { "from \($0)" } ?? "at once"), and '\(other.name)' "
            + "lends it to '\(other.spec.server ?? "")' \(end)",
          related: [("the lease before", RuleObject(other), [.key("spec"), .key(other.spec.expires == nil ? "adapter" : "expires")])],
          help: "let one begin when the other has ended, or lend another adapter")
        if lease.spec.ends > other.spec.ends { last[adapter] = lease }
      }
    })
}

extension AdapterLease {
  /// Seconds since 1970; absent means at once.
  fileprivate var begins: Int64 { from?.seconds ?? .min }
  /// Absent means never.
  fileprivate var ends: Int64 { expires?.seconds ?? .max }
}
