package import ApplianceAPI
package import Documents
package import DriverInterface
package import FabricModel

/// Talks to an appliance through its management API.
package struct ApplianceDriver: FabricDriver {
  package let appliance: String
  private let client: ApplianceClient

  /// - Parameters:
  ///   - place: where the appliance is, for messages.
  ///   - pause: waits so many seconds before a request is sent again.
  package init(
    appliance: String, place: String, transport: any APITransport, pause: @escaping @Sendable (_ seconds: Double) async -> Void
  ) {
    self.appliance = appliance
    client = ApplianceClient(appliance: appliance, place: place, transport: transport, pause: pause)
  }

  /// The appliance enforces what it is told, takes batches as a whole, and keeps owners' marks; a function of a VIO adapter is dual-port.
  package static let capabilities: Capabilities = {
    var capabilities = Capabilities()
    capabilities.minimumRate = .enforced
    capabilities.hotAdd = true
    capabilities.transactions = true
    capabilities.attachUnit = .adapter
    capabilities.ownerMark = true
    capabilities.writable = true
    return capabilities
  }()

  package func observe(as source: SourceID) async throws(DriverError) -> Observation { try await client.observe(as: source) }

  package func begin(run: String) async throws(DriverError) -> any DriverSession { try await begin(run: run, ledger: "") }

  package func begin(run: String, ledger: String) async throws(DriverError) -> any DriverSession {
    ApplianceSession(client, try await client.takeLease(for: "run \(run)", of: ledger))
  }
}

/// An appliance that is held by its lease for one run.
final class ApplianceSession: DriverSession {
  /// Longer than the longest call with all its tries.
  static let leaseSeconds: Int64 = 300

  private let client: ApplianceClient
  private let lease: APILease

  init(_ client: ApplianceClient, _ lease: APILease) {
    self.client = client
    self.lease = lease
  }

  func perform(_ batch: [RecordChange], key: String) async throws(DriverError) {
    try await client.perform(batch, key: key, under: lease.token)
  }

  func observe() async throws(DriverError) -> Observation { try await client.observe(as: SourceID(0)) }

  /// Where that fails, the next change says so.
  func keep() async { try? await client.renew(lease) }

  func end() async { await client.giveBack(lease) }
}
