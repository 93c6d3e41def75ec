internal import Documents
internal import FabricModel

extension Rule {
  /// A pool has ports of one type; naming a card of another one selects nothing.
  static let poolPortsHaveItsType = Rule(
    "adapterPool.otherType", .error, "what a pool selects by name is of its type", source: "the adapter catalogue",
    .site { subject, findings in
      for pool in subject.manifest.adapterPools {
        for (index, name) in (pool.spec.select.models ?? []).enumerated() {
          guard let model = Catalogue.adapter(named: name), model.kind != pool.spec.type else { continue }
          findings.add(
            RuleObject(pool), at: .spec(.key("select"), .key("models"), .item(index)),
            "\(model.name) is a card of type \(model.kind), and pool '\(pool.name)' is of type \(pool.spec.type): none of its ports is ever in it",
            help: "take it out, or give the pool 'type: \(model.kind)'")
        }
        for (index, port) in (pool.spec.select.ports ?? []).enumerated() {
          guard let unit = subject.hardware.unit(at: port), let model = subject.models[unit], model.kind != pool.spec.type else { continue }
          findings.add(
            RuleObject(pool), at: .spec(.key("select"), .key("ports"), .item(index)),
            "\(port) is a port of a \(model.name), which is of type \(model.kind), and pool '\(pool.name)' is of type \(pool.spec.type)",
            help: "take it out, or name a port of another card")
        }
      }
    })
}
