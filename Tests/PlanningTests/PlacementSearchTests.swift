import Documents
import FabricModel
import Testing

@testable import Planning

/// What placement does where its first choice leaves a v-port without a port.
@Suite struct PlacementSearchTests {
  private static let rest = Texts.macs + Texts.wwns + Texts.networks + Texts.sans
  private static let lan = document("AdapterPool", "lan", "type: ethernet, placement: pack")
  private static let first = document("AdapterPool", "first", "type: ethernet, select: {ports: [vio-1/1/1]}")

  /// `vio-1` with these cards and `srv-1` on it, a pool of all ports and one of the first.
  private static func ground(_ cards: String = "{slot: 1, model: x520-SR2}", more: String = "") -> String {
    document("Appliance", "vio-1", "driver: 'file:a.xml', model: VIO-4001\(more), adapters: [\(cards)]") + Texts.server(1)
      + Texts.server(2) + rest + lan + first
  }

  private static func profile(_ vnics: String..., more: String = "") -> String {
    Texts.profile("esx-1", "vnics: [\(vnics.map { "{network: prod, \($0)}" }.joined(separator: ", "))]\(more)")
  }

  private func port(_ world: World, _ name: String) -> String? { world[vport: "esx-1/\(name)"]?.port?.description }

  private func refusal(_ text: String) -> Diagnostic? {
    let found = World(hardware: text).resolve(text).diagnostics
    #expect(Set(found.map(\.id)) == ["placement.none"], "\(found.map(\.message))")
    return found.first
  }

  @Test func twoSmallOnesMoveWhereABigOneNeedsTheirPort() {
    let small = ["name: a, pool: lan, bandwidth: {min: 4Gbps}", "name: b, pool: lan, bandwidth: {min: 4Gbps}"]
    var world = World(hardware: Self.ground())
    world.apply(Self.ground() + Self.profile(small[0], small[1]))
    #expect(["a", "b"].map { port(world, $0) } == ["vio-1/1/1", "vio-1/1/1"])
    let plan = world.apply(Self.ground() + Self.profile(small[0], small[1], "name: c, pool: first, bandwidth: {min: 8Gbps}"))
    #expect(["a", "b", "c"].map { port(world, $0) } == ["vio-1/1/2", "vio-1/1/2", "vio-1/1/1"])
    #expect(plan.changes.count { $0.action == .rebind } == 2)
  }

  @Test func noMoreMoveThanHaveTo() {
    let small = ["name: a, pool: lan, bandwidth: {min: 2Gbps}", "name: b, pool: lan, bandwidth: {min: 6Gbps}"]
    var world = World(hardware: Self.ground())
    world.apply(Self.ground() + Self.profile(small[0], small[1]))
    let text = Self.ground() + Self.profile(small[0], small[1], "name: c, pool: first, bandwidth: {min: 4Gbps}")
    let plan = world.apply(text)
    #expect(plan.changes.count { $0.action == .rebind } == 1)
    #expect(port(world, "c") == "vio-1/1/1")
    #expect(world.plan(text).isEmpty)
  }

  @Test func ofThoseThatNoLongerFitTogetherAsFewAsPossibleMove() {
    func vnics(_ rates: [Int]) -> String {
      Texts.profile(
        "esx-1",
        "vnics: [\(zip("abc", rates).map { "{name: \($0), network: prod, pool: lan, bandwidth: {min: \($1)Gbps}}" }.joined(separator: ", "))]"
      )
    }
    var world = World(hardware: Self.ground())
    world.apply(Self.ground() + vnics([2, 2, 2]))
    #expect(port(world, "c") == "vio-1/1/1")
    world.apply(Self.ground() + vnics([8, 5, 5]))
    #expect(["a", "b", "c"].map { port(world, $0) } == ["vio-1/1/2", "vio-1/1/1", "vio-1/1/1"], "by name, both b and c would move")
  }

