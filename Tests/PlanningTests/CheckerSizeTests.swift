import FabricModel
import Testing

@testable import Planning

@Suite struct CheckerSizeTests {
  /// 625 appliances with 160 v-ports each, every one of which changes: what is quadratic in the steps would take hours.
  @Test(.timeLimit(.minutes(20))) func aHundredThousandStepsAreChecked() {
    let (fabric, hardware, steps) = Self.large(appliances: 625)
    #expect(steps.count == 100_000)
    let report = PlanChecker.check(steps, on: fabric, hardware: hardware)
    #expect(report.broken == [] && report.preexisting == [])
  }

  private static func large(appliances: Int) -> (fabric: Fabric, hardware: Hardware, steps: [Step]) {
    var fabric = Fabric()
    var steps: [Step] = []
    var mac: UInt64 = 0x02_00_00_00_00_00
    for number in 0..<appliances {
      var state = ApplianceState(name: "vio-\(1000 + number)")
      var adapter = Adapter(slot: 1)
      adapter.model = "x520-SR2"
      adapter.ports = [Port(number: 1), Port(number: 2)]
      state.inventory.adapters = (UInt8(1)...4).map { slot in
        adapter.slot = slot
        return adapter
      }
      state.networks = (0..<10).map { NetworkRecord.defaults(name: "net-\($0)") }
      for server in 1...16 {
        var profile = ProfileRecord.defaults(name: "esx-\(1000 + number)-\(10 + server)")
        profile.server = "srv-\(number)-\(server)"
        profile.serverPort = server
        let vports = (0..<10).map { index in
          mac += 1
          return vport(profile, index, appliance: state.name, mac)
        }
        state.profiles.append(ProfileState(profile, vports: vports))
      }
      for vport in state.profiles.flatMap(\.vports) { steps.append(step(vport, steps.count)) }
      fabric.appliances.append(state)
    }
    var hardware = Hardware()
    for state in fabric.appliances { hardware.add(state.name, state.inventory, labels: []) }
    return (fabric, hardware, steps)
  }

  private static func vport(_ profile: ProfileRecord, _ index: Int, appliance: String, _ mac: UInt64) -> VPortRecord {
    var record = VPortRecord.defaults(kind: .vnic, profile: profile.name, name: "vnic\(index)", appliance: appliance)
    record.server = profile.server
    record.slotPort = SlotPort(slot: UInt8(index % 4 + 1), port: UInt8(index / 4 % 2 + 1))
    record.mac = MACAddress(rawValue: mac)
    record.native = "net-\(index)"
    record.minimum = .mbps(100)
    return record
  }

  private static func step(_ vport: VPortRecord, _ index: Int) -> Step {
    var after = vport
    after.minimum = .mbps(200)
    after.native = "net-0"
    var step = Step(appliance: vport.appliance, change: RecordChange(before: .vport(vport), after: .vport(after)))
    step.id = "s\(index + 1)"
    step.impact = .outage
    if index > 0 { step.follows = [Step.Predecessor(index - 1, until: .performed)] }
    return step
  }
}
