internal import FabricModel

/// I9: an identity that a v-port gives up is not given to another one by the same plan, unless the manifests say so themselves.
enum NoReuse {
  static func violations(in steps: [Step], _ terms: SafetyTerms) -> [(step: Int, violation: Violation)] {
    var givers: [Identity: VPortAddress] = [:]
    for step in steps {
      guard case .vport(let was)? = step.change.before, let identity = was.identity, after(step)?.identity != identity else { continue }
      givers[identity] = was.address
    }
    guard !givers.isEmpty else { return [] }
    return steps.enumerated().compactMap { position, step in
      guard let taker = after(step), let identity = taker.identity, let giver = givers[identity], giver != taker.address,
        !terms.transferable.contains(identity)
      else { return nil }
      if case .vport(let was)? = step.change.before, was.identity == identity { return nil }
      let message = "\(identity) is given up by \(giver) and goes to \(taker.address) in one plan"
      return (position, Violation("I9", identity.description, message))
    }
  }

  private static func after(_ step: Step) -> VPortRecord? {
    guard case .vport(let vport)? = step.change.after else { return nil }
    return vport
  }
}
