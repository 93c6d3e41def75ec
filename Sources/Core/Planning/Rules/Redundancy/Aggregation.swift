internal import Documents
internal import FabricModel

// Modes in which the switch treats the members as one link. Of a group that is wrong in several ways, the first is told.
extension Rule {
  /// The partner of an aggregated link is one switch.
  static let aggregationOverSwitches = Rule(
    "aggregation.switches", .error, "the members of a link aggregation end on one switch",
    source: "torvalds/linux Documentation/networking/bonding.rst, 802.3ad and balance-xor; edc.intel.com teaming modes, SLA",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        guard subject.fault(of: group, spec) == .switches, let mode = spec.mode, let index = group.declared else { continue }
        let ends = group.members.compactMap { member in
          subject.unit(of: member)?.port.uplink.map { "'\(subject.wanted[member].record.name)' on '\($0.switchName)'" }
        }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("mode")),
          "mode '\(mode)' needs all members on one switch, and \(ends.joined(separator: ", ")) are on different ones",
          help: "use 'active-backup', which needs nothing of the switch; switches joined by MLAG count as one: give their uplinks one name")
      }
    })

  /// Links of different speed are not aggregated.
  static let aggregationOfSpeeds = Rule(
    "aggregation.speeds", .error, "the members of a link aggregation have the same speed",
    source: "IEEE 802.1AX: links of one aggregation have the same rate; edc.intel.com teaming modes, SLA",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        guard subject.fault(of: group, spec) == .speeds, let mode = spec.mode, let index = group.declared else { continue }
        let ends = group.members.compactMap { member in
          subject.unit(of: member)?.speed.map { "'\(subject.wanted[member].record.name)' has \($0)" }
        }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("mode")),
          "mode '\(mode)' aggregates links of one speed, and \(ends.joined(separator: ", "))",
          help: "use ports of one speed, or 'active-backup', which takes any")
      }
    })

  /// A shared port has one LACP partner: several servers cannot each aggregate over it.
  static let aggregationOfSharedPorts = Rule(
    "aggregation.sharedPort", .error, "the members of a link aggregation are on exclusive adapters",
    source: "a physical port has one LACP partner (IEEE 802.1AX), so functions of a shared port can't each have their own",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        guard subject.fault(of: group, spec) == .sharedPort, let mode = spec.mode, let index = group.declared else { continue }
        guard let shared = group.members.first(where: { subject.unit(of: $0)?.isShared ?? false }) else { continue }
        let port = subject.wanted[shared].unit.map { subject.hardware.address(of: $0).description } ?? ""
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("mode")),
          "mode '\(mode)' makes one link of whole ports, and '\(subject.wanted[shared].record.name)' has a share of port \(port)",
          help: "use 'active-backup', or lend the server adapters of its own with an AdapterLease")
      }
    })
}

private enum AggregationFault {
  case switches, speeds, sharedPort
}

extension RuleSubject {
  fileprivate func fault(of group: VPortGroup, _ spec: RedundancyGroup) -> AggregationFault? {
    guard let mode = spec.mode, mode.isAggregation, let units = units(of: group) else { return nil }
    if Set(units.compactMap { $0.port.uplink?.switchName }).count > 1 { return .switches }
    if Set(units.compactMap(\.speed)).count > 1 { return .speeds }
    return units.contains(where: \.isShared) ? .sharedPort : nil
  }
}
