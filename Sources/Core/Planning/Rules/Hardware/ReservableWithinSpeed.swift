internal import Documents
internal import FabricModel

extension Rule {
  /// What is guaranteed must be there: more than the whole of a port's speed is not.
  static let reservableWithinSpeed = Rule(
    "adapterPool.reservable", .error, "a pool guarantees no more than its ports carry",
    source: "VMware NIOC guarantees at most 75 % of an adapter; nothing guarantees more than all of it",
    .site { subject, findings in
      for pool in subject.manifest.adapterPools {
        guard let reservable = pool.spec.reservable, reservable > .all else { continue }
        findings.add(
          RuleObject(pool), at: .spec(.key("reservable")),
          "pool '\(pool.name)' lets guaranteed rates add up to \(reservable) of a port's speed, and a port carries 100%",
          help: "write 'reservable: 100%' or less; caps may add up to more, by 'overcommit'",
          fix: { TextEdit($0, replacement: "100%") })
      }
    })
}
