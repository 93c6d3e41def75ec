import Documents
import FabricModel
import TestSupport
import Testing

@testable import Planning

/// Appliances that deal addresses and servers themselves, and do not tell which.
@Suite struct DealingApplianceTests {
  private static let uuids = document("AddressPool", "ids", "type: uuid, blocks: [{from: '00000000-0000-4000-8000-000000000001', size: 9}]")
  private static let ground = Texts.ground + uuids
  private static let vports = "vnics: [{name: a, network: prod}], vhbas: [{name: h, vsan: san-a}]"
  private static let text = ground + Texts.profile("esx-1", vports)

  /// Everything is there, and nothing tells an address unless it is said otherwise.
  private static func world(_ text: String = text, tells: (VPortRecord) -> Bool = { _ in false }) -> World {
    var world = World(hardware: text)
    world.apply(text)
    world.recorded = Recorded()
    world.disown()
    for appliance in world.observed.appliances.indices {
      for profile in world.observed.appliances[appliance].profiles.indices {
        world.observed.appliances[appliance].profiles[profile].record.uuid = nil
        world.observed.appliances[appliance].profiles[profile].record.wwnn = nil
        for vport in world.observed.appliances[appliance].profiles[profile].vports.indices {
          let it = world.observed.appliances[appliance].profiles[profile].vports[vport]
          world.observed.appliances[appliance].profiles[profile].vports[vport].wwnn = nil
          if tells(it) { continue }
          world.observed.appliances[appliance].profiles[profile].vports[vport].mac = nil
          world.observed.appliances[appliance].profiles[profile].vports[vport].wwpn = nil
        }
      }
    }
    var sheet = Capabilities()
    sheet.dealsFromPools = true
    sheet.writable = true
    world.capabilities["vio-1"] = sheet
    return world
  }

  private func remembered(_ plan: Plan) -> [Identity] {
    plan.remember.flatMap { item -> [Identity] in
      switch item.record {
      case .vport(let it): [it.identity, it.wwnn.map { .wwn($0) }].compactMap { $0 }
      case .profile(let it): [it.uuid.map { .uuid($0) }, it.wwnn.map { .wwn($0) }].compactMap { $0 }
      default: []
      }
    }
  }

  @Test func whatIsThereWithoutAnAddressIsDealtNone() {
    var world = Self.world()
    let plan = world.plan(Self.text)
    #expect(plan.changes.map(\.address) == [])
    #expect(remembered(plan) == [])
    #expect(plan.remember.map(\.record.address.description).contains("esx-1/a"))
    world.carryOut(plan)
    #expect(world.plan(Self.text).remember == [])
  }

  @Test func withoutTheFlagItIsDealtOne() {
    var world = Self.world()
    world.capabilities["vio-1"]?.dealsFromPools = false
    var policy = PlanPolicy.anything
    policy.adopt = .all
    let fields = world.plan(Self.text, policy: policy).changes.flatMap(\.fields).map(\.path)
    #expect(Set(fields).isSuperset(of: ["mac", "wwpn", "uuid", "wwnn"]))
  }

  @Test func anAddressThatIsToldIsKept() {
    let world = Self.world { $0.kind == .vnic }
    let mac = world[vport: "esx-1/a"]?.identity
    let plan = world.plan(Self.text)
    #expect(plan.steps == [])
    #expect(mac != nil && remembered(plan) == [mac])
  }

  @Test func whatTheApplianceDealtAnewIsNotUndone() {
    var world = Self.world { _ in true }
    world.carryOut(world.plan(Self.text))
    world.edit("esx-1/a") { $0.mac = MACAddress(rawValue: 0x02_00_00_00_00_99) }
    let plan = world.plan(Self.text)
    #expect(plan.steps == [])
    #expect(plan.drift.map(\.address) == ["esx-1/a"])
    #expect(remembered(plan).contains { $0.description == "02:00:00:00:00:99" })
  }

  @Test func whatIsNoLongerToldIsForgotten() {
    var world = Self.world { _ in true }
    world.carryOut(world.plan(Self.text))
    world.edit("esx-1/a") { $0.mac = nil }
    let plan = world.plan(Self.text)
    #expect(plan.steps == [])
    #expect(remembered(plan) == [])
  }

  @Test func aWrittenAddressIsComparedAsEver() {
    let written = Self.text.replacing("{name: a,", with: "{name: a, mac: '02:00:00:00:00:77',")
    let plan = Self.world().plan(written)
    #expect(plan.blockers.map(\.id) == ["ownership.unmanaged"])
    #expect(plan.blockers.first?.message.contains("mac is none, not 02:00:00:00:00:77") == true)
  }

  @Test func aNewNeighbourIsDealtAnAddress() {
    var world = Self.world()
    world.apply(Self.text)
    let more = Self.text.replacing("{name: a, network: prod}", with: "{name: a, network: prod}, {name: b, network: prod}")
    let plan = world.apply(more)
    #expect(plan.changes.map(\.address) == ["esx-1/b"])
    #expect(world[vport: "esx-1/b"]?.mac != nil && world[vport: "esx-1/a"]?.mac == nil)
  }

  @Test func whatMovesToAnApplianceThatDealsNothingIsDealtAnAddress() {
    let pools =
      document("AdapterPool", "here", "type: ethernet, select: {appliances: [vio-1]}")
      + document("AdapterPool", "there", "type: ethernet, select: {appliances: [vio-2]}")
    func text(_ pool: String) -> String {
      Texts.wideGround + pools + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: \(pool)}]")
    }
    var world = Self.world(text("here"))
    world.apply(text("here"))
    world.apply(text("there"))
    #expect(world[vport: "esx-1/a"]?.appliance == "vio-2")
    #expect(world[vport: "esx-1/a"]?.mac != nil)
  }

  @Test func aPoolThatIsShortIsNoMatterWhereNothingIsDealt() {
    let short = Self.text.replacing("'02:00:00:00:00:01', size: 300", with: "'02:00:00:00:00:01', size: 1")
    let world = Self.world()
    #expect(
      world.resolve(short.replacing("size: 1}]", with: "size: 1}], reserved: ['02:00:00:00:00:01']")).diagnostics.map(\.message) == [])
  }

  @Test func aProfileThatWaitsForAServerGoesOnWaiting() {
    let choosing = Self.ground + document("ServerProfile", "esx-1", "serverSelector: {}, \(Self.vports)")
    var world = Self.world()
    // Its appliance has taken it off its server.
    world.observed.appliances[0].profiles[0].record.server = ""
    world.observed.appliances[0].profiles[0].record.serverPort = 0
    for vport in world.observed.appliances[0].profiles[0].vports.indices {
      world.observed.appliances[0].profiles[0].vports[vport].server = ""
    }
    let plan = world.plan(choosing)
    #expect(plan.changes.map(\.address) == [] && plan.blockers == [])
    #expect(!plan.remember.contains { if case .profile(let it) = $0.record { it.server != nil } else { false } })
    world.capabilities["vio-1"]?.dealsFromPools = false
    #expect(world.plan(choosing).blockers.contains { $0.message.contains("server is none, not srv-1") })
  }
}
