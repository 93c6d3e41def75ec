import FabricMemory
import FabricModel
import TestSupport
import Testing

@Suite struct LiveFabricTests {
  private static let vnic = vport("esx-1", "vnic0")

  /// One appliance with a network, and a profile on a server with a vNIC and a vHBA.
  private var fabric: Fabric {
    var state = ApplianceState(name: "vio-1")
    var adapter = Adapter(slot: 1)
    adapter.ports = [Port(number: 1), Port(number: 2)]
    state.inventory.adapters = [adapter]
    state.networks = [.defaults(name: "prod")]
    var vhba = VPortRecord.defaults(kind: .vhba, profile: "esx-1", name: "vhba0", appliance: "vio-1")
    vhba.server = "srv-1"
    state.profiles = [ProfileState(Self.profile("esx-1", on: "srv-1"), vports: [vhba, Self.vnic])]
    return Fabric(appliances: [state])
  }

  private static func profile(_ name: String, on server: String) -> ProfileRecord {
    var record = ProfileRecord.defaults(name: name)
    record.server = server
    return record
  }

  private static func vport(_ profile: String, _ name: String, on server: String = "srv-1") -> VPortRecord {
    var record = VPortRecord.defaults(kind: .vnic, profile: profile, name: name, appliance: "vio-1")
    record.server = server
    record.slotPort = SlotPort(slot: 1, port: 1)
    return record
  }

  private func change(_ before: Record?, _ after: Record?) -> RecordChange { RecordChange(before: before, after: after) }

  @Test func whatNothingChangedIsAsItWas() {
    let live = LiveFabric(fabric)
    #expect(live.fabric == fabric)
    #expect(live.record(at: .vport(Self.vnic.address), on: "vio-1") == .vport(Self.vnic))
    #expect(live.record(at: .network("none"), on: "vio-1") == nil)
    #expect(live.record(at: .network("prod"), on: "vio-9") == nil)
    #expect(live.vports(ofProfile: "esx-1", on: "vio-1").map(\.name) == ["vhba0", "vnic0"])
  }

  @Test func aChangeIsSeenAtOnceAndInTheWholeFabric() throws {
    var live = LiveFabric(fabric)
    var wide = NetworkRecord.defaults(name: "prod")
    wide.mtu = 9000
    try live.perform(change(.network(.defaults(name: "prod")), .network(wide)), on: "vio-1")
    try live.perform(change(nil, .network(.defaults(name: "backup"))), on: "vio-1")
    #expect(live.record(at: .network("prod"), on: "vio-1") == .network(wide))
    #expect(live.fabric["vio-1"]?.networks.map(\.name) == ["backup", "prod"])
    #expect(live.fabric["vio-1"]?.networks.last == wide)
    try live.perform(change(.network(wide), nil), on: "vio-1")
    #expect(live.record(at: .network("prod"), on: "vio-1") == nil)
    #expect(live.fabric["vio-1"]?.networks.map(\.name) == ["backup"])
  }

  @Test func vportsFollowTheirProfileToItsServer() throws {
    var live = LiveFabric(fabric)
    var moved = Self.profile("esx-1", on: "srv-2")
    moved.wwnn = WWN(rawValue: 0x2000_0025_b500_0001)
    try live.perform(change(.profile(Self.profile("esx-1", on: "srv-1")), .profile(moved)), on: "vio-1")
    for vports in [live.vports(ofProfile: "esx-1", on: "vio-1"), try #require(live.fabric["vio-1"]?.profile(named: "esx-1")).vports] {
      #expect(vports.map(\.server) == ["srv-2", "srv-2"])
      #expect(vports.map(\.wwnn) == [moved.wwnn, nil])
    }
    try live.perform(change(nil, .vport(Self.vport("esx-1", "vnic1"))), on: "vio-1")
    #expect(live.vports(ofProfile: "esx-1", on: "vio-1").map(\.server) == ["srv-2", "srv-2", "srv-2"], "a newcomer, too")
  }

  @Test func derivedFieldsDoNotCountWhenAStepLooksForItsBefore() throws {
    var live = LiveFabric(fabric)
    var after = Self.vport("esx-1", "vnic0", on: "srv-9")
    after.mtu = 9000
    try live.perform(change(.vport(Self.vport("esx-1", "vnic0", on: "srv-9")), .vport(after)), on: "vio-1")
    #expect(live.vports(ofProfile: "esx-1", on: "vio-1").last?.mtu == 9000)
    #expect(live.vports(ofProfile: "esx-1", on: "vio-1").last?.server == "srv-1")
  }

