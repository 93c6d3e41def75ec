import FabricModel
import Testing

@testable import Planning

/// Hand-made plans that each break one rule.
@Suite struct CheckerTests {
  private let text =
    document(
      "Appliance", "vio-1",
      "driver: 'file:a.xml', serverPorts: 4, hostLink: 15Gbps, adapters: [{slot: 1, model: x520-SR2}, {slot: 2, model: PRO/1000 PT}]")
    + document("AdapterPool", "half", "type: ethernet, reservable: 50%, select: {ports: [vio-1/1/2]}")
  private var fabric = Fabric()
  private let hardware: Hardware
  private let reservable: [Percent?]

  init() {
    var world = World(hardware: text)
    for vlan in [1, 2] { world.observed.put(.network(CheckerTests.network("net-\(vlan)", vlan)), on: "vio-1") }
    for number in 1...3 { world.observed.put(.profile(CheckerTests.profile(number)), on: "vio-1") }
    world.observed.put(.vport(CheckerTests.vnic(1, "vnic0", port: 1, mac: 1)), on: "vio-1")
    fabric = world.observed
    let resolution = world.resolve(text)
    hardware = resolution.hardware
    reservable = resolution.reservable
  }

  // MARK: I1

  @Test func anAddressOfTwoVPortsIsFound() {
    #expect(broken(create(Self.vnic(2, "vnic0", port: 1, mac: 1))) == ["s1 I1 02:00:00:00:00:01"])
    var down = Self.vnic(2, "vnic0", port: 1, mac: 1)
    down.isUp = false
    #expect(broken(create(down)) == [])
  }

  @Test func anAddressThatMovesMustBeReleasedFirst() {
    let leave = RecordChange(before: .vport(Self.vnic(1, "vnic0", port: 1, mac: 1)), after: nil)
    let arrive = create(Self.vnic(2, "vnic0", port: 1, mac: 1))
    #expect(broken(leave, arrive) == [])
    #expect(broken(arrive, leave) == ["s1 I1 02:00:00:00:00:01"])
  }

  @Test func aProfileTakesItsAddressesToItsServer() {
    var unbound = Self.profile(3)
    unbound.server = ""
    unbound.serverPort = 0
    let unbind = RecordChange(before: .profile(Self.profile(3)), after: .profile(unbound))
    let bind = RecordChange(before: .profile(unbound), after: .profile(Self.profile(3)))
    #expect(broken(unbind, create(Self.vnic(3, "vnic0", port: 1, mac: 1))) == [])
    #expect(broken(unbind, create(Self.vnic(3, "vnic0", port: 1, mac: 1)), bind) == ["s3 I1 02:00:00:00:00:01"])
  }

  @Test func aUUIDIsOfOneProfileWhicheverAppliancesHaveItsParts() {
    var other = Self.profile(1)
    other.server = "srv-9"
    other.serverPort = 0
    other.name = "esx-9"
    #expect(broken(create(.profile(other))) == ["s1 I1 00000000-0000-0000-0000-000000000001"])
    var steps = [Step(appliance: "vio-2", change: create(.profile(Self.profile(1))))]
    steps[0].id = "s1"
    #expect(PlanChecker.check(steps, on: fabric, hardware: hardware).broken == [])
    steps[0].change = create(.profile(other))
    #expect(PlanChecker.check(steps, on: fabric, hardware: hardware).broken.map(\.violation.invariant) == ["I1"])
  }

  // MARK: I2

  @Test func guaranteesBeyondAPortAreFound() {
    #expect(broken(create(Self.vnic(1, "vnic1", port: 1, mac: 2, gigabits: 10))) == [])
    #expect(broken(create(Self.vnic(1, "vnic1", port: 1, mac: 2, gigabits: 11))) == ["s1 I2 vio-1/1/1"])
    #expect(broken(create(Self.vnic(1, "vnic1", port: 2, mac: 2, gigabits: 5))) == [])
    #expect(broken(create(Self.vnic(1, "vnic1", port: 2, mac: 2, gigabits: 6))) == ["s1 I2 vio-1/1/2"])
  }

  @Test func shrinkingComesBeforeGrowing() {
    let small = Self.vnic(1, "vnic0", port: 1, mac: 1)
    let wide = Self.vnic(1, "vnic0", port: 1, mac: 1, gigabits: 8)
    let grow = create(Self.vnic(2, "vnic0", port: 1, mac: 2, gigabits: 7))
    let shrink = RecordChange(before: .vport(wide), after: .vport(small))
    let widen = RecordChange(before: .vport(small), after: .vport(wide))
    #expect(broken(widen, shrink, grow) == [])
    #expect(broken(widen, grow, shrink) == ["s2 I2 vio-1/1/1"])
  }

