internal import Documents
internal import FabricModel

extension Rule {
  /// A card that the catalogue does not know has no type, so that no pool ever has its ports.
  static let poolModelsAreCatalogued = Rule(
    "adapterPool.unknownModel", .error, "a pool selects models of the catalogue", source: "the adapter catalogue",
    .site { subject, findings in
      for pool in subject.manifest.adapterPools {
        for (index, model) in (pool.spec.select.models ?? []).enumerated() where Catalogue.adapter(named: model) == nil {
          let known = Catalogue.adapters.filter { $0.kind == pool.spec.type }.map(\.name)
          let meant = nearest(to: model, among: known)
          findings.add(
            RuleObject(pool), at: .spec(.key("select"), .key("models"), .item(index)),
            "pool '\(pool.name)' asks for the adapter model '\(model)', which the catalogue doesn't have",
            help: meant.map { "did you mean '\($0)'?" } ?? "of type \(pool.spec.type) it has \(listed(known, most: 8))",
            fix: { range in meant.map { TextEdit(range, replacement: $0) } })
        }
      }
    })
}
