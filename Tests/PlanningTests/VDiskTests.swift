import Documents
import FabricModel
import Testing

@testable import Planning

/// Logical drives: where they go, that they stay, and what it takes to lose one.
@Suite struct VDiskTests {
  private static let ground = ground(["vio-1"])

  /// Two RAID controllers, in slots 3 and 4, on each appliance; `srv-1` is cabled to the first, `srv-2` to the last.
  private static func ground(_ appliances: [String]) -> String {
    let cards = "{slot: 1, model: x520-SR2}, {slot: 3, model: 9260-4i}, {slot: 4, model: 9260-4i}"
    return appliances.map { document("Appliance", $0, "driver: 'file:a.xml', model: VIO-4001, adapters: [\(cards)]") }.joined()
      + document("Server", "srv-1", "connections: [{appliance: \(appliances[0]), port: 1}]")
      + document("Server", "srv-2", "connections: [{appliance: \(appliances[appliances.count - 1]), port: 2}]")
      + document("AdapterPool", "left", "type: storage, select: {ports: [vio-1/3/1]}")
      + document("AdapterPool", "right", "type: storage, select: {ports: [vio-1/4/1]}")
      + document("AdapterPool", "lan", "type: ethernet") + Texts.networks + Texts.macs
  }

  private static func disk(_ spec: String = "size: 40GiB", on server: String = "srv-1", more: String = "") -> String {
    Texts.profile("esx-1", on: server, "vdisks: [{name: vd0, \(spec)}]\(more)")
  }

  private func world(_ text: String) -> World {
    var world = World(hardware: text)
    world.apply(text)
    return world
  }

  @Test func itIsALogicalDriveOfAStorageAdapter() throws {
    let world = world(Self.ground + Self.disk("size: 40GiB, raid: 5, order: 7", more: ", boot: [vd0]"))
    let disk = try #require(world[vport: "esx-1/vd0"])
    #expect(disk.kind == .vdisk)
    #expect(disk.port?.description == "vio-1/3/1")
    #expect(disk.size == ByteSize(bytes: 40 << 30))
    #expect((disk.raid, disk.order, disk.identity) == (.raid5, 7, nil))
    #expect(world.observed.appliances[0].profiles[0].record.boot == ["vd0"])
  }

  @Test func absentTheLevelIsOneAndTheOrderTheLast() throws {
    let world = world(Self.ground + Self.disk(more: ", vnics: [{name: a, network: prod}]"))
    let disk = try #require(world[vport: "esx-1/vd0"])
    #expect((disk.raid, disk.order) == (.raid1, 1))
  }

  @Test func aPoolOfAnotherTypeIsRefused() {
    let text = Self.ground + Self.disk("size: 1GiB, pool: lan")
    #expect(World(hardware: text).resolve(text).diagnostics.map(\.id) == ["reference.wrongType"])
  }

