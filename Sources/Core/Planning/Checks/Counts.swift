internal import FabricModel

/// I4: functions and VLAN filters of a port, logical drives of an adapter, servers of an appliance, one profile on a server port, one server on an exclusive adapter.
struct Counts {
  private var functions = CounterTable()
  private var filters = CounterTable()
  private var drives = CounterTable()
  /// By adapter; the counter of the profiles on servers that use it, after which comes that of its exclusiveness.
  private var sharers = CounterTable()
  private var servers = CounterTable()
  private var serverPorts: [ServerPort: Int] = [:]
  private var places: [ServerPort] = []

  private struct ServerPort: Hashable {
    let appliance: Int
    let number: Int
  }

  mutating func weigh(_ vport: VPortRecord, _ seat: Seating, _ book: inout LoadBook, _ ground: CheckGround) {
    guard seat.port >= 0 else { return }
    let facts = ground.ports[seat.port]
    if let limit = facts.functionLimit {
      book.add(to: functions.counter(seat.port) { book.counter(.functions, about: seat.port, limit: Int64(limit)) })
    }
    if let limit = facts.filterLimit {
      let filter = filters.counter(seat.port) { book.counter(.filters, about: seat.port, limit: Int64(limit)) }
      for network in seat.networks { book.add(to: book.occurrences(of: network, in: filter)) }
    }
    if vport.kind == .vdisk, let limit = ground.adapters[facts.adapter].driveLimit {
      book.add(to: drives.counter(facts.adapter) { book.counter(.drives, about: facts.adapter, limit: Int64(limit)) })
    }
    book.add(to: book.occurrences(of: seat.part, in: sharers(of: facts.adapter, &book)), .bound)
  }

  private mutating func sharers(of adapter: Int, _ book: inout LoadBook) -> Int {
    sharers.counter(adapter) {
      let new = book.counter(.sharers, about: adapter, limit: 1)
      _ = book.counter(.exclusive, about: adapter)
      return new
    }
  }

  mutating func weigh(_ profile: ProfileRecord, on appliance: Int, _ book: inout LoadBook, _ ground: CheckGround) {
    guard profile.isBound else { return }
    if let limit = ground.host(appliance)?.serverPorts {
      book.add(to: servers.counter(appliance) { book.counter(.servers, about: appliance, limit: Int64(limit)) })
    }
    guard let number = profile.serverPort, number > 0 else { return }
    let place = ServerPort(appliance: appliance, number: number)
    if serverPorts[place] == nil {
      // Where there is no such server port, none may be on it.
      let isThere = ground.host(appliance)?.serverPorts.map { number <= $0 } ?? true
      serverPorts[place] = book.counter(.serverPort, about: places.count, limit: isThere ? 1 : 0)
      places.append(place)
    }
    if let counter = serverPorts[place] { book.add(to: counter) }
  }

  mutating func weigh(_ adapter: AdapterRecord, number: Int, _ book: inout LoadBook, _ ground: CheckGround) {
    guard adapter.sharing == .exclusive || ground.adapters[number].cannotBeShared else { return }
    book.add(to: sharers(of: number, &book) + 1)
  }

  func violation(_ counter: Counter, count: Int64, _ ground: CheckGround) -> Violation {
    let limit = counter.limit
    func violation(_ subject: String, _ message: String) -> Violation { Violation("I4", subject, message) }
    switch counter.quantity {
    case .functions:
      let port = ground.describe(port: counter.subject)
      return violation(port, "\(count) v-ports sit on port \(port), which has \(limit) functions")
    case .filters:
      let port = ground.describe(port: counter.subject)
      return violation(port, "\(count) networks are on port \(port), which has \(limit) VLAN filters")
    case .drives:
      let adapter = ground.describe(adapter: counter.subject)
      return violation(adapter, "\(count) vdisks are on adapter \(adapter), which holds \(limit) logical drives")
    case .servers:
      let name = ground.names[counter.subject]
      return violation(name, "\(count) profiles are on servers of \(name), which has \(limit) server ports")
    case .serverPort:
      let place = places[counter.subject]
      let port = "\(ground.names[place.appliance]) server port \(place.number)"
      if limit > 0 { return violation(port, "\(count) profiles are on \(port)") }
      return violation(port, "there is no \(port): it has \(ground.host(place.appliance)?.serverPorts ?? 0)")
    default:
      let adapter = ground.describe(adapter: counter.subject)
      return violation(adapter, "\(count) servers use the exclusive adapter \(adapter)")
    }
  }
}
