import FabricModel
import Testing

@testable import Planning

/// A small fabric, and hand-made plans on it.
struct CheckerStage {
  let text =
    document(
      "Appliance", "vio-1",
      "driver: 'file:a.xml', serverPorts: 4, hostLink: 15Gbps, adapters: [{slot: 1, model: x520-SR2}, {slot: 2, model: PRO/1000 PT}, "
        + "{slot: 4, model: 9260-4i}]")
    + document("AdapterPool", "half", "type: ethernet, reservable: 50%, select: {ports: [vio-1/1/2]}")
  var fabric = Fabric()
  var hardware: Hardware
  var terms: SafetyTerms

  init() {
    var world = World(hardware: text)
    for vlan in [1, 2] { world.observed.put(.network(CheckerStage.network("net-\(vlan)", vlan)), on: "vio-1") }
    for number in 1...3 { world.observed.put(.profile(CheckerStage.profile(number)), on: "vio-1") }
    world.observed.put(.vport(CheckerStage.vnic(1, "vnic0", port: 1, mac: 1)), on: "vio-1")
    fabric = world.observed
    hardware = world.resolve(text).hardware
    terms = world.terms(text)
    terms.transferable = [.mac(MACAddress(rawValue: 0x02_00_00_00_00_01))]
  }

  func broken(_ changes: RecordChange...) -> [String] { broken(changes) }

  func broken(_ changes: [RecordChange]) -> [String] {
    let report = PlanChecker.check(chain(changes), on: fabric, hardware: hardware, terms: terms)
    #expect(report.preexisting == [])
    return report.broken.map { "\($0.step) \($0.violation.invariant) \($0.violation.subject)" }
  }

  func chain(_ changes: [RecordChange]) -> [Step] {
    changes.enumerated().map { index, change in
      var step = Step(appliance: "vio-1", change: change)
      step.id = "s\(index + 1)"
      // What a step costs is not what most of these tests are about.
      step.impact = .outage
      if case .adapter = step.target { step.victims = ["esx-1/vnic0", "esx-2/vnic0"] }
      if index > 0 { step.follows = [Step.Predecessor(index - 1, until: .performed)] }
      return step
    }
  }

  func create(_ vport: VPortRecord) -> RecordChange { create(.vport(vport)) }
  func create(_ record: Record) -> RecordChange { RecordChange(before: nil, after: record) }

  static func network(_ name: String, _ vlan: Int) -> NetworkRecord {
    var record = NetworkRecord.defaults(name: name)
    record.vlan = VLANID(vlan)
    return record
  }

  static func profile(_ number: Int, port: Int? = nil) -> ProfileRecord {
    var record = ProfileRecord.defaults(name: "esx-\(number)")
    record.server = "srv-\(number)"
    record.serverPort = port ?? number
    record.uuid = UniqueID(high: 0, low: UInt64(number))
    return record
  }

  static func vdisk(_ profile: Int, _ name: String, port: UInt8) -> VPortRecord {
    var record = VPortRecord.defaults(kind: .vdisk, profile: "esx-\(profile)", name: name, appliance: "vio-1")
    record.server = "srv-\(profile)"
    record.slotPort = SlotPort(slot: 4, port: port)
    record.size = ByteSize(bytes: 1 << 30)
    return record
  }

  static func vnic(_ profile: Int, _ name: String, port: UInt8, mac: UInt64, gigabits: Int64 = 0) -> VPortRecord {
    var record = VPortRecord.defaults(kind: .vnic, profile: "esx-\(profile)", name: name, appliance: "vio-1")
    record.server = "srv-\(profile)"
    record.slotPort = SlotPort(slot: 1, port: port)
    record.mac = MACAddress(rawValue: 0x02_00_00_00_00_00 + mac)
    record.native = "net-1"
    record.minimum = .gbps(gigabits)
    return record
  }
}
