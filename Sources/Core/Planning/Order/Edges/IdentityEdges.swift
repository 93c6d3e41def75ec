internal import FabricModel

extension Edges {
  /// I1: an identity, or a server's place on an appliance, is taken only after whoever had it was seen to have let go of it.
  mutating func followIdentities() {
    var releases: [Identity: [Int]] = [:]
    var vacated: [Key<Int>: Int] = [:]
    for (step, taken) in steps.enumerated() {
      let change = taken.draft.change
      let had = change.before?.activeIdentity
      let has = change.after?.activeIdentity
      if had != has {
        if let has { add(step, after: releases[has] ?? [], until: .verified) }
        if let had { releases[had, default: []].append(step) }
      }
      guard case .profile = change.address else { continue }
      let from = change.before?.serverPort
      let to = change.after?.serverPort
      guard from != to else { continue }
      if let to, let earlier = vacated[Key(appliance: taken.draft.appliance, thing: to)] { add(step, after: earlier, until: .verified) }
      if let from { vacated[Key(appliance: taken.draft.appliance, thing: from)] = step }
    }
  }
}

extension Record {
  /// What it is known by outside while it is on a port, or on a server.
  fileprivate var activeIdentity: Identity? {
    switch self {
    case .vport(let it): it.slotPort == nil ? nil : it.identity
    case .profile(let it): it.isBound ? it.uuid.map { .uuid($0) } : nil
    case .network, .vsan, .adapter, .port: nil
    }
  }

  fileprivate var serverPort: Int? {
    guard case .profile(let it) = self, let port = it.serverPort, port > 0 else { return nil }
    return port
  }
}
