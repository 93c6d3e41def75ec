// What may go wrong here, and what may not.
//
// An appliance gets calls one at a time and answers them in that order. A call takes time to get there and time to be answered; only its
// effect takes no time. A batch has all of its effect or none. The appliance remembers the key of every batch that it carried out, also over
// a standstill, and answers such a batch without doing anything.
//
// A call that is to change something may fail before its effect (transient, rejected, unknown) or after it (transient; unknown, where the
// reply gets lost). `rejected` is only ever said of a batch without effect. A batch may arrive twice. What was done may not show to the next
// looks of the same session; they show an earlier state, never one that was not. Who comes anew sees everything.
//
// People change things by hand just before or after a call. They add what nobody else owns and change or remove v-ports and networks, but
// take no room and no address that a plan could count on: of that, weft promises to notice before it begins, not to prevent it.
//
// An appliance may stop: then it answers nothing, until it comes back with all that it had.
//
// The process that calls may die: what it had sent may still take effect, no reply reaches anybody, and its sessions are over.
//
// What happens to a call follows from the seed, the appliance, the key of the batch and how often that was tried, not from the order of calls.

package import DriverInterface
internal import FabricMemory
package import FabricModel
internal import Synchronization

/// A fabric of many appliances that take time and fail as a seed says.
package final class SimulatedFabric: Sendable {
  package let seed: UInt64
  package let executor: SeededExecutor
  /// Whether owners can be written on it.
  package let holdsMarks: Bool
  private let state: Mutex<State>

  struct State {
    var appliances: [String: SimulatedAppliance]
    var faults: Faults
    var isDead = false
    var events: [FabricEvent] = []
    var watch: @Sendable (FabricEvent) -> Void
  }

  /// - Parameter watch: is told of everything at the moment it happens.
  package init(
    _ fabric: Fabric, seed: UInt64, faults: Faults = .none, executor: SeededExecutor, holdsMarks: Bool = true,
    watch: @escaping @Sendable (FabricEvent) -> Void = { _ in }
  ) {
    self.seed = seed
    self.executor = executor
    self.holdsMarks = holdsMarks
    let appliances = fabric.appliances.map { ($0.name, SimulatedAppliance($0)) }
    state = Mutex(State(appliances: Dictionary(appliances, uniquingKeysWith: { first, _ in first }), faults: faults, watch: watch))
  }

  package var drivers: [any FabricDriver] {
    with { $0.appliances.keys.sorted() }.map { SimulatedDriver(appliance: $0, fabric: self) }
  }

  /// As it really is, whatever looks show.
  package var fabric: Fabric {
    with { state in Fabric(appliances: state.appliances.keys.sorted().compactMap { state.appliances[$0]?.state }) }
  }

  package func record(at address: ObjectAddress, on appliance: String) -> Record? {
    with { $0.appliances[appliance]?.live.record(at: address, on: appliance) }
  }

  package var faults: Faults {
    get { with { $0.faults } }
    set { with { $0.faults = newValue } }
  }

  /// Everything that happened so far.
  package var events: [FabricEvent] { with { $0.events } }

  /// The appliances that do not answer now.
  package var stopped: Set<String> {
    let now = executor.now
    return with { Set($0.appliances.filter { $1.downUntil > now }.keys) }
  }

  /// Stops an appliance for a while.
  package func stop(_ appliance: String, milliseconds: Int64) {
    let now = executor.now
    with { $0.appliances[appliance]?.downUntil = now + milliseconds }
    note(.stopped, on: appliance)
  }

  /// The process that calls is dead from now on.
  package func kill() { with { $0.isDead = true } }

  /// Another process begins: nobody holds anything.
  package func restart() {
    with { state in
      state.isDead = false
      for name in state.appliances.keys { state.appliances[name]?.letGo() }
    }
  }

  package var isDead: Bool { with { $0.isDead } }

  /// Somebody changes something by hand; nothing where it does not fit.
  package func edit(_ change: RecordChange, on appliance: String) {
    guard with({ $0.appliances[appliance]?.carryOut([change], holdsMarks: true) }) == .some(nil) else { return }
    note(.edited(change), on: appliance)
  }

  func with<Value: Sendable>(_ body: (inout sending State) -> sending Value) -> Value { state.withLock { body(&$0) } }

  func note(_ kind: FabricEvent.Kind, on appliance: String) {
    let event = FabricEvent(at: executor.now, appliance: appliance, kind: kind)
    let watch = with { state in
      state.events.append(event)
      return state.watch
    }
    watch(event)
  }
}
