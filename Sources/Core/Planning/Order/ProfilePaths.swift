internal import FabricModel

/// v-ports that stand in for each other, as they are at one moment.
struct RedundantPaths {
  let name: String
  let members: [VPortRecord]
  let minAvailable: Int
}

/// The paths of one profile, over all of its parts.
struct ProfilePaths {
  var vports: [VPortRecord] = []
  /// Names of the v-ports that its server boots from.
  var boot: [String] = []
  /// The redundancy groups that are declared for it.
  let declared: [SafetyTerms.Group]
  /// Ports without a link: what is on one is no path.
  let dark: Set<PortAddress>

  func isUp(_ vport: VPortRecord) -> Bool { vport.isActive && (dark.isEmpty || vport.port.map { !dark.contains($0) } ?? true) }

  /// The declared groups that a v-port is in, else the implicit ones (one a network, and one of all vHBAs), and the paths that its server boots from.
  func groups(of vport: VPortRecord) -> [RedundantPaths] {
    var groups: [RedundantPaths] = []
    for group in declared where group.members.contains(vport.name) {
      groups.append(
        RedundantPaths(name: group.name, members: vports.filter { group.members.contains($0.name) }, minAvailable: group.minAvailable))
    }
    if groups.isEmpty { groups = implicitGroups(of: vport) }
    if boot.contains(vport.name) {
      groups.append(RedundantPaths(name: "boot", members: vports.filter { boot.contains($0.name) }, minAvailable: 1))
    }
    return groups
  }

  private func implicitGroups(of vport: VPortRecord) -> [RedundantPaths] {
    let vports = declared.isEmpty ? vports : vports.filter { other in !declared.contains { $0.members.contains(other.name) } }
    return switch vport.kind {
    // Nothing stands in for a disk.
    case .vdisk: [RedundantPaths(name: vport.name, members: [vport], minAvailable: 1)]
    case .vhba: [RedundantPaths(name: "vhbas", members: vports.filter { $0.kind == .vhba }, minAvailable: 1)]
    case .vnic:
      vport.networks.map { network in
        RedundantPaths(name: network, members: vports.filter { $0.networks.contains(network) }, minAvailable: 1)
      }
    }
  }

  /// Whether no group has fewer members up than it must; one on no server, or on one that is off, misses nothing.
  func areWhole(off: Set<String>) -> Bool {
    vports.allSatisfy { vport in
      guard let server = vport.server, !server.isEmpty, !off.contains(server), vport.kind != .vdisk else { return true }
      return groups(of: vport).allSatisfy { $0.members.count(where: isUp) >= $0.minAvailable }
    }
  }
}

extension Replay {
  func paths(of profile: String, _ rules: ImpactRules) -> ProfilePaths {
    ProfilePaths(
      vports: vports[profile] ?? [], boot: parts[profile]?.flatMap { appliances[$0]?.profiles[profile]?.boot ?? [] } ?? [],
      declared: rules.terms.groups[profile] ?? [], dark: rules.dark)
  }
}

extension Hardware {
  /// Ports of which the appliance says that they have no link.
  var dark: Set<PortAddress> { Set(units.indices.filter { units[$0].port.isLinkUp == false }.map(address)) }
}

extension Fabric {
  /// Profiles on a server that is off, or that lack a path which their server needs: each takes one of the places of its class (I8).
  ///
  /// A server that somebody vouches for as off is down on purpose, and takes none.
  func alreadyDown(_ rules: ImpactRules) -> [String] {
    let terms = rules.terms
    var down: Set<String> = []
    var paths: [String: ProfilePaths] = [:]
    for profile in appliances.lazy.flatMap(\.profiles) {
      let name = profile.record.name
      guard let server = profile.record.server, !server.isEmpty, terms.fenced[server] == nil else { continue }
      if rules.off.contains(server) { down.insert(name) }
      paths[name, default: ProfilePaths(declared: terms.groups[name] ?? [], dark: rules.dark)].vports += profile.vports
      paths[name]?.boot += profile.record.boot ?? []
    }
    for (name, paths) in paths where !paths.areWhole(off: rules.off) { down.insert(name) }
    return down.sorted()
  }
}
