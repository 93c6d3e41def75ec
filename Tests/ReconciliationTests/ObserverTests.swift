import Documents
import DriverInterface
import FabricModel
import Reconciliation
import Synchronization
import Testing

@Suite("Observing")
struct ObserverTests {
  @Test func everyApplianceIsReadInTheOrderOfNamesWithItsOwnFile() async {
    let gauge = Gauge()
    let drivers = (0..<40).reversed().map { GaugedDriver(appliance: "vio-\($0 + 10)", gauge: gauge) }
    let result = await Observer(width: 4).observe(drivers, filesFrom: SourceID(5))
    #expect(result.fabric.appliances.map(\.name) == (10..<50).map { "vio-\($0)" })
    #expect(result.files.map(\.source.index) == Array(5..<45))
    #expect(result.files.map(\.file.path) == (10..<50).map { "vio-\($0).xml" })
    #expect(result.warnings.count == 40)
    #expect(result.warnings.map(\.range?.source.index) == Array(5..<45))
    #expect(gauge.highest <= 4)
    #expect(gauge.highest > 0)
  }

  @Test func whatCanBeDoneIsFoundWithEachAppliance() async {
    let drivers = ["vio-6", "vio-7"].map { GaugedDriver(appliance: $0, gauge: Gauge()) }
    let result = await Observer().observe(drivers)
    #expect(result.capabilities.mapValues(\.writable) == ["vio-6": false, "vio-7": true])
  }

  @Test func ofWhatCannotBeReadNobodyKnowsWhatCanBeDone() async {
    let world = World("vio-1", "vio-2")
    world.with { $0.unreadable = ["vio-2"] }
    #expect(await Observer().observe(world.drivers).capabilities.keys.sorted() == ["vio-1"])
  }

  @Test func noFailureHidesAnother() async {
    let world = World("vio-1", "vio-2", "vio-3")
    world.with { $0.unreadable = ["vio-3", "vio-1"] }
    let result = await Observer(width: 2).observe(world.drivers)
    #expect(result.fabric.appliances.map(\.name) == ["vio-2"])
    #expect(result.failures.map(\.description) == ["vio-1: vio-1 is down", "vio-3: vio-3 is down"])
    #expect(result.files.map(\.appliance) == ["vio-1", "vio-2", "vio-3"])
  }

  @Test func nothingToReadIsFine() async {
    #expect(await Observer().observe([]).fabric == Fabric())
  }
}

/// How many read at once.
private final class Gauge: Sendable {
  private let state = Mutex((now: 0, highest: 0))
  var highest: Int { state.withLock { $0.highest } }
  func enter() { state.withLock { $0 = ($0.now + 1, max($0.highest, $0.now + 1)) } }
  func leave() { state.withLock { $0.now -= 1 } }
}

private struct GaugedDriver: FabricDriver {
  let appliance: String
  let gauge: Gauge

  func observe(as source: SourceID) async throws(DriverError) -> Observation {
    gauge.enter()
    await Task.yield()
    gauge.leave()
    let range = SourceRange(source: source, start: 0, end: 1)
    var capabilities = Capabilities()
    capabilities.writable = appliance.hasSuffix("7")
    return Observation(
      state: ApplianceState(name: appliance), capabilities: capabilities, file: SourceFile(path: "\(appliance).xml", bytes: [0x20]),
      diagnostics: [Diagnostic("xml.odd", .warning, "odd", at: range)])
  }

  func begin(run: String) async throws(DriverError) -> any DriverSession { throw DriverError(.rejected, "read only") }
}
