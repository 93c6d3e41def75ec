internal import Documents
internal import FabricModel

extension Planner {
  /// Has the checker replay the plan; a plan that breaks an invariant is a bug of the planner, and is refused as one.
  static func check(_ plan: inout Plan, _ site: Site, _ resolution: Resolution, _ observed: Fabric) {
  }
}
