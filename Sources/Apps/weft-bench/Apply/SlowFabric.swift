import Documents
import DriverInterface
import FabricMemory
import FabricModel
import Synchronization

/// Appliances in memory that take a real while for each call that changes something; looking costs only what it computes.
final class SlowFabric: Sendable {
  static let call: Duration = .milliseconds(5)

  private struct Appliance {
    var live: LiveFabric
    var shown: ApplianceState?
    var isBusy = false
  }

  private struct State {
    var appliances: [String: Appliance]
    var calls = 0
  }

  private let state: Mutex<State>
  private let names: [String]

  init(_ fabric: Fabric) {
    names = fabric.appliances.map(\.name)
    let all = fabric.appliances.map { ($0.name, Appliance(live: LiveFabric(Fabric(appliances: [$0])), shown: $0)) }
    state = Mutex(State(appliances: Dictionary(all) { first, _ in first }))
  }

  var drivers: [any FabricDriver] { names.map { SlowDriver(appliance: $0, fabric: self) } }

  /// Calls that changed something, up to now.
  var calls: Int { state.withLock { $0.calls } }

  fileprivate func look(at appliance: String) -> ApplianceState {
    state.withLock { state in
      let shown = state.appliances[appliance]?.shown ?? state.appliances[appliance]?.live.fabric[appliance]
      state.appliances[appliance]?.shown = shown
      return shown ?? ApplianceState(name: appliance)
    }
  }

  func perform(_ batch: [RecordChange], on appliance: String) async throws(DriverError) {
    state.withLock { state in
      precondition(state.appliances[appliance]?.isBusy == false, "\(appliance) takes one call at a time")
      state.appliances[appliance]?.isBusy = true
    }
    try? await Task.sleep(for: Self.call)
    let misfit = state.withLock { state in
      state.calls += 1
      guard var it = state.appliances[appliance] else { return "no appliance named '\(appliance)'" as String? }
      (it.isBusy, it.shown) = (false, nil)
      defer { state.appliances[appliance] = it }
      do { for change in batch { try it.live.perform(change, on: appliance) } } catch { return "\(error)" }
      return nil
    }
    if let misfit { throw DriverError(.rejected, misfit) }
  }
}

private struct SlowDriver: FabricDriver, DriverSession {
  let appliance: String
  let fabric: SlowFabric

  func observe(as source: SourceID) async throws(DriverError) -> Observation { observation }
  func begin(run: String) async throws(DriverError) -> any DriverSession { self }
  func observe() async throws(DriverError) -> Observation { observation }
  func end() async {}

  /// The executor repeats no call here, so that keys need not be known.
  func perform(_ batch: [RecordChange], key: String) async throws(DriverError) { try await fabric.perform(batch, on: appliance) }

  private var observation: Observation {
    var sheet = Capabilities()
    sheet.writable = true
    sheet.ownerMark = true
    return Observation(state: fabric.look(at: appliance), capabilities: sheet)
  }
}
