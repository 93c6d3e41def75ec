internal import DriverInterface
internal import FabricModel

/// The appliances of a run: those that it writes are held, the others are only read.
struct Sessions: Sendable {
  private let held: [String: any DriverSession]
  private let drivers: [any FabricDriver]
  private let width: Int

  /// Takes the appliances, or none of them.
  static func open(_ names: [String], _ drivers: [any FabricDriver], run: String, ledger: String, width: Int) async throws(RunRefusal)
    -> Sessions
  {
    let wanted = Set(names)
    let taken = drivers.filter { wanted.contains($0.appliance) }.sorted { $0.appliance < $1.appliance }
    let answers = await concurrently(taken, width: width) { await $0.began(run, ledger) }
    var held: [String: any DriverSession] = [:]
    var failures: [ApplianceFailure] = []
    for (driver, answer) in zip(taken, answers) {
      switch answer {
      case .success(let session): held[driver.appliance] = session
      case .failure(let error): failures.append(ApplianceFailure(appliance: driver.appliance, error: error))
      }
    }
    let sessions = Sessions(held: held, drivers: drivers.filter { !wanted.contains($0.appliance) }, width: width)
    guard failures.isEmpty else {
      await sessions.end()
      throw .unavailable(failures)
    }
    return sessions
  }

  func end() async {
    for name in held.keys.sorted() { await held[name]?.end() }
  }

  /// Tells the held appliances that they still are.
  func keep() async {
    _ = await concurrently(held.keys.sorted().compactMap { held[$0] }, width: width) { await $0.keep() }
  }

  /// Everything, each appliance in one bulk read.
  func observeAll() async throws(RunRefusal) -> Fabric {
    let others = await Observer(width: width).observe(drivers)
    let (states, failures) = await observe(held.keys.sorted())
    let all = (others.failures + failures).sorted { $0.appliance < $1.appliance }
    guard all.isEmpty else { throw .unavailable(all) }
    return Fabric(appliances: others.fabric.appliances + states)
  }

  private func observe(_ names: [String]) async -> (states: [ApplianceState], failures: [ApplianceFailure]) {
    let sessions = names.compactMap { held[$0] }
    let answers = await concurrently(sessions, width: width) { await $0.observed() }
    var states: [ApplianceState] = []
    var failures: [ApplianceFailure] = []
    for (name, answer) in zip(names, answers) {
      switch answer {
      case .success(let observation): states.append(observation.state)
      case .failure(let error): failures.append(ApplianceFailure(appliance: name, error: error))
      }
    }
    return (states, failures)
  }

  /// Everything, and again after a pause where something could not be read.
  ///
  /// - Returns: nil where one of the appliances can't be read after several tries.
  func observeAll(retries: Int, _ pause: (Int) async -> Void) async -> Fabric? {
    for retry in 0...retries {
      if retry > 0 { await pause(retry) }
      if let fabric = try? await observeAll() { return fabric }
    }
    return nil
  }

  /// One of those that are written.
  func observe(_ appliance: String) async throws(DriverError) -> ApplianceState {
    guard let session = held[appliance] else { throw DriverError(.rejected, "no session with \(appliance)") }
    return try await session.observe().state
  }

  func perform(_ changes: [RecordChange], on appliance: String, key: String) async throws(DriverError) {
    guard let session = held[appliance] else { throw DriverError(.rejected, "no session with \(appliance)") }
    try await session.perform(changes, key: key)
  }
}

extension FabricDriver {
  fileprivate func began(_ run: String, _ ledger: String) async -> Result<any DriverSession, DriverError> {
    do { return .success(try await begin(run: run, ledger: ledger)) } catch { return .failure(error) }
  }
}

extension DriverSession {
  fileprivate func observed() async -> Result<Observation, DriverError> {
    do { return .success(try await observe()) } catch { return .failure(error) }
  }
}
