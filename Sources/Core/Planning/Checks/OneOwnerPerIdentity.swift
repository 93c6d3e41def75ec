internal import FabricModel

/// I1: no MAC or WWPN is active for two v-ports, and no UUID for two profiles. The parts of one profile share its UUID.
struct OneOwnerPerIdentity: CheckRule {
  private var vports = Tracked<Identity, Owners>(initially: Owners())
  private var profiles = Tracked<Identity, Int>(initially: 0)
  private var parts = DistinctCount<Identity, String>()

  private struct Owners {
    var count = 0
    var first: Owner?
    var last: Owner?

    mutating func add(_ owner: Owner, _ by: Int) {
      count += by
      if by > 0 {
        if first == nil { first = owner }
        last = owner
      } else if first == owner {
        first = count > 0 ? last : nil
      }
    }
  }

  private struct Owner: Hashable {
    let appliance: String
    let address: VPortAddress
  }

  /// Whether a step might give or take the identity.
  func knows(_ identity: Identity) -> Bool { vports.contains(identity) || profiles.contains(identity) }

  /// Makes the identities of an object known without an owner.
  mutating func expect(_ record: Record) {
    switch record {
    case .vport(let it): if let identity = it.identity { vports.change(identity) { _ in } }
    case .profile(let it): if let uuid = it.uuid { profiles.change(.uuid(uuid)) { _ in } }
    default: break
    }
  }

  mutating func count(_ fact: Fact, _ by: Int, _ ground: CheckGround) {
    count(fact, by, on: ground.names[fact.appliance])
  }

  mutating func count(_ fact: Fact, _ by: Int, on appliance: String) {
    guard fact.isActive else { return expect(fact.record) }
    switch fact.record {
    case .vport(let it):
      guard let identity = it.identity else { return }
      let owner = Owner(appliance: appliance, address: it.address)
      vports.change(identity) { $0.add(owner, by) }
    case .profile(let it):
      guard let uuid = it.uuid else { return }
      let change = parts.add(it.name, to: .uuid(uuid), by)
      profiles.change(.uuid(uuid)) { $0 += change }
    default: break
    }
  }

  mutating func settle(_ ground: CheckGround) -> [Violation] {
    var found: [Violation] = []
    vports.settle { identity, before, after in
      guard after.count > 1, after.count > before.count else { return }
      let who = [after.first, after.last].compactMap { $0.map { "\($0.address) on \($0.appliance)" } }.joined(separator: " and ")
      found.append(Violation("I1", identity.description, "\(identity) is active \(after.count) times: for \(who)"))
    }
    profiles.settle { identity, before, after in
      guard after > 1, after > before else { return }
      found.append(Violation("I1", identity.description, "\(identity) is the UUID of \(after) profiles that are on servers"))
    }
    return found
  }
}
