internal import Documents
internal import FabricModel

extension Rule {
  /// SFT is there for the failure of a switch, which takes both members when they are on one.
  static let switchFaultToleranceOnOneSwitch = Rule(
    "teaming.sftOneSwitch", .error, "the members of an SFT team are plugged into different switches",
    source: "edc.intel.com teaming modes: SFT requires members on different switches",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) where spec.mode == .switchFaultTolerance {
        guard let index = group.declared, let name = subject.units(of: group)?.commonSwitch else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("mode")),
          "\(subject.names(group.members)) are a team for the failure of a switch (SFT), and all are plugged into '\(name)'",
          help: "choose ports that lead to two switches ('spread: switch'), or use mode 'AFT', which works on one")
      }
    })

  /// Modes that hand MACs from member to member, on virtual functions that may only send with their own.
  static let teamMovesAddresses = Rule(
    "teaming.movesAddresses", .note, "virtual functions in a balancing team are trusted to change their MAC",
    source: "torvalds/linux Documentation/networking/bonding.rst, balance-tlb and balance-alb; ip-link(8), vf trust and spoofchk",
    .eachProfile { subject, profile, findings in
      for (group, spec) in subject.declaredGroups(of: profile) {
        guard let index = group.declared, let mode = spec.mode, mode.movesAddresses else { continue }
        guard let first = group.members.first(where: { subject.unit(of: $0)?.isShared ?? false }), subject.isVNIC(first) else { continue }
        findings.add(
          subject.profile(profile), at: subject.path(toGroup: index, .key("mode")),
          "mode '\(mode)' gives the MAC of one member to another, and the SR-IOV function of '\(subject.wanted[first].record.name)' may only "
            + "send with its own unless it is trusted",
          help:
            "set 'trust on' and 'spoofchk off' for these functions on the appliance, or use mode 'active-backup' with 'fail_over_mac=active'"
        )
      }
    })
}
