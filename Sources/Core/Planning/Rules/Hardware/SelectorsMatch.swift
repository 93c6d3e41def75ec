internal import Documents
internal import FabricModel

extension Rule {
  /// A model or label that nothing has is mostly a misspelt one, and makes the pool smaller than it looks.
  static let selectorsMatch = Rule(
    "adapterPool.unmatched", .warning, "each model and label that a pool selects is there",
    source: "a selector that matches nothing selects nothing",
    .site { subject, findings in
      let pools = subject.manifest.adapterPools
      guard pools.contains(where: { $0.spec.select.models != nil || $0.spec.select.labels != nil }), subject.knowsAllHardware else {
        return
      }
      let models = Set(subject.models.compactMap { $0?.name })
      var labels: Set<Label> = []
      for host in subject.hardware.appliances {
        labels.formUnion(host.labels)
        for adapter in host.inventory.adapters { labels.formUnion(adapter.labels) }
      }
      for pool in pools {
        for (index, name) in (pool.spec.select.models ?? []).enumerated() {
          guard let model = Catalogue.adapter(named: name), model.kind == pool.spec.type, !models.contains(model.name) else { continue }
          let there = Set(subject.models.compactMap { $0?.kind == pool.spec.type ? $0?.name : nil }).sorted()
          findings.add(
            RuleObject(pool), at: .spec(.key("select"), .key("models"), .item(index)),
            "pool '\(pool.name)' asks for '\(name)', and no appliance has one",
            help: there.isEmpty
              ? "no appliance has a card of type \(pool.spec.type)" : "of type \(pool.spec.type) there is \(listed(there))")
        }
        for label in pool.spec.select.labels ?? [] where !labels.contains(label) {
          let values = labels.filter { $0.key == label.key }.map(\.value).sorted()
          let meant = nearest(to: label.value, among: values)
          let known = values.isEmpty ? "nothing has a label '\(label.key)'" : "'\(label.key)' is \(listed(values, most: 8))"
          findings.add(
            RuleObject(pool), at: .spec(.key("select"), .key("labels"), .key(label.key)),
            "pool '\(pool.name)' asks for the label '\(label.key): \(label.value)', and no adapter or appliance has it",
            help: meant.map { "did you mean '\($0)'?" } ?? known, fix: { range in meant.map { TextEdit(range, replacement: $0) } })
        }
      }
    })
}
