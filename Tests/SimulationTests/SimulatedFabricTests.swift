import DriverInterface
import FabricModel
import Simulation
import Testing

@Suite("The simulated fabric")
struct SimulatedFabricTests {
  private static let network: Record = {
    var record = NetworkRecord.defaults(name: "prod")
    record.vlan = VLANID(10)
    record.owner = "default"
    return .network(record)
  }()
  private static let create = RecordChange(before: nil, after: network)

  /// What comes of `body` on a fabric of one appliance, which a run holds.
  private static func hold<Value: Sendable>(
    _ faults: Faults, holdsMarks: Bool = true, _ body: @Sendable @escaping (any DriverSession, SimulatedFabric) async throws -> Value
  ) throws -> Value {
    let executor = SeededExecutor(seed: 1)
    let fabric = SimulatedFabric(
      Fabric(appliances: [ApplianceState(name: "vio-1")]), seed: 1, executor: executor, holdsMarks: holdsMarks)
    let result = executor.run { () async -> Result<Value, any Error> in
      do {
        let session = try await fabric.drivers[0].begin(run: "r1")
        fabric.faults = faults
        return .success(try await body(session, fabric))
      } catch {
        return .failure(error)
      }
    }
    return try #require(result).get()
  }

  private static func attempt(
    _ session: any DriverSession, _ batch: [RecordChange] = [create], key: String = "r1/s1"
  ) async -> DriverError.Class? {
    do {
      try await session.perform(batch, key: key)
      return nil
    } catch {
      return error.class
    }
  }

  @Test func anErrorBeforeTheEffectHasNone() throws {
    var faults = Faults.none
    faults.unknown = 1000
    let (error, isThere) = try Self.hold(faults) { session, fabric in
      (await Self.attempt(session), fabric.record(at: Self.network.address, on: "vio-1") != nil)
    }
    #expect(error == .unknown && !isThere)
  }

  @Test func aLostReplyIsUnknownAfterAWhileAndTheEffectIsThere() throws {
    var faults = Faults.none
    faults.lost = 1000
    let (error, isThere, now) = try Self.hold(faults) { session, fabric in
      (await Self.attempt(session), fabric.record(at: Self.network.address, on: "vio-1") != nil, fabric.executor.now)
    }
    #expect(error == .unknown && isThere && now >= faults.patience)
  }

  @Test func aBatchThatArrivesTwiceIsCarriedOutOnce() throws {
    var faults = Faults.none
    faults.doubled = 1000
    let events = try Self.hold(faults) { session, fabric in
      _ = await Self.attempt(session)
      return fabric.events.map(\.description).map { $0.split(separator: " ", maxSplits: 1)[1] }
    }
    #expect(events == ["vio-1 taken by r1", "vio-1 r1/s1: create network/prod", "vio-1 r1/s1 again"])
  }

  @Test func whatIsLateShowsToTheSessionAfterSomeLooksAndToOthersAtOnce() throws {
    var faults = Faults.none
    (faults.late, faults.mostLooks) = (1000, 1)
    let seen = try Self.hold(faults) { session, fabric in
      _ = await Self.attempt(session)
      let first = try await session.observe().state.networks.count
      let second = try await session.observe().state.networks.count
      return [first, fabric.fabric.appliances[0].networks.count, second]
    }
    #expect(seen == [0, 1, 1])
  }

  @Test func whatDoesNotFitIsRejectedAsAWhole() throws {
    let (error, networks) = try Self.hold(.none) { session, fabric in
      let error = await Self.attempt(session)
      let other = NetworkRecord.defaults(name: "other")
      var next = other
      next.vlan = VLANID(30)
      let batch = [RecordChange(before: Self.network, after: nil), RecordChange(before: .network(other), after: .network(next))]
      let second = await Self.attempt(session, batch, key: "r1/s2")
      return (error ?? second, fabric.fabric.appliances[0].networks.count)
    }
    #expect(error == .rejected && networks == 1)
  }

  @Test func aStoppedApplianceComesBackWithWhatItHad() throws {
    let answers = try Self.hold(.none) { session, fabric in
      _ = await Self.attempt(session)
      fabric.stop("vio-1", milliseconds: 10_000)
      let meanwhile = await Self.attempt(session, key: "r1/s2")
      await fabric.executor.sleep(milliseconds: 10_000)
      return (meanwhile, try await session.observe().state.networks.count)
    }
    #expect(answers.0 == .transient && answers.1 == 1)
  }

  @Test func anotherRunDoesNotGetWhatIsHeld() throws {
    let error = try Self.hold(.none) { _, fabric in await Self.locks(fabric) }
    #expect(error == .locked)
  }

  private static func locks(_ fabric: SimulatedFabric) async -> DriverError.Class? {
    do {
      _ = try await fabric.drivers[0].begin(run: "r2")
      return nil
    } catch {
      return error.class
    }
  }

  @Test func marksAreHeldOnlyWhereTheyCanBe() throws {
    for holdsMarks in [true, false] {
      let owner = try Self.hold(.none, holdsMarks: holdsMarks) { session, fabric in
        _ = await Self.attempt(session)
        return fabric.record(at: Self.network.address, on: "vio-1")?.owner
      }
      #expect(owner == (holdsMarks ? "default" : nil))
    }
  }
}
