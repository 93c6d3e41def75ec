internal import FabricModel

/// I1: no MAC or WWPN is active for two v-ports, and no UUID for two profiles. The parts of one profile share its UUID.
struct OneOwnerPerIdentity {
  private var counters = IdentityTable<Int>()
  private var identities: [Identity] = []
  /// The v-ports that may come to have each, as a chain through `claims`; -1 for none.
  private var firstClaims: [Int32] = []
  private var claims: [Claim] = []

  private struct Claim {
    let object: Int32
    let next: Int32
  }

  /// Whether something that the plan touches has or gets the identity.
  func knows(_ identity: Identity) -> Bool { counters[identity] != nil }

  mutating func reserveCapacity(_ extent: CheckedPlan.Extent) {
    counters.reserveCapacity(macs: extent.vnics, wwns: extent.others)
    identities.reserveCapacity(extent.vports)
    firstClaims.reserveCapacity(extent.vports)
    claims.reserveCapacity(extent.vports)
  }

  private mutating func counter(_ identity: Identity, _ quantity: Quantity, _ book: inout LoadBook) -> Int {
    if let known = counters[identity] { return known }
    let new = book.counter(quantity, about: identities.count, limit: 1)
    counters[identity] = new
    identities.append(identity)
    firstClaims.append(-1)
    return new
  }

  mutating func weigh(_ vport: VPortRecord, _ seat: Seating, _ book: inout LoadBook) {
    guard let identity = vport.identity else { return }
    let counter = counter(identity, .identity, &book)
    guard seat.isActive else { return }
    book.add(to: counter, .bound)
    let subject = book.counters[counter].subject
    claims.append(Claim(object: Int32(seat.object), next: firstClaims[subject]))
    firstClaims[subject] = Int32(claims.count - 1)
  }

  mutating func weigh(_ profile: ProfileRecord, number: Int, _ book: inout LoadBook) {
    guard let uuid = profile.uuid else { return }
    let counter = counter(.uuid(uuid), .uuid, &book)
    if profile.isBound { book.add(to: book.occurrences(of: number, in: counter)) }
  }

  /// The v-ports that may come to have the identity, without repetition and in the order in which they were seen.
  func claimants(of subject: Int) -> [Int] {
    var found: [Int] = []
    var next = Int(firstClaims[subject])
    while next >= 0 {
      let object = Int(claims[next].object)
      if !found.contains(object) { found.append(object) }
      next = Int(claims[next].next)
    }
    return found.reversed()
  }

  /// - Parameter owners: two of the v-ports that have it.
  func violation(_ counter: Counter, count: Int64, owners: [String]) -> Violation {
    let identity = identities[counter.subject].description
    if counter.quantity == .uuid {
      return Violation("I1", identity, "\(identity) is the UUID of \(count) profiles that are on servers")
    }
    return Violation("I1", identity, "\(identity) is active \(count) times: for \(owners.joined(separator: " and "))")
  }
}
