import FabricModel
import Testing

@Suite("Whether a v-port is as it is desired")
struct RecordAgreementTests {
  /// Two v-ports of a kind with every field set, each to another value.
  private static func pair(_ kind: VPortRecord.Kind) -> (one: VPortRecord, other: VPortRecord) {
    var one = VPortRecord.defaults(kind: kind, profile: "esx-01", name: "v0", appliance: "vio-1")
    one.server = "srv-1"
    one.slotPort = SlotPort(slot: 1, port: 1)
    one.order = 1
    one.mac = MACAddress(rawValue: 0x0225_B500_0001)
    one.wwpn = WWN(rawValue: 0x2000_0025_B500_0001)
    one.wwnn = WWN(rawValue: 0x2000_0025_B500_0002)
    one.vsan = "san-a"
    one.size = ByteSize(bytes: 1 << 30)
    var other = one
    other.server = "srv-2"
    other.slotPort = SlotPort(slot: 1, port: 2)
    other.order = 2
    other.hostSlot = HostSlot(slot: 1, port: 1)
    other.mac = MACAddress(rawValue: 0x0225_B500_0011)
    other.wwpn = WWN(rawValue: 0x2000_0025_B500_0011)
    other.wwnn = WWN(rawValue: 0x2000_0025_B500_0012)
    other.vsan = "san-b"
    other.size = ByteSize(bytes: 2 << 30)
    other.raid = .raid10
    other.native = "prod"
    other.tagged = ["backup"]
    other.mtu = 9000
    other.minimum = Bitrate(bitsPerSecond: 1)
    other.maximum = Bitrate(bitsPerSecond: 2)
    other.serviceClass = ClassOfService(5)
    other.shares = Shares(20)
    other.failover = true
    other.pxe = true
    other.iscsi = ISCSIDisk("iqn.2003-01.org.example:array@10.0.0.5:3260/1")
    other.isUp = false
    other.targets = ["50:00:00:00:00:00:00:01@0"]
    return (one, other)
  }

  @Test(arguments: VPortRecord.Kind.allCases) func everyFieldThatIsDesiredCounts(kind: VPortRecord.Kind) {
    let (one, other) = Self.pair(kind)
    for field in one.fields {
      var desired = VPortRecord(kind: kind, profile: "esx-01", name: "v0", appliance: "vio-1")
      #expect(desired.agrees(with: one), "nothing is desired")
      field.overlay(&desired, other)
      #expect(field.isSet(desired), "\(field.name) has no sample")
      #expect(desired.agrees(with: other), "\(field.name) is as desired")
      if case .derived = field.effect {
        #expect(desired.agrees(with: one), "\(field.name) follows from others")
      } else {
        #expect(!desired.agrees(with: one), "\(field.name) is another")
      }
    }
  }

  @Test func whatIsAbsentIsAsTheApplianceAssumes() {
    var desired = VPortRecord(kind: .vnic, profile: "esx-01", name: "v0", appliance: "vio-1")
    desired.mtu = 1500
    let observed = VPortRecord(kind: .vnic, profile: "esx-01", name: "v0", appliance: "vio-1")
    #expect(desired.agrees(with: observed))
    desired.mtu = 9000
    #expect(!desired.agrees(with: observed))
  }
}
