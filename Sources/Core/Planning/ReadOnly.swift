internal import FabricModel

extension Plan {
  /// Steps on appliances that cannot be written stand against the whole plan, whatever is allowed: done in part, it would be another one.
  func readOnlyBlockers(_ capabilities: [String: Capabilities]) -> [Blocker] {
    Set(steps.map(\.appliance)).sorted().compactMap { appliance in
      guard capabilities[appliance]?.writable == false else { return nil }
      let refused = steps.filter { $0.appliance == appliance }
      let what = Self.list(refused.map { "\($0.target)" })
      return Blocker(
        "appliance.readOnly",
        "weft can only read '\(appliance)', and \(refused.count) step\(refused.count == 1 ? "" : "s") would change it (\(what)): "
          + "make the change there, or let the manifests say what it has",
        steps: refused.map(\.id))
    }
  }
}
