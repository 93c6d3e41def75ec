import ApplianceAPI
import Documents
import DriverInterface
import Emulation
import FabricModel
import Testing

@testable import ApplianceDriver

@Suite("The driver of the management API") struct ApplianceDriverTests {
  private func failure(_ body: () async throws -> Void) async -> DriverError.Class? {
    do { try await body() } catch { return (error as? DriverError)?.class }
    return nil
  }

  @Test func whatIsSeenHasLinksAndARevision() async throws {
    let stage = try Stage(token: "secret")
    let driver = stage.driver
    let seen = try await driver.observe(as: SourceID(0))
    #expect(seen.state.profiles.map(\.record.name) == ["esx-01"])
    #expect(seen.state.inventory.adapters[0].ports.map(\.isLinkUp) == [true, false])
    #expect(seen.state.revision == stage.ask(.get, "v1/config", [APIHeader.authorization: "Bearer secret"]).headers[APIHeader.entityTag])
    #expect(seen.file?.bytes == Array(Stage.text.utf8))
    // What was seen once is not sent again.
    _ = try await driver.observe(as: SourceID(0))
    #expect(stage.wire.requests.filter { $0.path == ["v1", "config"] }.map { $0.headers[APIHeader.ifNoneMatch] != nil } == [false, true])
  }

  @Test func aBatchIsCarriedOutUnderItsKeyAndLease() async throws {
    let stage = try Stage()
    let session = try await stage.driver.begin(run: "r1")
    try await session.perform([adding(network("prod")), adding(vnic("a", mac: 1))], key: "r1/s1")
    #expect(try await session.observe().state.record(at: .vport(VPortAddress(profile: "esx-01", name: "a"))) != nil)
    #expect(await failure { _ = try await stage.driver.begin(run: "r2") } == .locked)
    await session.end()
    #expect(await failure { _ = try await stage.driver.begin(run: "r2") } == nil)
  }

  @Test(arguments: [Wire.Cut.before, .after]) func aLostAnswerIsFoundByItsKey(cut: Wire.Cut) async throws {
    let stage = try Stage()
    let session = try await stage.driver.begin(run: "r1")
    stage.wire.cut(cut)
    let batch = [adding(network("prod"))]
    // What did not arrive may be sent again; what did is done.
    #expect(await failure { try await session.perform(batch, key: "r1/s1") } == (cut == .before ? .transient : nil))
    try await session.perform(batch, key: "r1/s1")
    #expect(try await session.observe().state.networks.map(\.name) == ["prod"])
  }

  @Test func whatOthersChangeElsewhereStopsNothing() async throws {
    let stage = try Stage()
    let session = try await stage.driver.begin(run: "r1")
    _ = try await session.observe()
    stage.wire.beforeTheNextChange { stage.appliance.edit(adding(network("by-hand"))) }
    try await session.perform([adding(network("prod"))], key: "r1/s1")
    #expect(try await session.observe().state.networks.map(\.name) == ["by-hand", "prod"])
  }

  @Test func whatOthersChangeInTheWayIsToldWithBothValues() async throws {
    let stage = try Stage()
    stage.appliance.edit(adding(network("prod", mtu: 1500)))
    let session = try await stage.driver.begin(run: "r1")
    stage.wire.beforeTheNextChange {
      stage.appliance.edit(RecordChange(before: network("prod", mtu: 1500), after: network("prod", mtu: 4000)))
    }
    let error = await #expect(throws: DriverError.self) {
      try await session.perform([RecordChange(before: network("prod", mtu: 1500), after: network("prod", mtu: 9000))], key: "r1/s1")
    }
    #expect(error?.class == .rejected)
    #expect(error?.description.contains("mtu is 4000, expected 1500") == true, "\(error?.description ?? "")")
    #expect(try await session.observe().state.networks.map(\.mtu) == [4000])
  }

  @Test func whatTheHardwareCannotDoIsRejected() async throws {
    let stage = try Stage()
    let session = try await stage.driver.begin(run: "r1")
    #expect(
      await failure { try await session.perform([adding(network("prod")), adding(vnic("a", mac: 1, minimum: .gbps(60)))], key: "k") }
        == .rejected)
  }

  @Test func whoLostItsLeaseWritesNothing() async throws {
    let stage = try Stage()
    let session = try await stage.driver.begin(run: "r1")
    stage.time.pass(1000)
    let other = try await stage.driver.begin(run: "r2")
    #expect(await failure { try await session.perform([adding(network("prod"))], key: "r1/s1") } == .locked)
    try await other.perform([adding(network("prod"))], key: "r2/s1")
  }

  @Test func anotherApplianceAtTheAddressIsNotTaken() async throws {
    let stage = try Stage(text: Stage.text.replacing("name=\"vio-1\"", with: "name=\"vio-2\""))
    #expect(await failure { _ = try await stage.driver.observe(as: SourceID(0)) } == .unreadable)
  }

  @Test func whatIsPutOffIsAskedAgainAfterTheTimeThatWasNamed() async throws {
    var later = APIResponse(503)
    later.headers[APIHeader.retryAfter] = "7"
    let stage = try Stage()
    let wire = Stubborn(base: stage.wire, answers: [later, later])
    let pauses = Pauses()
    let driver = ApplianceDriver(appliance: "vio-1", place: "there", transport: wire) { pauses.add($0) }
    _ = try await driver.observe(as: SourceID(0))
    #expect(pauses.all == [7, 7])
  }

  @Test(arguments: [
    (APIResponse(200, headers: ["Content-Type": "text/html", "ETag": "\"1\""], body: Array("<html/>".utf8)), DriverError.Class.unreadable),
    (APIResponse(200, headers: ["Content-Type": "application/xml"], body: Array("<a/>".utf8)), .unreadable),
    (APIResponse(302, headers: ["Location": "https://elsewhere.example/"]), .transient),
    (APIResponse(500), .transient), (APIResponse(401), .rejected), (APIResponse(404), .rejected),
  ]) func whatIsNoConfigurationIsRefused(answer: APIResponse, kind: DriverError.Class) async throws {
    let wire = Stubborn(base: nil, answers: [answer, answer, answer, answer, answer, answer])
    let driver = ApplianceDriver(appliance: "vio-1", place: "there", transport: wire) { _ in }
    #expect(await failure { _ = try await driver.observe(as: SourceID(0)) } == kind)
  }
}
