internal import Documents
internal import FabricModel

extension Rule {
  /// There are spares, but none for this model.
  static let noSpareOfModel = Rule(
    "server.noSpareOfModel", .note, "where there are spares, there is one of each model in use",
    source: "HP VCEM: a profile moves to a spare of the same model",
    .site { subject, findings in
      let servers = subject.manifest.servers
      let spares = Set(servers.filter { $0.spec.role == .spare }.compactMap(\.spec.model))
      guard !spares.isEmpty else { return }
      var models: [String: [Declared<Server>]] = [:]
      for server in servers where server.spec.role != .spare {
        if let model = server.spec.model, !spares.contains(model) { models[model, default: []].append(server) }
      }
      for (model, users) in models.sorted(by: { $0.key < $1.key }) {
        findings.add(
          RuleObject(users[0]), at: [.key("spec"), .key("model")],
          "no spare is of model '\(model)', as \(quoted(users.map(\.name), most: 3)) \(users.count == 1 ? "is" : "are"); the spares are "
            + "of model \(quoted(spares.sorted(), most: 3))",
          help: "keep a spare of this model: a host that starts on other hardware may not find its devices")
      }
    })

  /// A spare that reaches less than the servers it stands by for.
  static let spareWithFewerCables = Rule(
    "server.spareCables", .warning, "a spare is cabled to as many appliances as the servers it can replace",
    source: "a profile that moves needs ports on the appliances that it had them on (DESIGN section 5)",
    .site { subject, findings in
      let servers = subject.manifest.servers
      func appliances(_ server: Int) -> Set<Int> { Set(subject.cabling.cables[server].map(\.appliance)) }
      var widest: [String: (server: Int, count: Int)] = [:]
      for index in servers.indices where servers[index].spec.role != .spare {
        let count = appliances(index).count
        if count > widest[servers[index].spec.model ?? ""]?.count ?? 0 { widest[servers[index].spec.model ?? ""] = (index, count) }
      }
      for (index, spare) in servers.enumerated() where spare.spec.role == .spare && !subject.cabling.broken.contains(index) {
        guard let other = widest[spare.spec.model ?? ""], !subject.cabling.broken.contains(other.server) else { continue }
        let mine = appliances(index)
        guard mine.count < other.count, !mine.isEmpty else { continue }
        let missing = appliances(other.server).subtracting(mine).map { subject.hardware.appliances[$0].name }.sorted()
        findings.add(
          RuleObject(spare), at: [.key("spec"), .key("connections")],
          "spare '\(spare.name)' is cabled to \(counted(mine.count, "appliance")), and '\(servers[other.server].name)', which it may have to "
            + "replace, to \(other.count): a profile that moves there loses its other paths",
          related: [("the server", RuleObject(servers[other.server]), [.key("spec"), .key("connections")])],
          help: "cable the spare to \(quoted(missing, most: 3)), too")
      }
    })
}
