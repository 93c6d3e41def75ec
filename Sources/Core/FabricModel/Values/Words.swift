/// What becomes of the profiles made from a template when it changes.
package enum TemplateUpdate: String, Word {
  /// They follow it.
  case updating
  /// They keep what it said when they were made.
  case initial
}

/// Which of a pair of templates one is, as an appliance tells them apart.
package enum PairRole: String, Word {
  case primary, secondary
}

/// When a step that a server feels may be carried out.
package enum DisruptionRule: String, Word {
  /// After somebody has allowed it on the command line.
  case ack
  /// In the policy's windows.
  case window
  /// At once.
  case immediate
}

/// What happens to a lent adapter when the lease ends.
package enum LeaseEnd: String, Word {
  case `return`, warn
}

/// What a network is for, as far as rules care.
package enum TrafficPurpose: String, Word {
  case production, management, backup, storage, migration
}

/// What a workload is.
package enum WorkloadType: String, Word {
  case vm, container, vps
}
