internal import FabricModel

/// I7: while a step changes a whole port or adapter, no active v-port sits there but those that the step lists as its victims; and none at all
/// where the adapter goes into maintenance or to another server.
///
/// It keeps account of who uses the shared objects that steps change, which I3 and I4 ask for, too.
struct WholePorts {
  enum Shared: Hashable {
    case network(Int, String)
    case vsan(Int, String)
    /// Index in the ground's ports.
    case port(Int)
    /// Index in the ground's adapters.
    case adapter(Int)
  }

  /// A version of a v-port that uses a shared object.
  struct Use {
    let object: Int
    let version: Int
  }

  private var numbers: [Shared: Int] = [:]
  private(set) var shared: [Shared] = []
  private(set) var uses: [[Use]] = []
  private var appliances: Set<Int> = []

  /// The number of a shared object that is to be watched; before any v-port is seen.
  mutating func watch(_ object: Shared, on appliance: Int) {
    guard numbers[object] == nil else { return }
    appliances.insert(appliance)
    numbers[object] = shared.count
    shared.append(object)
    uses.append([])
  }

  /// The number of a watched object; -1 for all others.
  func number(of object: Shared) -> Int { numbers[object] ?? -1 }

  /// Takes note of what a version of a v-port uses; the numbers of the port and of the adapter, -1 where they are not watched.
  mutating func weigh(_ vport: VPortRecord, _ seat: Seating, version: Int, _ ground: CheckGround) -> (port: Int, adapter: Int) {
    guard appliances.contains(seat.appliance) else { return (-1, -1) }
    let use = Use(object: seat.object, version: version)
    for network in Set(vport.networks) { add(use, to: number(of: .network(seat.appliance, network))) }
    if let vsan = vport.vsan, !vsan.isEmpty { add(use, to: number(of: .vsan(seat.appliance, vsan))) }
    guard seat.port >= 0 else { return (-1, -1) }
    let (port, adapter) = (number(of: .port(seat.port)), number(of: .adapter(ground.ports[seat.port].adapter)))
    add(use, to: port)
    add(use, to: adapter)
    return (port, adapter)
  }

  private mutating func add(_ use: Use, to number: Int) {
    if number >= 0 { uses[number].append(use) }
  }

  func describe(_ number: Int, _ ground: CheckGround) -> String {
    switch shared[number] {
    case .network(let appliance, let name): "network \(ground.names[appliance])/\(name)"
    case .vsan(let appliance, let name): "VSAN \(ground.names[appliance])/\(name)"
    case .port(let port): "port \(ground.describe(port: port))"
    case .adapter(let adapter): "adapter \(ground.describe(adapter: adapter))"
    }
  }

  /// - Parameter sitters: active v-ports that may not be there, by name.
  func violation(_ number: Int, of step: Step, sitters: [String], mustBeEmpty: Bool, _ ground: CheckGround) -> Violation {
    let (place, count) = (describe(number, ground), sitters.count)
    let who = "\(count) active v-port\(count == 1 ? " sits" : "s sit") on \(place)"
    let message = mustBeEmpty ? "\(who), which \(step.id) needs empty" : "\(who) beside those that \(step.id) takes down"
    return Violation("I7", place, "\(message): \(Plan.list(sitters))")
  }
}