  @Test func aControllerHoldsSoManyDrivesWhicheverItsPorts() {
    func text(_ count: Int) -> String {
      let disks = (0..<count).map { "{name: vd\($0), size: 1GiB}" }.joined(separator: ", ")
      return document("Appliance", "vio-1", "driver: 'file:a.xml', adapters: [{slot: 3, model: 9260-4i}]")
        + document("Server", "srv-1", "connections: [{appliance: vio-1, port: 1}]") + Texts.profile("esx-1", "vdisks: [\(disks)]")
    }
    #expect(World(hardware: text(64)).plan(text(64)).steps.count == 65)
    let refused = World(hardware: text(65)).resolve(text(65)).diagnostics
    #expect(
      refused.map(\.message) == ["no port for esx-1/vd9: of 4 ports, 4 on controllers with no logical drive left (each can hold 64)"])
  }

  @Test func aNewOneIsFoundByLookingAgain() {
    let plan = World(hardware: Self.ground).plan(Self.ground + Self.disk())
    #expect(plan.steps.last?.impact == .hostRescan)
    #expect(plan.changes.last?.fields.map(\.afterText) == ["vio-1/3/1", "0", "40GiB"])
  }

  @Test func aLargerOneIsFoundByLookingAgain() {
    let plan = world(Self.ground + Self.disk()).plan(Self.ground + Self.disk("size: 41GiB"), policy: PlanPolicy())
    #expect(plan.steps.map(\.impact) == [.hostRescan])
    #expect(plan.changes.map(\.action) == [.update])
    #expect(plan.blockers == [])
  }

  struct Loss: Sendable, CustomTestStringConvertible {
    let what: String
    let after: String
    let action: Change.Action
    let reason: String
    var testDescription: String { what }
  }

  @Test(arguments: [
    Loss(what: "deleting", after: Texts.profile("esx-1", "boot: []"), action: .delete, reason: ""),
    Loss(what: "shrinking", after: disk("size: 39GiB, pool: left"), action: .replace, reason: "size needs a new disk"),
    Loss(what: "another level", after: disk("size: 40GiB, raid: 5, pool: left"), action: .replace, reason: "raid needs a new disk"),
    Loss(what: "another controller", after: disk("size: 40GiB, pool: right"), action: .replace, reason: "port needs a new disk"),
  ]) func whatDestroysItIsAllowedByItsNameAlone(_ it: Loss) {
    let world = world(Self.ground + Self.disk("size: 40GiB, pool: left"))
    var policy = PlanPolicy()
    let plan = world.plan(Self.ground + it.after, policy: policy)
    #expect(plan.changes.map(\.action) == [it.action])
    #expect(plan.changes[0].reason.hasPrefix(it.reason))
    #expect(plan.steps.map(\.impact) == [.dataLoss])
    #expect(plan.blockers.map(\.id) == ["gate.dataLoss"])
    #expect(plan.blockers.map(\.acknowledge) == ["--allow dataLoss=esx-1/vd0"])
    for words in ["outage", "reboot", "dataLoss=srv-1", "dataLoss=esx-1", "dataLoss=esx-1/vd1"] {
      let isUnderstood = policy.allow(words)
      #expect(isUnderstood)
    }
    #expect(world.plan(Self.ground + it.after, policy: policy).blockers.map(\.id) == ["gate.dataLoss"])
    _ = policy.allow("dataLoss=esx-1/vd0")
    #expect(world.plan(Self.ground + it.after, policy: policy).blockers == [])
  }

  @Test func whatIsOnItIsLostThoughTheServerIsOffOrThereIsNone() {
    var world = world(Self.ground + Self.disk())
    world.observed.appliances[0].inventory.serverPorts = [ServerPort(number: 1, server: "srv-1", power: .off)]
    #expect(world.plan(Self.ground + Self.disk("size: 1GiB")).impact == .dataLoss)
    world.apply(Self.ground + Self.disk(on: "none"))
    #expect(world.plan(Self.ground + Self.disk("size: 1GiB", on: "none")).impact == .dataLoss)
  }

  @Test func itStaysWhereNothingNewWouldCome() {
    var world = world(Self.ground + Self.disk())
    let drained = Self.ground.replacing("{slot: 3, model: 9260-4i}", with: "{slot: 3, model: 9260-4i, maintenance: true}")
    let plan = world.plan(drained + Self.disk())
    #expect(plan.changes.allSatisfy { $0.address != "esx-1/vd0" })
    #expect(plan.blockers.map(\.id) == ["plan.noSafeOrder"], "\(plan.blockers.map(\.message))")
    let unbound = Self.ground + Self.disk(on: "none")
    world.apply(unbound)
    #expect(world[vport: "esx-1/vd0"]?.port?.description == "vio-1/3/1")
  }

  @Test func anotherPortOfItsControllerKeepsIt() {
    let world = world(Self.ground + Self.disk("size: 40GiB, pool: left"))
    let plan = world.plan(Self.ground.replacing("[vio-1/3/1]", with: "[vio-1/3/2]") + Self.disk("size: 40GiB, pool: left"))
    #expect(plan.changes.map(\.action) == [.rebind])
    #expect(plan.steps.map(\.impact) == [.outage])
  }

  @Test func aProfileThatGoesToAnotherApplianceLosesItByName() {
    let wide = Self.ground(["vio-1", "vio-2"])
    let world = world(wide + Self.disk())
    let plan = world.plan(wide + Self.disk(on: "srv-2"), policy: PlanPolicy())
    let change = plan.changes.first { $0.address == "esx-1/vd0" }
    #expect(change?.action == .replace)
    #expect(change?.reason == "port needs a new disk, and what is on the old one is lost")
    #expect(plan.blockers.contains { $0.acknowledge == "--allow dataLoss=esx-1/vd0" }, "\(plan.blockers)")
  }

  @Test func aProfileThatStaysOnItsApplianceTakesItAlong() {
    let world = world(Self.ground + Self.disk())
    let plan = world.plan(Self.ground + Self.disk(on: "srv-2"))
    #expect(plan.changes.map(\.action) == [.rehome])
    #expect(plan.impact == .outage)
  }
}
