internal import Documents
internal import FabricModel

extension Rule {
  /// Each condition of a selector matches something, and yet no port meets them all.
  ///
  /// Where a single condition matches nothing, or a v-port of the pool found no place, that was said already.
  static let poolHasPorts = Rule(
    "adapterPool.empty", .warning, "a pool has ports", source: "no v-port can sit on a pool without ports",
    .site { subject, findings in
      for (index, pool) in subject.manifest.adapterPools.enumerated() where subject.pools.indices.contains(index) {
        guard subject.pools[index].isEmpty, subject.knowsAllHardware, !isExplained(pool.spec, subject),
          !subject.isAnyUnplaced({ subject.wanted[$0].pool == index })
        else { continue }
        findings.add(
          RuleObject(pool), at: .objectName, "pool '\(pool.name)' has no port: \(misses(pool.spec, subject.hardware))",
          help: "widen its 'select', or take the pool away")
      }
    })

  /// Whether other findings say why there is nothing in it.
  private static func isExplained(_ pool: AdapterPool, _ subject: RuleSubject) -> Bool {
    let models = pool.select.models ?? []
    let catalogued = models.compactMap { Catalogue.adapter(named: $0) }
    let there = Set(subject.models.compactMap { $0?.name })
    if catalogued.count < models.count || catalogued.contains(where: { $0.kind != pool.type || !there.contains($0.name) }) { return true }
    if pool.sharing == .shared, catalogued.contains(where: { !$0.canBeShared }) { return true }
    if let appliances = pool.select.appliances, appliances.contains(where: { subject.hardware.position(of: $0) == nil }) { return true }
    for port in pool.select.ports ?? [] {
      guard let model = subject.hardware.unit(at: port).flatMap({ subject.models[$0] }), model.kind == pool.type else { return true }
      if pool.sharing == .shared, !model.canBeShared { return true }
    }
    for label in pool.select.labels ?? [] {
      let isThere = subject.hardware.appliances.contains { host in
        host.labels.contains(label) || host.inventory.adapters.contains { $0.labels.contains(label) }
      }
      if !isThere { return true }
    }
    return false
  }

  /// `of 8 ports, 4 are of another type and 4 on side B or none`.
  private static func misses(_ pool: AdapterPool, _ hardware: Hardware) -> String {
    let selection = Selection(pool)
    var counts: [Selection.Criterion: Int] = [:]
    for unit in hardware.units.indices { if let miss = selection.miss(of: unit, in: hardware) { counts[miss, default: 0] += 1 } }
    let parts = Selection.Criterion.allCases.compactMap { criterion in
      counts[criterion].map { count in
        let words =
          switch criterion {
          case .type: "not of type \(pool.type)"
          case .sharing: pool.sharing == .shared ? "on exclusive adapters" : "on shared adapters"
          case .appliance: "on other appliances"
          case .model: "of other models"
          case .label: "without its labels"
          case .fabric: "not on side \(pool.select.fabric?.rawValue ?? "")"
          case .port: "not among those it names"
          }
        return "\(count) \(count == 1 ? "is" : "are") \(words)"
      }
    }
    return "of \(counted(hardware.units.count, "port")), \(listed(parts, most: 8))"
  }
}