  @Test func aFunctionIsFreed() {
    let many = (10..<73).map { "name: v\($0), pool: lan" }.map { "{network: prod, \($0)}" }.joined(separator: ", ")
    let text = Self.ground() + Texts.profile("esx-1", "vnics: [\(many), {name: w, network: prod, pool: first}]")
    var world = World(hardware: text)
    world.apply(text)
    #expect(port(world, "w") == "vio-1/1/1")
  }

  @Test func aVLANFilterIsFreed() {
    let networks = (1...80).map { document("Network", "n\($0)", "vlan: \(1000 + $0)") }.joined()
    func vnic(_ name: String, _ pool: String, _ numbers: ClosedRange<Int>) -> String {
      "{name: \(name), pool: \(pool), trunk: [\(numbers.map { "n\($0)" }.joined(separator: ", "))]}"
    }
    let text = Self.ground() + networks + Texts.profile("esx-1", "vnics: [\(vnic("a", "lan", 1...40)), \(vnic("b", "first", 41...80))]")
    var world = World(hardware: text)
    world.apply(text)
    #expect(["a", "b"].map { port(world, $0) } == ["vio-1/1/2", "vio-1/1/1"])
  }

  @Test func aLogicalDriveIsFreed() {
    let disks = (10..<74).map { "{name: d\($0), size: 1GiB, pool: all}" }.joined(separator: ", ")
    let pools =
      document("AdapterPool", "all", "type: storage, placement: pack")
      + document("AdapterPool", "one", "type: storage, select: {ports: [vio-1/1/1]}")
    let text =
      Self.ground("{slot: 1, model: 9260-4i}, {slot: 2, model: 9260-4i}") + pools
      + Texts.profile("esx-1", "vdisks: [\(disks), {name: e, size: 1GiB, pool: one}]")
    let found = World(hardware: text).resolve(text)
    #expect(!found.diagnostics.contains { $0.id == "placement.none" }, "\(found.diagnostics.map(\.message))")
    let slots = found.desired.appliances.flatMap(\.profiles).flatMap(\.vports).compactMap { $0.slotPort?.slot }
    #expect(slots.count { $0 == 1 } == 64)
    #expect(slots.count { $0 == 2 } == 1)
  }

  private static func wide(hostLink: String = "") -> String {
    ["vio-1", "vio-2"].map { Texts.appliance($0, hostLink) }.joined() + Texts.server(1, on: "vio-1", "vio-2") + rest + lan + first
  }

  @Test func roomOnACableIsFreed() {
    let text =
      Self.wide(hostLink: ", hostLink: 10Gbps")
      + Self.profile("name: a, bandwidth: {min: 6Gbps}", "name: b, pool: first, bandwidth: {min: 6Gbps}")
    var world = World(hardware: text)
    world.apply(text)
    #expect(world[vport: "esx-1/a"]?.appliance == "vio-2")
    #expect(port(world, "b") == "vio-1/1/1")
  }

  @Test func aMemberOfAGroupMakesWayForTheOther() {
    let text =
      Self.wide() + Self.profile("name: a", "name: b, pool: first", more: ", redundancy: [{name: g, members: [a, b], spread: appliance}]")
    var world = World(hardware: text)
    world.apply(text)
    #expect(world[vport: "esx-1/a"]?.appliance == "vio-2")
    #expect(port(world, "b") == "vio-1/1/1")
  }

  @Test func portsOfOneAttachUnitDoNotStandInForEachOther() {
    func ports(_ number: Int) -> String { "ports: [{port: 1, uplink: sw-a/\(number)}, {port: 2, uplink: sw-b/\(number)}]" }
    let group = Texts.vnics("esx-1", ["a", "b"], more: ", redundancy: [{name: g, members: [a, b], spread: switch}]")
    let one = Self.ground("{slot: 1, model: x520-SR2, \(ports(1))}") + group
    let two = Self.ground("{slot: 1, model: x520-SR2, \(ports(1))}, {slot: 2, model: x520-SR2, \(ports(2))}") + group
    var sheet = Capabilities()
    sheet.attachUnit = .adapter
    sheet.writable = true
    var world = World(hardware: one)
    world.capabilities = ["vio-1": sheet]
    #expect(world.resolve(one).diagnostics.map(\.id) == ["placement.none"])
    world = World(hardware: two)
    world.capabilities = ["vio-1": sheet]
    world.apply(two)
    #expect(["a", "b"].map { port(world, $0) } == ["vio-1/1/1", "vio-1/2/2"])
    sheet.attachUnit = .port
    world = World(hardware: one)
    world.capabilities = ["vio-1": sheet]
    #expect(world.resolve(one).diagnostics.map(\.message) == [])
  }

