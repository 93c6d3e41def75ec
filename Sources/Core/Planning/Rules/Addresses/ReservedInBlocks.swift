internal import Documents
internal import FabricModel

extension Rule {
  /// Reserving what the pool does not have changes nothing; mostly a digit is wrong, and the address that was meant is dealt.
  static let reservedInBlocks = Rule(
    "pool.reservedOutside", .warning, "what a pool reserves lies in its blocks", source: "a pool deals addresses of its blocks only",
    .site { subject, findings in
      for pool in subject.manifest.addressPools where pool.spec.reserved != nil {
        guard let type = pool.spec.type.identity else { continue }
        let blocks = pool.spec.blocks.compactMap { try? $0.range(of: type).get() }
        guard blocks.count == pool.spec.blocks.count, !blocks.isEmpty else { continue }
        for (index, text) in (pool.spec.reserved ?? []).enumerated() {
          guard let identity = type.read(text), !blocks.contains(where: { $0.contains(identity) }) else { continue }
          findings.add(
            RuleObject(pool), at: .spec(.key("reserved"), .item(index)),
            "pool '\(pool.name)' reserves \(identity), which it doesn't have: it deals \(blocks[0].first) to \(blocks[0].last)"
              + (blocks.count == 1 ? "" : " and \(counted(blocks.count - 1, "more block"))"),
            help: "correct the address, or take it out")
        }
      }
    })
}
