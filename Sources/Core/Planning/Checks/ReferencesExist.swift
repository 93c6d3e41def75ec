internal import FabricModel

/// I6: networks, VSANs, profiles and ports are there before the v-ports that use them, and until these are gone.
struct ReferencesExist {
  /// By appliance and name; the counter of the users, after which comes that of the absence.
  private var counters: [Reference: Int] = [:]
  private var references: [Reference] = []
  private var strays = CounterTable()

  enum Kind: String { case network, vsan, profile }

  struct Reference: Hashable {
    let appliance: Int
    let kind: Kind
    let name: String
  }

  /// The counter of the v-ports that use an object.
  mutating func users(of kind: Kind, _ name: String, on appliance: Int, _ book: inout LoadBook) -> Int {
    let reference = Reference(appliance: appliance, kind: kind, name: name)
    if let known = counters[reference] { return known }
    let new = book.counter(.users, about: references.count)
    _ = book.counter(.missing, about: references.count, base: 1)
    counters[reference] = new
    references.append(reference)
    return new
  }

  /// An object that is there is not missing.
  mutating func weigh(_ kind: Kind, _ name: String, on appliance: Int, _ book: inout LoadBook) {
    book.add(-1, to: users(of: kind, name, on: appliance, &book) + 1)
  }

  mutating func weigh(_ vport: VPortRecord, _ seat: Seating, _ book: inout LoadBook, _ ground: CheckGround) {
    book.add(to: users(of: .profile, vport.profile, on: seat.appliance, &book))
    if let vsan = vport.vsan, !vsan.isEmpty { book.add(to: users(of: .vsan, vsan, on: seat.appliance, &book)) }
    for network in seat.networks { book.add(to: network) }
    guard seat.port >= 0, !ground.ports[seat.port].isThere else { return }
    book.add(to: strays.counter(seat.port) { book.counter(.stray, about: seat.port, limit: 0) })
  }

  func violation(_ counter: Counter, users: Int64, _ ground: CheckGround) -> Violation {
    if counter.quantity == .stray {
      let port = ground.describe(port: counter.subject)
      return Violation("I6", port, "a v-port sits on \(port), which is not there")
    }
    let reference = references[counter.subject]
    let what = "\(ground.names[reference.appliance])/\(reference.kind)/\(reference.name)"
    return Violation("I6", what, "\(what) is not there, but \(users) v-port\(users == 1 ? " uses" : "s use") it")
  }
}
