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
