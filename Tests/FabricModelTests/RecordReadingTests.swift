import Documents
import FabricModel
import Foundation
import Testing

@Suite("Reading records")
struct RecordReadingTests {
  static let records: [Record] = {
    var vnic = VPortRecord.defaults(kind: .vnic, profile: "esx-01", name: "vnic0", appliance: "vio-1")
    vnic.mac = MACAddress(rawValue: 0x0225_B500_000A)
    vnic.slotPort = SlotPort(slot: 3, port: 2)
    vnic.tagged = ["a", "ü \"b\" \\ \n\u{1}"]
    vnic.minimum = Bitrate(bitsPerSecond: 500_000_000)
    vnic.owner = "default"
    vnic.serviceClass = ClassOfService(5)
    vnic.shares = Shares(20)
    vnic.failover = true
    vnic.pxe = true
    vnic.iscsi = ISCSIDisk("iqn.2003-01.org.example:array@10.0.0.5:3260/1")
    var vdisk = VPortRecord(kind: .vdisk, profile: "esx-01", name: "vd0", appliance: "vio-1")
    vdisk.size = ByteSize(bytes: 40 << 30)
    vdisk.raid = .raid10
    var vhba = VPortRecord(kind: .vhba, profile: "esx-01", name: "vhba0", appliance: "vio-1")
    vhba.wwpn = WWN(rawValue: 0x2000_0025_B500_0001)
    var adapter = AdapterRecord(slot: 3)
    adapter.maintenance = true
    var port = PortRecord(slotPort: SlotPort(slot: 3, port: 1))
    port.mtu = 9000
    return [
      .vport(vnic), .vport(vhba), .vport(vdisk), .adapter(adapter), .port(port), .network(.defaults(name: "prod")),
      .vsan(.defaults(name: "a")),
      .profile(.defaults(name: "esx-01")), .profile(ProfileRecord(name: "esx-02")),
    ]
  }()

  @Test(arguments: records, [RecordForm.full, .managed]) func itReadsWhatTheDecoderReads(record: Record, form: RecordForm) throws {
    var json = JSONWriter(pretty: form == .full)
    record.write(&json, as: form)
    let read = try Record(json: json.text)
    #expect(try read == JSONDecoder().decode(Record.self, from: Data(json.text.utf8)))
    if form == .managed { #expect(read == record) }
  }

  @Test func escapesOfOtherWritersAreRead() throws {
    let record = try Record(json: #" { "kind" : "network" , "name":"a\u00fc\ud83d\ude00\/é" , "mtu": 9000 , "new": [ ] } "#)
    #expect(record.address == .network("aü😀/é"))
  }

  @Test(arguments: [
    "", "{", "[]", "{}x", #"{"kind":"network","name":"a"},{}"#, #"{"kind":"network","name":"a\"#,
    #"{"kind":"network","name":"a","mtu":1.5}"#,
    #"{"kind":"network","name":"a","mtu":{}}"#, #"{"kind":"network","name":"a","mtu":"x"}"#, #"{"kind":"network"}"#, #"{"kind":"x"}"#,
    #"{"kind":"network","name":"\u12"}"#, #"{"kind":"network","name":"\x"}"#, #"{"kind":"adapter","slot":"x"}"#,
    #"{"kind":"vnic","profile":"p","name":"v","appliance":"a","class":8}"#,
    #"{"kind":"vnic","profile":"p","name":"v","appliance":"a","shares":101}"#,
    #"{"kind":"vnic","profile":"p","name":"v","appliance":"a","iscsi":"array"}"#,
    #"{"kind":"vdisk","profile":"p","name":"v","appliance":"a","raid":2}"#,
    #"{"kind":"vdisk","profile":"p","name":"v","appliance":"a","size":-1}"#,
  ]) func whatIsNoRecordIsRefused(text: String) {
    #expect(throws: RecordError.self) { try Record(json: text) }
  }
}
