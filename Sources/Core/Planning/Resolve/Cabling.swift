internal import Documents
internal import FabricModel

/// Which server is plugged into which appliance.
struct Cabling {
  /// The cables of each server that the manifests declare: appliance and the appliance's server port, in the order of appliances.
  var cables: [[Cable]] = []
  /// Servers with a cable that makes no sense, which was said.
  var broken: Set<Int> = []
  /// What a driver reports of a server port, by appliance and number.
  var reported: [CableEnd: ServerPort] = [:]

  struct Cable: Hashable {
    let appliance: Int
    let port: Int
  }

  struct CableEnd: Hashable {
    let appliance: Int
    let port: Int
  }
}

extension Resolver {
  mutating func resolveCabling() {
    var byServer: [String: [Cabling.Cable]] = [:]
    for (position, host) in hardware.appliances.enumerated() {
      for port in host.inventory.serverPorts {
        cabling.reported[.init(appliance: position, port: port.number)] = port
        if !port.server.isEmpty { byServer[port.server, default: []].append(.init(appliance: position, port: port.number)) }
      }
    }
    var users: [Cabling.CableEnd: CableUser] = [:]
    for server in site.manifest.servers {
      guard !server.spec.connections.isEmpty else {
        cabling.cables.append(byServer[server.name] ?? [])
        continue
      }
      var cables: [Cabling.Cable] = []
      for (index, connection) in server.spec.connections.enumerated() {
        if let cable = check(connection, index, of: server, byServer[server.name] ?? [], &users) {
          cables.append(cable)
        } else {
          cabling.broken.insert(cabling.cables.count)
        }
      }
      cabling.cables.append(cables.sorted { ($0.appliance, $0.port) < ($1.appliance, $1.port) })
    }
    checkOneProfilePerServer()
  }

  private mutating func check(
    _ connection: Server.Connection, _ index: Int, of server: Declared<Server>, _ reported: [Cabling.Cable],
    _ users: inout [Cabling.CableEnd: CableUser]
  ) -> Cabling.Cable? {
    func place(_ key: String) -> SourceRange? {
      site.range(server.origin, .key("spec"), .key("connections"), .item(index), .key(key))
    }
    guard let position = hardware.position(of: connection.appliance) else {
      reportUnknown("appliance", connection.appliance, among: hardware.appliances.map(\.name), at: place("appliance"))
      return nil
    }
    let end = Cabling.CableEnd(appliance: position, port: connection.port)
    let name = "\(connection.appliance) server port \(connection.port)"
    if let limit = hardware.appliances[position].serverPorts, connection.port > limit {
      report(.noSuchServerPort(connection.port, limit, connection.appliance, at: place("port")))
    }
    if let first = users[end] {
      let other = site.range(first.origin, .key("spec"), .key("connections"), .item(first.connection), .key("port"))
      report(.cableConflict(name, first.server, server.name, at: place("port"), first: other))
    } else {
      users[end] = CableUser(server: server.name, origin: server.origin, connection: index)
    }
    if let other = cabling.reported[end], !other.server.isEmpty, other.server != server.name {
      report(.mismatch(name, "is cabled to \(server.name)", "is reported as cabled to \(other.server)", at: place("port")))
    } else if cabling.reported[end]?.server != server.name,
      let other = reported.first(where: {
        $0.appliance == position && !server.spec.connections.contains(.init(appliance: connection.appliance, port: $0.port))
      })
    {
      report(
        .mismatch("cable of \(server.name)", "ends in \(name)", "is reported in server port \(other.port)", at: place("port")))
    }
    return Cabling.Cable(appliance: position, port: connection.port)
  }

  private mutating func checkOneProfilePerServer() {
    var users: [String: Int] = [:]
    users.reserveCapacity(site.manifest.profiles.count)
    for position in site.manifest.profiles.indices {
      guard let server = site.manifest.profiles[position].spec.server, !server.isEmpty else { continue }
      if let first = users[server].map({ site.manifest.profiles[$0] }) {
        let profile = site.manifest.profiles[position]
        report(
          .serverConflict(
            server, first.name, profile.name, at: site.range(profile.origin, .key("spec"), .key("server")),
            first: site.range(first.origin, .key("spec"), .key("server"))))
      } else {
        users[server] = position
      }
    }
  }
}

/// The connection of a manifest that was the first to claim a server port.
private struct CableUser {
  let server: String
  let origin: Origin
  let connection: Int
}
