/// The makes of appliances and adapters that weft knows; their figures stand beside this file, with their sources.
package enum Catalogue {
  package static let adapters: [AdapterModel] = [
    intelX520, qLogicQLE2462, qLogicQLE2562, lsi9260, intelPRO1000PT, intelPRO1000MTQuad, intelPRO10GbESR, intelPRO10GbELR,
    ucsLAN, ucsSAN,
  ]
  package static let appliances: [ApplianceModel] = [vio4001, ucs]

  /// By name or alias, with or without the vendor before it, in either case.
  package static func adapter(named name: String) -> AdapterModel? { adapterIndex[name] ?? adapterIndex[name.lowercased()] }
  package static func appliance(named name: String) -> ApplianceModel? { applianceIndex[name.lowercased()] }

  private static let adapterIndex = index(adapters) { ($0.vendor, [$0.name] + $0.aliases) }
  private static let applianceIndex = index(appliances) { ($0.vendor, [$0.name] + $0.aliases) }

  private static func index<Model>(_ models: [Model], _ names: (Model) -> (vendor: String, names: [String])) -> [String: Model] {
    var index: [String: Model] = [:]
    for model in models {
      let (vendor, names) = names(model)
      for name in names.flatMap({ [$0, "\(vendor) \($0)"] }) {
        let earlier = index.updateValue(model, forKey: name.lowercased())
        precondition(earlier == nil, "two models are called '\(name)'")
      }
    }
    return index
  }
}
