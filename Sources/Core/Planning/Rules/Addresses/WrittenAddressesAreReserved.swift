internal import Documents
internal import FabricModel

extension Rule {
  /// A written address in a pool's block goes back to the pool with its profile, although somebody chose it: then another server gets it.
  ///
  /// Told once a pool, and not of a pool most of whose addresses are written down: there somebody pins what was dealt.
  static let writtenAddressesAreReserved = Rule(
    "pool.writtenAddress", .note, "addresses that profiles write down are reserved in their pool",
    source: "OneView and UCS keep user-defined addresses apart from pools",
    .site { subject, findings in
      let pools = subject.manifest.addressPools
      guard !pools.isEmpty else { return }
      let blocks = PoolBlocks(pools)
      var found: [(first: (Identity, profile: Int, vport: Int?)?, count: Int)] = Array(repeating: (nil, 0), count: pools.count)
      let reserved = pools.map { Set($0.spec.reservedIdentities) }
      subject.forEachWritten { identity, profile, vport in
        blocks.forEach(containing: identity) { entry in
          guard !reserved[entry.pool].contains(identity) else { return }
          found[entry.pool].count += 1
          if found[entry.pool].first == nil { found[entry.pool].first = (identity, profile, vport) }
        }
      }
      guard found.contains(where: { $0.count > 0 }) else { return }
      var given = [Int](repeating: 0, count: pools.count)
      for index in subject.wanted.indices {
        if let identity = subject.wanted[index].record.identity { blocks.forEach(containing: identity) { given[$0.pool] += 1 } }
      }
      for (index, pool) in pools.enumerated() {
        let found = found[index]
        guard let (identity, profile, vport) = found.first, found.count * 2 <= given[index] else { continue }
        let others = found.count == 1 ? "" : ", and so \(found.count == 2 ? "does" : "do") \(found.count - 1) more that profiles write down"
        findings.add(
          RuleObject(pool), at: .spec(.key("blocks")),
          "\(identity) of \(subject.owner(profile, vport)) lies in pool '\(pool.name)' without being reserved\(others): "
            + "when it is taken out of the profile, the pool deals it to another",
          related: [("written here", subject.profile(profile), subject.path(toWritten: identity, vport))],
          help: "add it to the pool's 'reserved', or write 'pool: \(pool.name)' and let the pool deal it")
      }
    })
}
