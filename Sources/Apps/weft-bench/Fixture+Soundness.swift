import Documents
import FabricModel
import Planning

extension Fixture {
  /// The plan does what the variant is about, else the wrong thing would be measured.
  func check(_ plan: Plan) throws {
    // Notes are advice about the site, which has nothing to do with what is measured.
    if let first = plan.diagnostics.first(where: { $0.severity != .note }) {
      throw Unsound(description: "\(variant.title): \(first.message)")
    }
    if variant == .noChange { return try checkEmpty(plan) }
    let count = plan.changes.count { $0.action == variant.action && $0.isOfVPort }
    guard count == changed else {
      throw Unsound(description: "\(variant.title): the plan changes \(count) v-ports, and it should be \(changed)")
    }
  }

  private func checkEmpty(_ plan: Plan) throws {
    guard plan.isEmpty, plan.drift.isEmpty, plan.remember.isEmpty else {
      let first = plan.changes.first.map { "\($0.address): \($0.fields)" } ?? plan.blockers.first?.message ?? "it remembers something"
      throw Unsound(description: "the plan of a settled fabric is not empty: \(first)")
    }
  }
}

extension Variant {
  /// What the plan does to the v-ports that are to change.
  fileprivate var action: Change.Action? {
    switch self {
    case .noChange: nil
    case .onePercent: .update
    case .fromNothing: .create
    case .drained, .moved: .rebind
    }
  }
}

extension Change {
  /// Whether its address is `PROFILE/V-PORT`.
  fileprivate var isOfVPort: Bool {
    let parts = address.split(separator: "/")
    return parts.count == 2 && parts[0] != "profile"
  }
}