  @Test func aChangeThatIsThereAlreadyIsHarmless() throws {
    var live = LiveFabric(fabric)
    try live.perform(change(nil, .network(.defaults(name: "prod"))), on: "vio-1")
    try live.perform(change(.network(.defaults(name: "gone")), nil), on: "vio-1")
    #expect(live.fabric == fabric)
  }

  @Test func aChangeThatFindsSomethingElseIsAMisfitAndChangesNothing() {
    var live = LiveFabric(fabric)
    var other = NetworkRecord.defaults(name: "prod")
    other.mtu = 1400
    let found = Misfit(
      appliance: "vio-1", address: .network("prod"), expected: .network(other), found: .network(.defaults(name: "prod")))
    #expect(throws: found) { try live.perform(change(.network(other), nil), on: "vio-1") }
    #expect(found.description == "vio-1:network/prod is not as expected")
    #expect(throws: Misfit.self) {
      try live.perform(change(.network(.defaults(name: "lan")), .network(.defaults(name: "lan"))), on: "vio-1")
    }
    #expect(throws: Misfit.self) { try live.perform(change(nil, .vport(Self.vport("esx-7", "vnic0"))), on: "vio-1") }
    #expect(throws: Misfit.self) { try live.perform(change(.vsan(.defaults(name: "a")), .vsan(.defaults(name: "a"))), on: "vio-7") }
    #expect(live.fabric == fabric)
  }

  @Test func aProfileThatGoesTakesItsVPortsAlongForGood() throws {
    var live = LiveFabric(fabric)
    let profile = Self.profile("esx-1", on: "srv-1")
    try live.perform(change(.profile(profile), nil), on: "vio-1")
    #expect(live.vports(ofProfile: "esx-1", on: "vio-1") == [])
    #expect(live.fabric["vio-1"]?.profiles == [])
    try live.perform(change(nil, .profile(profile)), on: "vio-1")
    #expect(live.fabric["vio-1"]?.profiles == [ProfileState(profile)])
    try live.perform(change(nil, .vport(Self.vnic)), on: "vio-1")
    #expect(live.vports(ofProfile: "esx-1", on: "vio-1") == [Self.vnic])
  }

  @Test func adaptersAndPortsKeepTheRestOfTheirHardware() throws {
    var live = LiveFabric(fabric)
    var port = PortRecord(slotPort: SlotPort(slot: 1, port: 2))
    port.mtu = 9000
    var adapter = AdapterRecord(slot: 1)
    adapter.lentTo = "srv-1"
    try live.perform(change(.port(PortRecord(slotPort: port.slotPort)), .port(port)), on: "vio-1")
    try live.perform(change(.adapter(AdapterRecord(slot: 1)), .adapter(adapter)), on: "vio-1")
    let inventory = try #require(live.fabric["vio-1"]).inventory
    #expect(inventory.adapters[0].ports.map(\.mtu) == [nil, 9000])
    #expect(inventory.adapters[0].lentTo == "srv-1")
  }

  @Test func anApplianceThatWasNotThereHoldsWhatIsPutOnIt() throws {
    var live = LiveFabric(fabric)
    try live.perform(change(nil, .network(.defaults(name: "prod"))), on: "vio-0")
    #expect(live.fabric.appliances.map(\.name) == ["vio-0", "vio-1"])
    #expect(live.fabric["vio-0"]?.networks.map(\.name) == ["prod"])
  }

  /// Changes and their inverses, in random order, lead back to the beginning.
  @Test(arguments: 0..<20) func whatIsUndoneIsAsItWas(seed: Int) throws {
    var random = SeededGenerator(seed: seed)
    var live = LiveFabric(fabric)
    var done: [RecordChange] = []
    for number in 0..<50 {
      let name = "vnic\(Int.random(in: 0..<6, using: &random))"
      let before = live.record(at: .vport(VPortAddress(profile: "esx-1", name: name)), on: "vio-1")
      var after = Self.vport("esx-1", name)
      after.mtu = 1500 + number
      let isLeaving = before != nil && Bool.random(using: &random)
      done.append(change(before, isLeaving ? nil : .vport(after)))
      try live.perform(done[number], on: "vio-1")
    }
    #expect(live.fabric != fabric)
    for change in done.reversed() { try live.perform(change.inverse, on: "vio-1") }
    #expect(live.fabric == fabric)
  }
}
