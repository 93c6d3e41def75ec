/// How the members of a redundancy group stand in for one another.
package enum RedundancyMode: String, Word {
  // Linux bonding (torvalds/linux Documentation/networking/bonding.rst, modes 0 to 6).
  case balanceRoundRobin = "balance-rr"
  case activeBackup = "active-backup"
  case balanceXOR = "balance-xor"
  case broadcast
  case lacp = "802.3ad"
  case balanceTLB = "balance-tlb"
  case balanceALB = "balance-alb"

  // Intel Advanced Network Services (Intel ANS white paper; edc.intel.com teaming modes).
  case adapterFaultTolerance = "AFT"
  case switchFaultTolerance = "SFT"
  case adaptiveLoadBalancing = "ALB"
  case staticLinkAggregation = "SLA"
  case virtualMachineLoadBalancing = "VMLB"

  /// Several paths to the same storage, for vHBAs.
  case multipath
}

extension RedundancyMode {
  /// Whether the switch has to treat the members as one link, so that they all end on it
  /// (torvalds/linux Documentation/networking/bonding.rst; edc.intel.com teaming modes).
  package var isAggregation: Bool {
    switch self {
    case .balanceRoundRobin, .balanceXOR, .lacp, .staticLinkAggregation: true
    default: false
    }
  }

  /// Whether one member carries everything and the others wait.
  package var hasOneActiveMember: Bool {
    switch self {
    case .activeBackup, .broadcast, .adapterFaultTolerance, .switchFaultTolerance: true
    default: false
    }
  }

  /// Whether it is one of Intel's.
  package var isIntelANS: Bool {
    switch self {
    case .adapterFaultTolerance, .switchFaultTolerance, .adaptiveLoadBalancing, .staticLinkAggregation, .virtualMachineLoadBalancing: true
    default: false
    }
  }

  /// Whether the host hands MAC addresses from member to member while all are up.
  package var movesAddresses: Bool { self == .balanceALB || self == .balanceTLB || self == .adaptiveLoadBalancing }
}
