internal import Documents
internal import FabricModel

extension Rule {
  /// Boot paths that all go down together, where their whole redundancy group does not: of that, the group's rule speaks.
  static let bootPathsShareFate = Rule(
    "boot.sharedFate", .warning, "the boot paths of a profile share no adapter, appliance, switch or VSAN where there is another",
    source: "a server that restarts while its last boot path is down stays down (DESIGN section 6, I5)",
    .eachProfile { subject, profile, findings in
      let paths = subject.diskPaths(of: profile)
      guard paths.count > 1, let fate = subject.sharedFate(of: paths.map(\.vport), profile) else { return }
      let isToldOfGroup = subject.groups(of: profile).contains { group in
        paths.allSatisfy { group.members.contains($0.vport) } && subject.sharedFate(of: group.members, profile) == fate
      }
      if isToldOfGroup { return }
      findings.add(
        subject.profile(profile), at: [.key("spec"), .key("boot")],
        "\(subject.names(paths.map(\.vport))) are all that '\(subject.manifest.profiles[profile].name)' boots from, and all use \(fate): a "
          + "restart while that is down does not come back",
        help: "put a v-port that goes another way on the boot list")
    })

  /// One way to the boot disk.
  static let singleBootPath = Rule(
    "boot.singlePath", .note, "a profile that boots over a SAN has two paths to its disk",
    source: "a server that restarts while its last boot path is down stays down (DESIGN section 6, I5)",
    .eachProfile { subject, profile, findings in
      let paths = subject.diskPaths(of: profile)
      guard paths.count == 1, let path = paths.first, subject.bootPaths(of: profile).count == 1, subject.bootDisks(of: profile).isEmpty
      else { return }
      let others = subject.vports[profile].filter { $0 != path.vport && subject.isVHBA($0) && subject.isVHBA(path.vport) }
      findings.add(
        subject.profile(profile), at: path.place,
        "'\(subject.wanted[path.vport].record.name)' is the only path that '\(subject.manifest.profiles[profile].name)' boots over: a restart "
          + "while it is down does not come back",
        help: others.isEmpty ? "add a second path to the disk and list it" : "list \(subject.names(others)), too")
    })

  /// All paths end in one port of the disk array.
  static let oneBootTarget = Rule(
    "boot.oneTarget", .warning, "boot paths lead to different ports of the disk array",
    source: "arrays have two controllers so that one may fail or be updated",
    .eachProfile { subject, profile, findings in
      let paths = subject.diskPaths(of: profile).filter { subject.isVHBA($0.vport) }
      guard paths.count > 1 else { return }
      let targets = paths.map { Set(subject.targets($0.vport).compactMap(\.wwpn)) }
      guard let wwpn = targets[0].first, targets.allSatisfy({ $0 == [wwpn] }) else { return }
      findings.add(
        subject.profile(profile), at: subject.path(to: paths[1].vport, .key("targets")),
        "\(subject.names(paths.map(\.vport))) all boot from storage port \(wwpn): when its controller restarts, no path is left",
        help: "name a port of the array's other controller in one of them")
    })

  /// Paths to different LUNs: which system starts depends on which path is up.
  static let bootFromDifferentLUNs = Rule(
    "boot.differentLUNs", .warning, "all boot paths lead to the same LUN",
    source: "the paths of one disk carry one LUN number unless the array maps it otherwise for each initiator",
    .eachProfile { subject, profile, findings in
      let paths = subject.diskPaths(of: profile).filter { subject.isVHBA($0.vport) && !subject.targets($0.vport).isEmpty }
      guard paths.count > 1 else { return }
      let first = Set(subject.targets(paths[0].vport).compactMap(\.lun))
      guard let other = paths.first(where: { Set(subject.targets($0.vport).compactMap(\.lun)).isDisjoint(with: first) }) else { return }
      func luns(_ path: BootPath) -> String {
        let name = subject.wanted[path.vport].record.name
        return "'\(name)' from LUN \(Set(subject.targets(path.vport).compactMap(\.lun)).sorted().map(String.init).joined(separator: ", "))"
      }
      findings.add(
        subject.profile(profile), at: subject.path(to: other.vport, .key("targets")),
        "'\(subject.manifest.profiles[profile].name)' boots over \(luns(paths[0])) and over \(luns(other)): which system starts depends on which "
          + "path is up",
        help: "write the same 'lun' in both")
    })
}

extension RuleSubject {
  /// What these v-ports all use, where there is another: `adapter vio-1/3`.
  fileprivate func sharedFate(of vports: [Int], _ profile: Int) -> String? {
    if let units = units(of: vports) {
      if units.commonAdapter != nil { return "adapter \(host(of: units[0]).name)/\(units[0].slotPort.slot)" }
      if let appliance = units.commonAppliance, hasTwoAppliances(profile) { return "appliance '\(hardware.appliances[appliance].name)'" }
      if let name = units.commonSwitch, let kind = units[0].kind, switches[kind]?.count ?? 0 > 1 { return "switch '\(name)'" }
    }
    guard manifest.vsans.count > 1, let vsan = vports.first.flatMap({ wanted[$0].vsan }) else { return nil }
    return vports.allSatisfy { wanted[$0].vsan == vsan } ? "VSAN '\(manifest.vsans[vsan].name)'" : nil
  }
}
