internal import FabricModel
internal import XML

/// Writes a state as a new document of the native dialect.
struct NativeEncoder {
  private let state: ApplianceState

  init(_ state: ApplianceState) { self.state = state }

  func tree() throws(DialectRefusal) -> XMLTree {
    try checkNames()
    var root = XMLTree("vioConfig", attributes: ["xmlns": NativeDialect.namespace])
    root.append(element("appliance", NativeTables.appliance, state))
    let profiles = try profileTrees()
    let parts = [
      ("adapters", state.inventory.adapters.map(adapterTree)),
      ("networks", state.networks.map { element("network", NativeTables.network, $0) }),
      ("vsans", state.vsans.map { element("vsan", NativeTables.vsan, $0) }),
      ("serverPorts", serverPorts().map { element("serverPort", NativeTables.serverPort, $0) }),
      ("profiles", profiles),
    ]
    for (name, children) in parts where !children.isEmpty { root.append(XMLTree(name, children: children)) }
    return root
  }

  private func element<Target>(_ name: String, _ table: AttributeTable<Target>, _ target: Target) -> XMLTree {
    var tree = XMLTree(name)
    table.write(target, to: &tree)
    return tree
  }

  private func adapterTree(_ adapter: Adapter) -> XMLTree {
    var tree = element("adapter", NativeTables.adapter, adapter)
    for port in adapter.ports { tree.append(element("port", NativeTables.port, port)) }
    return tree
  }

  private func profileTrees() throws(DialectRefusal) -> [XMLTree] {
    var trees: [XMLTree] = []
    let cables = serverPorts()
    for profile in state.profiles {
      var record = profile.record
      if !record.isBound {
        record.serverPort = record.server == nil ? record.serverPort : 0
      } else if (record.serverPort ?? 0) == 0 {
        guard let cable = cables.first(where: { $0.server == record.server }) else {
          let problem = "cannot be written: it is on '\(record.server ?? "")', and no server port of '\(state.name)' is cabled to that"
          throw DialectRefusal(.profile(record.name), problem)
        }
        record.serverPort = cable.number
      }
      var tree = element("profile", NativeTables.profile, record)
      for vport in profile.vports {
        if vport.kind == .vdisk, vport.size == nil { throw DialectRefusal(.vport(vport.address), "cannot be written: it has no size") }
        tree.append(element(vport.kind.rawValue, NativeTables.vport(vport.kind), vport))
      }
      trees.append(tree)
    }
    return trees
  }

  /// With those that only profiles know of: in a desired state the servers say where their cables are.
  private func serverPorts() -> [ServerPort] {
    var ports = state.inventory.serverPorts
    for profile in state.profiles {
      guard let server = profile.record.server, !server.isEmpty, let number = profile.record.serverPort, number > 0,
        server != NativeDialect.serverName(appliance: state.name, port: number)
      else { continue }
      if let index = ports.firstIndex(where: { $0.number == number }) {
        if ports[index].server.isEmpty { ports[index].server = server }
      } else {
        ports.append(ServerPort(number: number, server: server))
      }
    }
    return ports.sorted { $0.number < $1.number }
  }

  private func checkNames() throws(DialectRefusal) {
    for network in state.networks { try check(network.name, .network(network.name)) }
    for vsan in state.vsans { try check(vsan.name, .vsan(vsan.name)) }
    for profile in state.profiles {
      try check(profile.record.name, .profile(profile.record.name))
      for vport in profile.vports { try check(vport.name, .vport(vport.address)) }
    }
  }

  private func check(_ name: String, _ address: ObjectAddress) throws(DialectRefusal) {
    if !NativeDialect.isName(name) {
      throw DialectRefusal(address, "cannot be written: '\(name)' is not a name, which has neither blanks nor '/'")
    }
  }
}
