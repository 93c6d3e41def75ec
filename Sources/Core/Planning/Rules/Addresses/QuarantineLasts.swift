internal import Documents
internal import FabricModel

extension Rule {
  /// LUN masks and zones follow WWPNs, and switches keep MACs: whoever gets an address too soon gets its former owner's disks.
  static let quarantineLasts = Rule(
    "pool.shortQuarantine", .note, "a released address rests for an hour at least",
    source: "LUN masks and zones follow WWPNs until somebody takes them away",
    .site { subject, findings in
      for pool in subject.manifest.addressPools {
        guard let type = pool.spec.type.identity, let rest = pool.spec.quarantine, rest < Interval(seconds: 3600) else { continue }
        let danger =
          type.universe == .wwn
          ? "while zones and LUN masks may still be its former owner's" : "while it may still be known as its former owner's"
        findings.add(
          RuleObject(pool), at: .spec(.key("quarantine")),
          "an address of pool '\(pool.name)' goes to another \(rest == .zero ? "at once" : "after \(rest)"), \(danger)",
          help: "let it rest as long as the other teams need to clean up; without the field it is 24h")
      }
    })
}
