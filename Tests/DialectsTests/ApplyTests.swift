import Dialects
import Documents
import FabricModel
import TestSupport
import Testing
import XML

@Suite struct ApplyTests {
  private func network(_ name: String, _ change: (inout NetworkRecord) -> Void) throws -> RecordChange {
    let before = try #require(try decode(golden).networks.first { $0.name == name })
    var after = before
    change(&after)
    return RecordChange(before: .network(before), after: .network(after))
  }

  @Test func onlyTheAttributeThatChangesIsTouched() throws {
    let change = try network("backup") { $0.vlan = VLANID(201) }
    #expect(try apply([change], to: golden) == replacing("vlan=\"200\"", "vlan=\"201\""))
  }

  @Test func anAbsentAttributeIsAddedAndOneThatIsThereIsSetToItsDefault() throws {
    let added = try network("backup") { $0.mtu = 9000 }
    #expect(
      try apply([added], to: golden)
        == replacing(
          "<network name=\"backup\" vlan=\"200\" physicalNetwork=\"lan\"/>",
          "<network name=\"backup\" vlan=\"200\" physicalNetwork=\"lan\" mtu=\"9000\"/>"))
    let vnic = try #require(try decode(golden).profiles[0].vports.last)
    var after = vnic
    (after.minimum, after.mtu) = (.zero, 1500)
    let text = try apply([RecordChange(before: .vport(vnic), after: .vport(after))], to: golden)
    #expect(text == replacing("mtu=\"9000\" minRate=\"1Gbps\"", "mtu=\"1500\" minRate=\"none\""))
    #expect(try decode(text).profiles[0].vports.last == after)
  }

  @Test func whatIsNoLongerSetLosesItsAttribute() throws {
    let change = try network("prod") {
      $0.vlan = nil
      $0.owner = nil
    }
    let text = try apply([change], to: golden)
    #expect(
      text
        == replacing(
          "<network name=\"prod\" vlan=\"100\" mtu=\"1500\" physicalNetwork=\"lan\" fabric=\"common\" protect=\"true\" owner=\"default\"/>",
          "<network name=\"prod\" mtu=\"1500\" physicalNetwork=\"lan\" fabric=\"common\" protect=\"true\"/>"))
  }

  @Test func aProfileMovesByItsServerPortAlone() throws {
    let before = try decode(golden).profiles[0].record
    var after = before
    (after.server, after.serverPort) = ("esx-02", nil)
    let moved = try apply([RecordChange(before: .profile(before), after: .profile(after))], to: golden)
    #expect(moved == replacing("serverPort=\"1\" boot", "serverPort=\"2\" boot"))
    (after.server, after.serverPort) = ("", 0)
    let unbound = try apply([RecordChange(before: .profile(before), after: .profile(after))], to: golden)
    #expect(unbound == replacing("serverPort=\"1\" boot", "serverPort=\"0\" boot"))
  }

  @Test func aServerWithoutACableIsRefusedAndACableWithoutANameIsNamed() throws {
    let before = try decode(golden).profiles[0].record
    var after = before
    (after.server, after.serverPort) = ("esx-09", 0)
    let nowhere = RecordChange(before: .profile(before), after: .profile(after))
    #expect(throws: DialectRefusal.self) { try apply([nowhere], to: golden) }
    after.serverPort = 2
    let taken = RecordChange(before: .profile(before), after: .profile(after))
    #expect(try refusal([taken]).contains("server port 2 is cabled to 'esx-02'"))
    after.serverPort = 9
    let text = try apply([RecordChange(before: .profile(before), after: .profile(after))], to: golden)
    #expect(text.contains("    <serverPort number=\"9\" server=\"esx-09\"/>\n"))
    #expect(try decode(text).profiles[0].record == after)
  }

  @Test func aProfileAndItsVPortsComeTogetherWithTheContainersThatAreMissing() throws {
    var record = ProfileRecord.defaults(name: "p")
    record.boot = ["b"]
    var vnic = VPortRecord.defaults(kind: .vnic, profile: "p", name: "a", appliance: "vio-a1")
    vnic.native = "n"
    let vhba = VPortRecord.defaults(kind: .vhba, profile: "p", name: "b", appliance: "vio-a1")
    let changes = [
      RecordChange(before: nil, after: .profile(record)), RecordChange(before: nil, after: .vport(vnic)),
      RecordChange(before: nil, after: .network(.defaults(name: "n"))), RecordChange(before: nil, after: .vport(vhba)),
    ]
    let text = """
      <v:vioConfig xmlns:v='urn:weft:vio-config:1'>\r
      \t<v:appliance name='vio-a1'/>\r
      \t<v:vsans/>\r
      </v:vioConfig>\r

      """
    let expected = """
      <v:vioConfig xmlns:v='urn:weft:vio-config:1'>\r
      \t<v:appliance name='vio-a1'/>\r
      \t<v:networks>\r
      \t\t<v:network name='n'/>\r
      \t</v:networks>\r
      \t<v:vsans/>\r
      \t<v:profiles>\r
      \t\t<v:profile name='p' boot='b'>\r
      \t\t\t<v:vnic name='a' network='n'/>\r
      \t\t\t<v:vhba name='b'/>\r
      \t\t</v:profile>\r
      \t</v:profiles>\r
      </v:vioConfig>\r

      """
    let result = try apply(changes, to: text)
    #expect(result == expected)
    try expectValid(Array(result.utf8))
    #expect(try apply(changes.reversed().map(\.inverse), to: result).contains("<v:networks>\r\n\t</v:networks>"))
  }

  @Test func hardwareChangesItsFewAttributesAndIsNeverMade() throws {
    let state = try decode(golden)
    var adapter = state.inventory.adapters[1].record
    (adapter.sharing, adapter.maintenance) = (.exclusive, true)
    var port = state.inventory.adapters[0].ports[0].record(at: SlotPort(slot: 1, port: 1))
    port.mtu = 1500
    let text = try apply(
      [
        RecordChange(before: .adapter(state.inventory.adapters[1].record), after: .adapter(adapter)),
        RecordChange(before: state.record(at: .port(SlotPort(slot: 1, port: 1))), after: .port(port)),
      ], to: golden)
    #expect(
      text
        == replacing("model=\"QLE2562\">", "model=\"QLE2562\" sharing=\"exclusive\" maintenance=\"true\">").replacing(
          "speed=\"10Gbps\" mtu=\"9000\" uplink", "speed=\"10Gbps\" mtu=\"1500\" uplink"))
    #expect(throws: DialectRefusal.self) { try apply([RecordChange(before: .adapter(adapter), after: nil)], to: golden) }
    #expect(throws: DialectRefusal.self) { try apply([RecordChange(before: nil, after: .adapter(AdapterRecord(slot: 7)))], to: golden) }
  }

  @Test func aChangeThatFindsNeitherSideNamesTheObjectAndBothValues() throws {
    let change = try network("backup") { $0.vlan = VLANID(201) }
    let edited = replacing("vlan=\"200\"", "vlan=\"300\"")
    #expect(
      try refusal([change], on: edited) == "network/backup was changed meanwhile: vlan is 300, expected 200 (to become 201)")
    let gone = replacing("    <network name=\"backup\" vlan=\"200\" physicalNetwork=\"lan\"/> <!-- nightly -->\n", "")
    #expect(try refusal([change], on: gone).hasPrefix("network/backup is gone; expected vlan 200"))
    var other = NetworkRecord.defaults(name: "backup")
    (other.vlan, other.physicalNetwork) = (VLANID(7), "lan")
    #expect(
      try refusal([RecordChange(before: nil, after: .network(other))]) == "network/backup exists already: vlan is 200, expected 7")
  }

  @Test func anEditOfAnotherFieldOrObjectIsNoneOfItsBusiness() throws {
    var before = NetworkRecord(name: "backup")
    before.vlan = VLANID(200)
    var after = before
    after.vlan = VLANID(201)
    let edited = replacing("vlan=\"200\" physicalNetwork=\"lan\"", "vlan=\"200\" physicalNetwork=\"dmz\"")
    let text = try apply([RecordChange(before: .network(before), after: .network(after))], to: edited)
    #expect(text.contains("<network name=\"backup\" vlan=\"201\" physicalNetwork=\"dmz\"/> <!-- nightly -->"))
  }

  @Test func aProfileIsNotRemovedWithVPortsNorAVPortMadeWithoutAProfile() throws {
    let profile = try decode(golden).profiles[0]
    #expect(try refusal([RecordChange(before: .profile(profile.record), after: nil)]).contains("still has vdisk 'vd0'"))
    let lost = VPortRecord.defaults(kind: .vnic, profile: "nobody", name: "v", appliance: "vio-a1")
    #expect(try refusal([RecordChange(before: nil, after: .vport(lost))]).contains("has no profile 'nobody'"))
    let all =
      profile.vports.map { RecordChange(before: .vport($0), after: nil) } + [RecordChange(before: .profile(profile.record), after: nil)]
    #expect(try decode(try apply(all, to: golden)).profiles.isEmpty)
    #expect(try apply(all, to: golden).contains("  <profiles>\n  </profiles>\n"))
  }

  @Test func aVPortMayBecomeOneOfAnotherKind() throws {
    for before in try decode(golden).profiles[0].vports {
      let after = VPortRecord.defaults(kind: .vhba, profile: "esx-01", name: before.name, appliance: "vio-a1")
      let text = try apply([RecordChange(before: .vport(before), after: .vport(after))], to: golden)
      #expect(try decode(text).profiles[0].vports.first { $0.name == before.name }?.kind == .vhba)
    }
  }

  @Test func severalChangesOfOneObjectFollowEachOtherAndMayBeRepeated() throws {
    let first = try network("backup") { $0.vlan = VLANID(201) }
    var last = NetworkRecord.defaults(name: "backup")
    (last.vlan, last.physicalNetwork) = (VLANID(202), "lan")
    let changes = [first, RecordChange(before: first.after, after: .network(last))]
    let text = try apply(changes, to: golden)
    #expect(text == replacing("vlan=\"200\"", "vlan=\"202\""))
    #expect(try NativeDialect.apply(changes, to: try tape(text), state: try decode(text)) == nil)
    // Taken up where it was left.
    #expect(try apply(changes, to: replacing("vlan=\"200\"", "vlan=\"201\"")) == text)
  }

  private func replacing(_ old: String, _ new: String) -> String {
    precondition(golden.contains(old))
    return golden.replacing(old, with: new)
  }

  private func refusal(_ changes: [RecordChange], on text: String = golden) throws -> String {
    let error = #expect(throws: DialectRefusal.self) { try apply(changes, to: text) }
    return try #require(error).description
  }
}

extension String {
  fileprivate func replacing(_ old: String, _ new: String) -> String { replacing(old, with: new) }
}
