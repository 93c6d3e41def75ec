internal import Documents
internal import FabricModel

extension Rule {
  /// A card without SR-IOV or NPIV is given to one host at a time.
  static let poolCardsAreShareable = Rule(
    "adapterPool.notShareable", .error, "a shared pool names cards that can be shared",
    source: "InformationWeek, tech road map on virtual I/O: a card without SR-IOV is given to one host at a time",
    .site { subject, findings in
      for pool in subject.manifest.adapterPools where pool.spec.sharing == .shared {
        func complain(_ model: AdapterModel, _ what: String, _ path: [Locator.Step]) {
          findings.add(
            RuleObject(pool), at: path,
            "pool '\(pool.name)' is shared, and \(what) can't be: \(model.name) has neither SR-IOV nor NPIV and serves one server at a time",
            help: "take it out of the pool, or make a pool with 'sharing: exclusive' for it and lend it by an AdapterLease")
        }
        for (index, name) in (pool.spec.select.models ?? []).enumerated() {
          guard let model = Catalogue.adapter(named: name), model.kind == pool.spec.type, !model.canBeShared else { continue }
          complain(model, "'\(name)'", .spec(.key("select"), .key("models"), .item(index)))
        }
        for (index, port) in (pool.spec.select.ports ?? []).enumerated() {
          guard let model = subject.hardware.unit(at: port).flatMap({ subject.models[$0] }) else { continue }
          guard model.kind == pool.spec.type, !model.canBeShared else { continue }
          complain(model, "'\(port)'", .spec(.key("select"), .key("ports"), .item(index)))
        }
      }
    })
}
