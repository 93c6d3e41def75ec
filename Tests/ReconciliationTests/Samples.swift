import FabricModel
import Planning

func network(_ name: String, vlan: UInt16 = 10, mtu: Int = 1500) -> Record {
  var record = NetworkRecord.defaults(name: name)
  record.vlan = VLANID(Int(vlan))
  record.mtu = mtu
  record.owner = "default"
  return .network(record)
}

func profile(_ name: String, server: String = "", uuid: UInt64 = 1) -> Record {
  var record = ProfileRecord.defaults(name: name)
  record.server = server
  record.uuid = UniqueID(high: 7, low: uuid)
  record.owner = "default"
  return .profile(record)
}

func vnic(_ name: String, on appliance: String, of profile: String = "esx-01", mac: UInt64, mtu: Int = 1500, server: String = "") -> Record
{
  var record = VPortRecord.defaults(kind: .vnic, profile: profile, name: name, appliance: appliance)
  record.slotPort = SlotPort(slot: 1, port: 1)
  record.mac = MACAddress(rawValue: 0x0200_0000_0000 + mac)
  record.native = "prod"
  record.mtu = mtu
  record.server = server
  record.owner = "default"
  return .vport(record)
}

func step(_ appliance: String, _ before: Record?, _ after: Record?, verified: [Int] = [], performed: [Int] = []) -> Step {
  var step = Step(appliance: appliance, change: RecordChange(before: before, after: after))
  step.follows = verified.map { Step.Predecessor($0, until: .verified) } + performed.map { Step.Predecessor($0, until: .performed) }
  return step
}

/// A profile with a v-port on each of two appliances, built from nothing.
let building: [Step] = [
  step("vio-1", nil, network("prod")),
  step("vio-1", nil, profile("esx-01")),
  step("vio-1", nil, vnic("vnic0", on: "vio-1", mac: 1), performed: [0, 1]),
  step("vio-2", nil, network("prod"), performed: [2]),
  step("vio-2", nil, profile("esx-01"), performed: [3]),
  step("vio-2", nil, vnic("vnic1", on: "vio-2", mac: 2), performed: [4]),
]

/// Both v-ports get another MTU, the second one once the first was seen to be there.
let changing: [Step] = [
  step("vio-1", vnic("vnic0", on: "vio-1", mac: 1), vnic("vnic0", on: "vio-1", mac: 1, mtu: 9000)),
  step("vio-2", vnic("vnic1", on: "vio-2", mac: 2), vnic("vnic1", on: "vio-2", mac: 2, mtu: 9000), verified: [0]),
  step("vio-2", network("prod"), network("prod", mtu: 9000), performed: [1]),
]
