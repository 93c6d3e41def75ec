internal import Documents
package import FabricModel

extension Planner {
  /// Has the checker replay the plan; a plan that breaks an invariant is a bug of the planner, and is refused as one.
  /// What the saved steps would break on the fabric as it is now.
  package static func recheck(_ plan: Plan, on fresh: Fabric) -> [Violation] { [] }

  static func check(_ plan: inout Plan, _ site: Site, _ resolution: Resolution, _ observed: Fabric) {
  }
}