  @Test func guaranteesBeyondAServersCableAreFound() {
    let first = create(Self.vnic(1, "vnic1", port: 1, mac: 2, gigabits: 10))
    #expect(broken(first, create(Self.vnic(1, "vnic2", port: 2, mac: 3, gigabits: 5))) == [])
    var wide = Self.vnic(1, "vnic2", port: 2, mac: 3, gigabits: 5)
    wide.minimum = .mbps(5001)
    #expect(broken(first, create(wide)) == ["s2 I2 vio-1/1/2", "s2 I2 profile/esx-1 on vio-1"])
  }

  // MARK: I4

  @Test func moreVPortsThanFunctionsAreFound() {
    let changes = (1...63).map { create(Self.vnic(2, "vnic\($0)", port: 1, mac: UInt64(100 + $0))) }
    #expect(broken(changes.dropLast()) == [])
    #expect(broken(changes) == ["s63 I4 vio-1/1/1"])
  }

  @Test func moreNetworksThanVLANFiltersAreFound() {
    let names = (1...64).map { "lan-\($0)" }
    var trunk = Self.vnic(2, "vnic0", port: 1, mac: 2)
    let networks = names.enumerated().map { create(.network(Self.network($1, 100 + $0))) }
    trunk.native = ""
    trunk.tagged = Array(names.prefix(62))
    #expect(broken(networks + [create(trunk)]) == [])
    trunk.tagged = Array(names.prefix(63))
    #expect(broken(networks + [create(trunk)]) == ["s65 I4 vio-1/1/1"])
  }

  @Test func aServerPortHasOneProfileAndExists() {
    #expect(broken(create(.profile(Self.profile(4)))) == [])
    var profile = Self.profile(4)
    profile.serverPort = 3
    #expect(broken(create(.profile(profile))) == ["s1 I4 vio-1 server port 3"])
    profile.serverPort = 5
    #expect(broken(create(.profile(profile))) == ["s1 I4 vio-1 server port 5"])
    let five = Self.profile(5, port: 0)
    #expect(broken(create(.profile(Self.profile(4))), create(.profile(five))) == ["s2 I4 vio-1"])
  }

  @Test func anExclusiveAdapterHasOneServer() {
    func onCard(_ profile: Int, _ name: String) -> RecordChange {
      var vport = Self.vnic(profile, name, port: 1, mac: UInt64(profile * 10))
      vport.slotPort = SlotPort(slot: 2, port: 1)
      return create(vport)
    }
    #expect(broken(onCard(1, "vnic1")) == [])
    #expect(broken(onCard(1, "vnic1"), onCard(2, "vnic1")) == ["s2 I4 vio-1/2"])
  }

  @Test func anAdapterBecomesExclusiveOnlyForOneServer() {
    var shared = AdapterRecord(slot: 1)
    var exclusive = shared
    shared.sharing = .shared
    exclusive.sharing = .exclusive
    let lend = RecordChange(before: .adapter(AdapterRecord(slot: 1)), after: .adapter(exclusive))
    #expect(broken(lend) == [])
    #expect(broken(create(Self.vnic(2, "vnic0", port: 1, mac: 2)), lend) == ["s2 I4 vio-1/1"])
    #expect(broken(lend, create(Self.vnic(2, "vnic0", port: 1, mac: 2))) == ["s2 I4 vio-1/1"])
  }

  // MARK: I6

  @Test func whatAVPortUsesIsThereBeforeIt() {
    var vport = Self.vnic(2, "vnic0", port: 1, mac: 2)
    vport.tagged = ["net-3"]
    let network = create(.network(Self.network("net-3", 3)))
    #expect(broken(network, create(vport)) == [])
    #expect(broken(create(vport), network) == ["s1 I6 vio-1/network/net-3"])
    #expect(broken(create(Self.vnic(7, "vnic0", port: 1, mac: 2))) == ["s1 I6 vio-1/profile/esx-7"])
    var vhba = VPortRecord.defaults(kind: .vhba, profile: "esx-2", name: "vhba0", appliance: "vio-1")
    vhba.vsan = "san-a"
    #expect(broken(create(vhba)) == ["s1 I6 vio-1/vsan/san-a"])
    var astray = Self.vnic(2, "vnic0", port: 1, mac: 2)
    astray.slotPort = SlotPort(slot: 3, port: 1)
    #expect(broken(create(astray)) == ["s1 I6 vio-1/3/1"])
  }

  @Test func whatAVPortUsesStaysUntilItIsGone() {
    let leave = RecordChange(before: .vport(Self.vnic(1, "vnic0", port: 1, mac: 1)), after: nil)
    let remove = RecordChange(before: .network(Self.network("net-1", 1)), after: nil)
    let empty = RecordChange(before: .profile(Self.profile(1)), after: nil)
    #expect(broken(leave, remove, empty) == [])
    #expect(broken(remove, leave, empty) == ["s1 I6 vio-1/network/net-1"])
    #expect(broken(empty, leave, remove) == ["s1 I6 vio-1/profile/esx-1"])
  }

