import Dialects
import Documents
import FabricModel
import TestSupport
import Testing
import XML

@Suite struct EncodingTests {
  @Test(arguments: 0..<300) func decodingWhatWasEncodedGivesTheState(seed: Int) throws {
    var random = RandomAppliance(seed: seed)
    let state = random.state()
    let bytes = try NativeDialect.encode(state)
    #expect(try decode(bytes) == state, "seed \(seed)")
    try expectValid(bytes, "seed \(seed)")
  }

  @Test func aDocumentIsLaidOutForPeople() throws {
    var state = ApplianceState(name: "vio-a1")
    state.networks = [NetworkRecord.defaults(name: "prod")]
    state.profiles = [ProfileState(.defaults(name: "p"), vports: [.defaults(kind: .vnic, profile: "p", name: "v", appliance: "vio-a1")])]
    let expected = """
      <?xml version="1.0" encoding="UTF-8"?>
      <vioConfig xmlns="urn:weft:vio-config:1">
        <appliance name="vio-a1"/>
        <networks>
          <network name="prod"/>
        </networks>
        <profiles>
          <profile name="p">
            <vnic name="v"/>
          </profile>
        </profiles>
      </vioConfig>

      """
    #expect(String(decoding: try NativeDialect.encode(state), as: UTF8.self) == expected)
  }

  @Test func aServerThatOnlyAProfileNamesGetsItsLine() throws {
    var state = ApplianceState(name: "vio-a1")
    var record = ProfileRecord(name: "p")
    (record.server, record.serverPort) = ("esx-01", 3)
    state.profiles = [ProfileState(record)]
    let decoded = try decode(try NativeDialect.encode(state))
    #expect(decoded.inventory.serverPorts == [ServerPort(number: 3, server: "esx-01")])
    #expect(decoded.profiles[0].record.server == "esx-01")
  }

  @Test func whatCannotBeWrittenIsRefused() throws {
    var state = ApplianceState(name: "vio-a1")
    state.networks = [NetworkRecord(name: "two words")]
    #expect(throws: DialectRefusal.self) { try NativeDialect.encode(state) }
    state.networks = []
    var record = ProfileRecord(name: "p")
    record.server = "nowhere"
    state.profiles = [ProfileState(record)]
    #expect(throws: DialectRefusal.self) { try NativeDialect.encode(state) }
  }
}
