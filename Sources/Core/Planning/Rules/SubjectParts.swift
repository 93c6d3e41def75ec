internal import Documents
internal import FabricModel

// What several rules ask of the same profile.
extension RuleSubject {
  func spec(_ profile: Int) -> ServerProfile { manifest.profiles[profile].spec }

  func vnic(_ vport: Int) -> VNIC { manifest.profiles[wanted[vport].profile].spec.vnics[wanted[vport].item] }
  func vhba(_ vport: Int) -> VHBA { manifest.profiles[wanted[vport].profile].spec.vhbas[wanted[vport].item] }

  func isVNIC(_ vport: Int) -> Bool { wanted[vport].record.kind == .vnic }
  /// `vNIC`, `vHBA` or `vdisk`.
  func noun(_ vport: Int) -> String {
    switch wanted[vport].record.kind {
    case .vnic: "vNIC"
    case .vhba: "vHBA"
    case .vdisk: "vdisk"
    }
  }

  func isVHBA(_ vport: Int) -> Bool { wanted[vport].record.kind == .vhba }

  func vport(named name: String, of profile: Int) -> Int? { vports[profile].first { wanted[$0].record.name == name } }

  /// `'vnic0' and 'vnic1'`.
  func names(_ vports: [Int]) -> String { quoted(vports.map { wanted[$0].record.name }) }

  /// Whether every appliance's cards are known, so that a rule which says nothing means that nothing is wrong.
  var isHardwareKnown: Bool { site.observed != nil || hardware.appliances.allSatisfy { !$0.units.isEmpty } }

  /// Whether a profile's server has cables to two appliances.
  func hasTwoAppliances(_ profile: Int) -> Bool {
    guard let cables = cables(of: profile), let first = cables.first else { return false }
    return cables.contains { $0.appliance != first.appliance }
  }

  /// What carries the I/O of a v-port: the transport of its appliance, or of all that it may come to be on; nil where that is not known.
  func transport(of vport: Int) -> Transport? {
    if let unit = unit(of: vport) { return transports[unit.appliance] }
    return transport(ofServerOf: wanted[vport].profile)
  }

  /// The one transport of all the appliances that a profile's server is cabled to.
  func transport(ofServerOf profile: Int) -> Transport? {
    guard let cables = cables(of: profile), let first = cables.first else { return nil }
    let transport = transports[first.appliance]
    return cables.allSatisfy { transports[$0.appliance] == transport } ? transport : nil
  }
}

// Redundancy groups.
extension RuleSubject {
  /// The groups that a profile declares, with what it says of them.
  func declaredGroups(of profile: Int) -> [(group: VPortGroup, spec: RedundancyGroup)] {
    let declared = spec(profile).redundancy
    if declared.isEmpty { return [] }
    return groups[profile].compactMap { group in group.declared.map { (group, declared[$0]) } }
  }

  func mode(of group: VPortGroup, in profile: Int) -> RedundancyMode? { group.declared.flatMap { spec(profile).redundancy[$0].mode } }

  /// The ports of all members; nil unless there are two members and each has one.
  func units(of group: VPortGroup) -> [Hardware.Unit]? { units(of: group.members) }

  func units(of members: [Int]) -> [Hardware.Unit]? {
    guard members.count > 1 else { return nil }
    var units: [Hardware.Unit] = []
    for member in members {
      guard let unit = unit(of: member) else { return nil }
      units.append(unit)
    }
    return units
  }

  /// Where a declared group, or what is said of it, stands in the document of its profile.
  func path(toGroup declared: Int, _ steps: Locator.Step...) -> [Locator.Step] {
    [.key("spec"), .key("redundancy"), .item(declared)] + steps
  }

  /// Where a group is to be pointed at: its list of members, or the first of those that nobody grouped.
  func place(of group: VPortGroup) -> [Locator.Step] {
    group.declared.map { path(toGroup: $0, .key("members")) } ?? path(to: group.members[0], .key("name"))
  }
}

extension [Hardware.Unit] {
  /// The adapter that all of them belong to.
  var commonAdapter: Int? { common { $0.adapter } }
  /// The appliance that all of them belong to.
  var commonAppliance: Int? { common { $0.appliance } }
  /// The switch that all of them are plugged into, as far as that is known.
  var commonSwitch: String? { common { $0.port.uplink?.switchName }.flatMap { $0 } }

  private func common<Value: Equatable>(_ value: (Hardware.Unit) -> Value) -> Value? {
    guard let first = first.map(value), allSatisfy({ value($0) == first }) else { return nil }
    return first
  }
}

/// `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`; of more than `most`, the first ones and how many more there are.
func quoted(_ names: [String], most: Int = 6) -> String {
  var parts = names.prefix(most).map { "'\($0)'" }
  if names.count > most { parts.append("\(names.count - most) more") }
  guard parts.count > 1 else { return parts.first ?? "" }
  return parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
}