  // MARK: P1, P2

  @Test func aStepMustFindWhatItExpects() {
    var narrow = Self.network("net-1", 1)
    narrow.mtu = 1400
    #expect(broken(create(.network(narrow))) == ["s1 P1 vio-1:network/net-1"])
    #expect(broken(RecordChange(before: .network(narrow), after: nil)) == ["s1 P1 vio-1:network/net-1", "s1 I6 vio-1/network/net-1"])
    #expect(broken(RecordChange(before: .network(Self.network("net-9", 9)), after: .network(narrow))).count == 1)
    #expect(broken(create(.network(Self.network("net-1", 1)))) == [], "its effect is there already")
  }

  @Test func stepsThatNothingOrdersAreFound() {
    var steps = chain([create(.network(Self.network("net-3", 3))), create(.network(Self.network("net-4", 4)))])
    steps[1].follows = []
    #expect(PlanChecker.check(steps, on: fabric, hardware: hardware).broken.map(\.violation.invariant) == ["P2"])
    #expect(PlanChecker.check(steps, on: fabric, hardware: hardware, order: [1, 0]).broken == [])
    steps[1].follows = [Step.Predecessor(0, until: .verified)]
    #expect(PlanChecker.check(steps, on: fabric, hardware: hardware).broken == [])
    #expect(PlanChecker.check(steps, on: fabric, hardware: hardware, order: [1, 0]).broken.map(\.violation.invariant) == ["P2"])
    steps[0].follows = [Step.Predecessor(1, until: .performed)]
    #expect(PlanChecker.check(steps, on: fabric, hardware: hardware).broken.map(\.violation.invariant) == ["P2"])
  }

  // MARK: What was so before

  @Test func whatIsBrokenAlreadyIsToldApart() {
    var fabric = fabric
    fabric.put(.vport(Self.vnic(2, "vnic0", port: 1, mac: 1, gigabits: 12)), on: "vio-1")
    let shrunk = Self.vnic(2, "vnic0", port: 1, mac: 1, gigabits: 11)
    let steps = chain([RecordChange(before: .vport(Self.vnic(2, "vnic0", port: 1, mac: 1, gigabits: 12)), after: .vport(shrunk))])
    let report = PlanChecker.check(steps, on: fabric, hardware: hardware, reservable: reservable)
    #expect(report.preexisting.map(\.invariant) == ["I1", "I2"])
    #expect(report.broken == [])
    #expect(PlanChecker.violations(of: fabric, hardware: hardware, reservable: reservable) == report.preexisting)
    let worse = chain([create(Self.vnic(3, "vnic0", port: 1, mac: 1, gigabits: 1))])
    let after = PlanChecker.check(worse, on: fabric, hardware: hardware, reservable: reservable)
    #expect(after.broken.map(\.violation.invariant) == ["I1", "I2"])
  }

  // MARK: Making them

  private func broken(_ changes: RecordChange...) -> [String] { broken(changes) }

  private func broken(_ changes: [RecordChange]) -> [String] {
    let report = PlanChecker.check(chain(changes), on: fabric, hardware: hardware, reservable: reservable)
    #expect(report.preexisting == [])
    return report.broken.map { "\($0.step) \($0.violation.invariant) \($0.violation.subject)" }
  }

  private func chain(_ changes: [RecordChange]) -> [Step] {
    changes.enumerated().map { index, change in
      var step = Step(appliance: "vio-1", change: change)
      step.id = "s\(index + 1)"
      if index > 0 { step.follows = [Step.Predecessor(index - 1, until: .performed)] }
      return step
    }
  }

  private func create(_ vport: VPortRecord) -> RecordChange { create(.vport(vport)) }
  private func create(_ record: Record) -> RecordChange { RecordChange(before: nil, after: record) }

  private static func network(_ name: String, _ vlan: Int) -> NetworkRecord {
    var record = NetworkRecord.defaults(name: name)
    record.vlan = VLANID(vlan)
    return record
  }

  private static func profile(_ number: Int, port: Int? = nil) -> ProfileRecord {
    var record = ProfileRecord.defaults(name: "esx-\(number)")
    record.server = "srv-\(number)"
    record.serverPort = port ?? number
    record.uuid = UniqueID(high: 0, low: UInt64(number))
    return record
  }

  private static func vnic(_ profile: Int, _ name: String, port: UInt8, mac: UInt64, gigabits: Int64 = 0) -> VPortRecord {
    var record = VPortRecord.defaults(kind: .vnic, profile: "esx-\(profile)", name: name, appliance: "vio-1")
    record.server = "srv-\(profile)"
    record.slotPort = SlotPort(slot: 1, port: port)
    record.mac = MACAddress(rawValue: 0x02_00_00_00_00_00 + mac)
    record.native = "net-1"
    record.minimum = .gbps(gigabits)
    return record
  }
}