  @Test(arguments: ["maintenance: true", "sharing: exclusive"])
  func nobodyMovesToAPortThatIsNotForIt(_ card: String) {
    let text =
      Self.ground("{slot: 1, model: x520-SR2, ports: [{port: 1}]}, {slot: 2, model: x520-SR2, \(card)}")
      + Self.profile("name: a, pool: lan, bandwidth: {min: 6Gbps}", "name: b, pool: first, bandwidth: {min: 6Gbps}")
    #expect(refusal(text)?.message.contains("esx-1/b") == true)
  }

  @Test func aVDiskWithDataIsNotMovedOutOfTheWay() {
    let pools =
      document("AdapterPool", "all", "type: storage, placement: pack")
      + document("AdapterPool", "one", "type: storage, select: {ports: [vio-1/1/1]}")
    let disks = (10..<74).map { "{name: d\($0), size: 1GiB, pool: all}" }.joined(separator: ", ")
    let ground = Self.ground("{slot: 1, model: 9260-4i}, {slot: 2, model: 9260-4i}").replacing(Self.first, with: "") + pools
    var world = World(hardware: ground)
    world.apply(ground + Texts.profile("esx-1", "vdisks: [\(disks)]"))
    let found = world.resolve(ground + Texts.profile("esx-1", "vdisks: [\(disks), {name: e, size: 1GiB, pool: one}]")).diagnostics
    #expect(found.map(\.id) == ["placement.none"])
  }

  @Test func aPortHasOneReservableWhoeverAsks() {
    let half = document("AdapterPool", "half", "type: ethernet, select: {ports: [vio-1/1/1]}, reservable: 50%")
    let text =
      Self.ground("{slot: 1, model: x520-SR2, ports: [{port: 1}]}").replacing(Self.lan, with: "").replacing(Self.first, with: "")
      + half + Self.profile("name: a, bandwidth: {min: 6Gbps}")
    #expect(refusal(text)?.message.contains("the most left is 5Gbps") == true)
  }

  @Test func whatSharesNothingIsLeftAlone() {
    let other = Texts.appliance("vio-2") + document("Server", "srv-9", "connections: [{appliance: vio-2, port: 1}]")
    let far = Texts.vnics("web-1", on: "srv-9", ["a", "b", "c"])
    let small = Self.profile("name: a, pool: lan, bandwidth: {min: 6Gbps}")
    var world = World(hardware: Self.ground() + other)
    world.apply(Self.ground() + other + far + small)
    let both = Self.profile("name: a, pool: lan, bandwidth: {min: 6Gbps}", "name: b, pool: first, bandwidth: {min: 6Gbps}")
    let plan = world.apply(Self.ground() + other + far + both)
    #expect(Set(plan.changes.map(\.address)) == ["esx-1/a", "esx-1/b"])
  }

  @Test func theOrderOfDocumentsDoesNotMatter() {
    let documents = [
      Self.ground(), Self.profile("name: a, pool: lan, bandwidth: {min: 6Gbps}", "name: b, pool: first, bandwidth: {min: 6Gbps}"),
      Texts.profile("app-1", on: "srv-2", "vnics: [{name: a, network: prod, pool: lan, bandwidth: {min: 3Gbps}}]"),
    ]
    let world = World(hardware: Self.ground())
    let one = world.resolve(documents.joined())
    #expect(one.diagnostics.map(\.message) == [])
    #expect(world.resolve(documents.reversed().joined()).desired == one.desired)
  }
}
