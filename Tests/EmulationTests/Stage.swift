import ApplianceAPI
import ApplianceDriver
import Emulation
import FabricModel
import Foundation
import Simulation
import Synchronization
import TestSupport
import Testing

/// One emulated appliance, a driver that talks to it, and a wire between them that can be cut.
final class Stage: Sendable {
  static let text = """
    <?xml version="1.0" encoding="UTF-8"?>
    <vioConfig xmlns="urn:weft:vio-config:1">
      <appliance name="vio-1" model="VIO-4001" transport="pcie" serverPorts="16"/>
      <adapters>
        <adapter slot="1" model="x520-SR2">
          <port number="1" speed="10Gbps" mtu="9000" physicalNetwork="lan" vlans="100-199" link="up"/>
          <port number="2" speed="10Gbps" mtu="9000" physicalNetwork="lan" vlans="100-199" link="down"/>
        </adapter>
      </adapters>
      <serverPorts><serverPort number="1" server="srv-1" power="on"/></serverPorts>
      <profiles><profile name="esx-01" serverPort="1" uuid="00000000-0000-4000-8000-000000000001"/></profiles>
    </vioConfig>

    """

  let folder: TemporaryFolder
  let appliance: EmulatedAppliance
  let wire: Wire
  let time: Clock
  let pauses = Mutex<[Double]>([])

  init(token: String? = nil, faults: Faults = .none, seed: UInt64 = 1, text: String = Stage.text) throws {
    folder = try TemporaryFolder()
    try folder.write(text, to: "vio-1.xml")
    let clock = Clock()
    appliance = try EmulatedAppliance(Array(text.utf8), path: folder / "vio-1.xml", token: token) { clock.now }
    var quick = faults
    quick.travel = 0...0
    wire = Wire(FaultyAppliance(appliance, quick, seed: seed, pause: { _ in }, now: { clock.now * 1000 }), token: token)
    time = clock
  }

  var driver: ApplianceDriver {
    ApplianceDriver(appliance: "vio-1", place: "https://vio-1.example", transport: wire) { [self] seconds in
      pauses.withLock { $0.append(seconds) }
    }
  }

  func ask(_ method: APIRequest.Method, _ path: String, _ headers: APIHeaders = [:], body: String = "") -> APIResponse {
    appliance.answer(APIRequest(method, path.split(separator: "/").map(String.init), headers: headers, body: Array(body.utf8)))
  }

  /// A change under a key, for whatever configuration there is.
  func change(_ method: APIRequest.Method, _ path: String, key: String, body: String = "", match: String = "*") -> APIResponse {
    ask(method, path, [APIHeader.idempotencyKey: key, APIHeader.ifMatch: match], body: body)
  }

  var entityTag: String { ask(.get, "v1/config").headers[APIHeader.entityTag] ?? "" }
}

/// Seconds that go by when a test says so.
final class Clock: Sendable {
  private let seconds = Mutex<Int64>(1_780_000_000)
  var now: Int64 { seconds.withLock { $0 } }
  func pass(_ more: Int64) { seconds.withLock { $0 += more } }
}

/// Carries requests to an emulated appliance, and loses what it is told to.
final class Wire: APITransport {
  enum Cut { case before, after }

  private let appliance: FaultyAppliance
  private let token: String?
  private let cuts = Mutex<[Cut]>([])
  private let sent = Mutex<[APIRequest]>([])
  /// What happens right before the next change arrives.
  private let ambush = Mutex<(@Sendable () -> Void)?>(nil)

  init(_ appliance: FaultyAppliance, token: String?) {
    self.appliance = appliance
    self.token = token
  }

  /// The next change that is sent does not arrive, or its answer does not.
  func cut(_ cut: Cut...) { cuts.withLock { $0 += cut } }
  func beforeTheNextChange(_ body: @escaping @Sendable () -> Void) { ambush.withLock { $0 = body } }
  var requests: [APIRequest] { sent.withLock { $0 } }

  func send(_ request: APIRequest) async throws(APITransportError) -> APIResponse {
    var request = request
    if let token { request.headers[APIHeader.authorization] = "Bearer \(token)" }
    let outgoing = request
    sent.withLock { $0.append(outgoing) }
    let isChange = request.path == ["v1", "batches"]
    if isChange {
      let body = ambush.withLock { ambush in
        defer { ambush = nil }
        return ambush
      }
      body?()
    }
    let cut = isChange ? cuts.withLock { $0.isEmpty ? nil : $0.removeFirst() } : nil
    if cut == .before { throw APITransportError(.lost, "the wire broke") }
    let answer = await appliance.answer(request)
    guard cut == nil, case .response(let response) = answer else { throw APITransportError(.lost, "the wire broke") }
    return response
  }
}

func network(_ name: String, vlan: Int = 110, mtu: Int = 1500) -> Record {
  var record = NetworkRecord.defaults(name: name)
  record.vlan = VLANID(vlan)
  record.mtu = mtu
  record.physicalNetwork = "lan"
  return .network(record)
}

func vnic(_ name: String, port: SlotPort = SlotPort(slot: 1, port: 1), mac: UInt64, minimum: Bitrate? = nil) -> Record {
  var record = VPortRecord.defaults(kind: .vnic, profile: "esx-01", name: name, appliance: "vio-1")
  record.slotPort = port
  record.mac = MACAddress(rawValue: 0x0257_0000_0000 + mac)
  record.native = "prod"
  record.minimum = minimum
  return .vport(record)
}

func adding(_ record: Record) -> RecordChange { RecordChange(before: nil, after: record) }
