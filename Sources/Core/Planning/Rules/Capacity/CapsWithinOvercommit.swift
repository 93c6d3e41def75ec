internal import Documents
internal import FabricModel

extension Rule {
  /// A pool says how far caps may add up; beyond, servers that all want their share get less than the pool promises.
  static let capsWithinOvercommit = Rule(
    "adapterPool.overcommitted", .warning, "the caps on a port add up to what its pool allows", source: "the pool's 'overcommit'",
    .site { subject, findings in
      for (index, pool) in subject.manifest.adapterPools.enumerated() where subject.pools.indices.contains(index) {
        guard let overcommit = pool.spec.overcommit else { continue }
        var worst: (unit: Int, sum: Bitrate, limit: Bitrate)?
        var ports = 0
        for unit in subject.hardware.units.indices where subject.pools[index].contains(unit) {
          guard let speed = subject.hardware.units[unit].speed else { continue }
          var sum = Bitrate.zero
          for vport in subject.use[unit] { if let cap = subject.wanted[vport].record.maximum { sum += cap } }
          let limit = speed * overcommit
          guard sum > limit else { continue }
          ports += 1
          if worst.map({ sum - limit > $0.sum - $0.limit }) ?? true { worst = (unit, sum, limit) }
        }
        guard let worst else { continue }
        let others =
          ports == 1 ? "" : ", and \(counted(ports - 1, "other port")) of the pool \(ports == 2 ? "has" : "have") too much as well"
        let speed = subject.hardware.units[worst.unit].speed?.description ?? ""
        findings.add(
          RuleObject(pool), at: .spec(.key("overcommit")),
          "the caps on \(subject.name(of: worst.unit)) add up to \(worst.sum), and pool '\(pool.name)' allows \(worst.limit), which is "
            + "\(overcommit) of \(speed)\(others)", help: "lower some 'bandwidth.max', raise 'overcommit', or add ports to the pool")
      }
    })
}
