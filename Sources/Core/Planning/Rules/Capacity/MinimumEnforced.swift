internal import Documents
internal import FabricModel

extension Rule {
  /// On such a card a guarantee is admission control: weft keeps the sum below what the port carries, and the caps of the others protect it.
  ///
  /// Told once a pool, and once for all v-ports that name none.
  static let minimumEnforced = Rule(
    "rate.notEnforced", .note, "guaranteed rates are enforced by the card",
    source: "Linux ixgbe: min_tx_rate must be 0; k8snetworkplumbingwg/sriov-cni issue 107",
    .site { subject, findings in
      let pools = subject.manifest.adapterPools
      var found: [(first: Int, count: Int, sum: Bitrate)] = Array(repeating: (-1, 0, .zero), count: pools.count + 1)
      for index in subject.wanted.indices {
        guard let minimum = subject.wanted[index].record.minimum, minimum > .zero else { continue }
        guard let unit = subject.wanted[index].unit, subject.models[unit]?.enforcesMinimumRate == false else { continue }
        let pool = subject.wanted[index].pool ?? pools.count
        if found[pool].count == 0 { found[pool].first = index }
        found[pool].count += 1
        found[pool].sum += minimum
      }
      for (pool, found) in found.enumerated() where found.count > 0 {
        guard let model = subject.wanted[found.first].unit.flatMap({ subject.models[$0] }) else { continue }
        let first = subject.wanted[found.first]
        let who = found.count == 1 ? "'\(first.record.address)'" : "\(found.count) v-ports ('\(first.record.address)' is the first)"
        let whose = pool < pools.count ? " on pool '\(pools[pool].name)'" : ""
        findings.add(
          pool < pools.count ? RuleObject(pools[pool]) : subject.profile(first.profile),
          at: pool < pools.count ? .objectName : subject.path(toRate: "min", of: found.first),
          "\(model.name) can't enforce the \(found.sum) guaranteed to \(who)\(whose): weft only keeps guarantees from adding up to more than a "
            + "port carries",
          help: "cap the v-ports beside them by 'bandwidth.max' where the guarantee matters")
      }
    })
}
