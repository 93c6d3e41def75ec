internal import Documents
internal import FabricModel

extension Rule {
  /// An identity that names no pool comes from the default one; with two of them the name of a pool would decide.
  static let oneDefaultPool = Rule(
    "pool.twoDefaults", .error, "one pool is the default of its type", source: "an identity without a source comes from the default pool",
    .site { subject, findings in
      var first: [AddressPoolType: Declared<AddressPool>] = [:]
      for pool in subject.manifest.addressPools where pool.spec.isDefault == true {
        guard let other = first[pool.spec.type] else {
          first[pool.spec.type] = pool
          continue
        }
        if other.name == pool.name { continue }
        findings.add(
          RuleObject(pool), at: .spec(.key("default")),
          "'\(other.name)' and '\(pool.name)' are both the default pool of type \(pool.spec.type)",
          related: [("the other one", RuleObject(other), .spec(.key("default")))], help: "write 'default: true' in one of them")
      }
    })
}
