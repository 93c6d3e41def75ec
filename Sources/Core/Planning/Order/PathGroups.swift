internal import FabricModel

/// v-ports that stand in for each other, as they are at one moment.
struct PathGroup {
  let name: String
  let members: [VPortRecord]
  let minAvailable: Int

  var up: Int { members.count(where: \.isActive) }
}

extension Replay {
  /// The declared groups that a v-port is in, else the implicit ones (one a network, and one of all vHBAs), and the paths that its server boots from.
  func groups(of vport: VPortRecord, _ terms: SafetyTerms) -> [PathGroup] {
    let all = vports[vport.profile] ?? []
    var groups: [PathGroup]
    let declared = (terms.groups[vport.profile] ?? []).filter { $0.members.contains(vport.name) }
    if !declared.isEmpty {
      groups = declared.map { group in
        PathGroup(name: group.name, members: all.filter { group.members.contains($0.name) }, minAvailable: group.minAvailable)
      }
    } else {
      groups = Self.implicitGroups(of: vport, all)
    }
    let boot = bootPaths(of: vport.profile)
    if boot.contains(vport.name), vport.kind != .vdisk {
      groups.append(PathGroup(name: "boot", members: all.filter { boot.contains($0.name) }, minAvailable: 1))
    }
    return groups
  }

  private static func implicitGroups(of vport: VPortRecord, _ all: [VPortRecord]) -> [PathGroup] {
    switch vport.kind {
    // Nothing stands in for a disk.
    case .vdisk: [PathGroup(name: vport.name, members: [vport], minAvailable: 1)]
    case .vhba: [PathGroup(name: "vhbas", members: all.filter { $0.kind == .vhba }, minAvailable: 1)]
    case .vnic:
      vport.networks.map { network in
        PathGroup(name: network, members: all.filter { $0.networks.contains(network) }, minAvailable: 1)
      }
    }
  }

  /// The names of the v-ports that a profile's server boots from, over all of its parts.
  private func bootPaths(of profile: String) -> [String] {
    parts[profile]?.flatMap { appliances[$0]?.profiles[profile]?.boot ?? [] } ?? []
  }

  /// Whether none of a profile's groups has fewer members up than it must; one on no server, or on one that is off, misses nothing.
  func isWhole(_ profile: String, _ terms: SafetyTerms, off: Set<String>) -> Bool {
    for vport in vports[profile] ?? [] {
      guard let server = vport.server, !server.isEmpty, !off.contains(server), vport.kind != .vdisk else { continue }
      if groups(of: vport, terms).contains(where: { $0.up < $0.minAvailable }) { return false }
    }
    return true
  }
}
