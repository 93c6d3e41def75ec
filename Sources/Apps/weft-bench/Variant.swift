import Workloads

/// A kind of plan: how the manifests and the fabric differ.
enum Variant: String, CaseIterable {
  case noChange, onePercent, fromNothing
  /// One adapter of each appliance goes into maintenance, and its v-ports move to others.
  case drained
  /// Every v-port goes to another port of its appliance: the pools select the other half of the adapters. Profiles keep their servers, since a
  /// full site has no free server to go to.
  case moved

  var title: String {
    switch self {
    case .noChange: Report.noChange
    case .onePercent: "plan, 1 % changed"
    case .fromNothing: "plan, from nothing"
    case .drained: "plan, an adapter of each appliance drained"
    case .moved: "plan, every v-port moved"
    }
  }

  /// What the fabric was settled by.
  var before: Workload.Arrangement { self == .moved ? .oneHalf : .everywhere }

  /// What the manifests ask for now.
  var after: Workload.Arrangement {
    switch self {
    case .noChange, .onePercent, .fromNothing: .everywhere
    case .drained: .drained
    case .moved: .otherHalf
    }
  }
}
