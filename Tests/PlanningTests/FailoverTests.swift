import Documents
import FabricModel
import Foundation
import TestSupport
import Testing

@testable import Planning

/// A profile leaves a server whose appliance is dead, with its identities.
@Suite struct FailoverTests {
  private static let ground =
    Texts.appliance("vio-1") + Texts.appliance("vio-2") + Texts.server(1, on: "vio-1") + Texts.server(2, on: "vio-2") + Texts.macs
    + Texts.networks

  private static func on(_ server: String) -> String { ground + Texts.vnics("esx-1", on: server, ["a"]) }
  private static let mac = MACAddress(rawValue: 0x02_00_00_00_00_01)

  private static var fenced: PlanPolicy {
    var policy = PlanPolicy.anything
    policy.fenced = ["srv-2": "the power is cut"]
    return policy
  }

  /// `esx-1` is on `srv-2`, whose only appliance is dead.
  private static func world() -> World {
    var world = World(hardware: ground)
    world.apply(on("srv-2"))
    world.unread = ["vio-2"]
    return world
  }

  /// The same after the profile went to `srv-1`, and `vio-2` came back.
  private static func returned() -> World {
    var world = world()
    world.apply(on("srv-1"), policy: fenced)
    world.unread = []
    return world
  }

  @Test func itTakesAFence() {
    let plan = Self.world().plan(Self.on("srv-1"))
    #expect(plan.blockers.map(\.id) == ["fence.needed"])
    #expect(plan.blockers.map(\.acknowledge) == ["--fenced srv-2=REASON"])
  }

  @Test func itTakesNoFenceWhereTheServerIsKnownToBeOff() {
    var world = Self.world()
    world.observed.appliances[0].inventory.serverPorts.append(ServerPort(number: 9, server: "srv-2", power: .off))
    let text = Self.on("srv-1").replacing(
      "{appliance: vio-2, port: 2}", with: "{appliance: vio-2, port: 2}, {appliance: vio-1, port: 9}")
    let plan = world.plan(text)
    #expect(plan.blockers == [])
    #expect(plan.burials.count == 2)
  }

  @Test func underAFenceTheIdentitiesGoOverAndATombstoneStays() {
    var world = Self.world()
    let plan = world.apply(Self.on("srv-1"), policy: Self.fenced)
    #expect(plan.fenced == ["srv-2": "the power is cut"])
    #expect(plan.steps.allSatisfy { $0.appliance == "vio-1" })
    #expect(plan.burials.map { "\($0.appliance):\($0.record.address)" } == ["vio-2:profile/esx-1", "vio-2:esx-1/a"])
    #expect(plan.forget.allSatisfy(\.mayRemain) && plan.forget.count == 2)
    #expect(world.observed["vio-1"]?.profile(named: "esx-1")?.vports.map(\.mac) == [Self.mac])
    let next = world.plan(Self.on("srv-1"))
    #expect(next.isEmpty && next.burials.isEmpty)
    #expect(next.diagnostics.filter { $0.id == "tombstone.waiting" }.count == 1)
  }

  @Test func theZonesOfWhatIsTakenOverAreThere() {
    let san = Self.ground + Texts.wwns + Texts.sans
    func text(_ server: String) -> String { san + Texts.profile("esx-1", on: server, "vhbas: [{name: h, vsan: san-a}]") }
    var world = World(hardware: san)
    #expect(world.apply(text("srv-2")).external.count == 1)
    world.unread = ["vio-2"]
    #expect(world.plan(text("srv-1"), policy: Self.fenced).external == [])
  }

  @Test func theFirstPlanThatReadsTheApplianceDeactivatesTheOldOwner() {
    var world = Self.returned()
    let plan = world.apply(Self.on("srv-1"))
    #expect(
      plan.steps.map { "\($0.change.operation) \($0.appliance):\($0.target)" } == ["delete vio-2:esx-1/a", "delete vio-2:profile/esx-1"])
    #expect(plan.lifted.count == 2)
    #expect(world.observed["vio-2"]?.profiles.isEmpty == true)
    #expect(world.plan(Self.on("srv-1")).isEmpty)
  }

  @Test func theOldOwnerGoesEvenWhereNoMarkTellsThatItIsOurs() {
    var world = Self.returned()
    world.disown()
    #expect(world.plan(Self.on("srv-1")).steps.map { "\($0.appliance):\($0.target)" } == ["vio-2:esx-1/a", "vio-2:profile/esx-1"])
  }

  @Test func whereItIsToGoBackTheOldOwnerGoesFirstAndTheRestWaits() {
    var world = Self.returned()
    let first = world.apply(Self.on("srv-2"))
    #expect(
      first.steps.map { "\($0.change.operation) \($0.appliance):\($0.target)" } == ["delete vio-2:esx-1/a", "delete vio-2:profile/esx-1"])
    #expect(first.waiting.contains { $0.reason.contains("plan again") })
    #expect(world.observed["vio-1"]?.profile(named: "esx-1")?.vports.count == 1)
    world.apply(Self.on("srv-2"))
    #expect(world.observed["vio-2"]?.profile(named: "esx-1")?.vports.map(\.mac) == [Self.mac])
    #expect(world.observed["vio-1"]?.profiles.isEmpty == true)
    #expect(world.plan(Self.on("srv-2")).isEmpty)
  }

  @Test func aTombstoneOfWhatIsGoneIsLiftedWithoutAStep() {
    var world = Self.returned()
    world.observed.remove("profile/esx-1", from: "vio-2")
    let plan = world.plan(Self.on("srv-1"))
    #expect(plan.steps == [] && plan.lifted.count == 2)
  }

  @Test func identitiesUnderATombstoneAreNotDealt() {
    var world = Self.returned()
    world.apply(Self.ground + Texts.vnics("esx-2", ["a"]))
    #expect(world[vport: "esx-2/a"]?.mac == MACAddress(rawValue: 0x02_00_00_00_00_02))
  }

  /// A run that set up its tombstones and stopped before its last step.
  private static func stopped() -> World {
    var world = Self.world()
    let begun = world.plan(Self.on("srv-1"), policy: Self.fenced)
    for step in begun.steps where step.target != .vport(VPortAddress(profile: "esx-1", name: "a")) {
      world.observed.perform(step.change, on: step.appliance)
    }
    for burial in begun.burials {
      world.recorded.tombstones.append(
        Tombstone(
          appliance: burial.appliance, address: "\(burial.record.address)", identities: burial.record.identities, run: "r1",
          at: Timestamp(seconds: 0)))
    }
    return world
  }

  @Test func afterAFailoverThatWasStoppedTheOldOwnerGoesAllTheSame() {
    var world = Self.stopped()
    world.unread = []
    let first = world.apply(Self.on("srv-1"))
    #expect(first.steps.map { "\($0.change.operation) \($0.appliance):\($0.target)" }.contains("delete vio-2:esx-1/a"))
    world.apply(Self.on("srv-1"))
    #expect(world.observed["vio-1"]?.profile(named: "esx-1")?.vports.map(\.mac) == [Self.mac])
    #expect(world.recorded.fabric["vio-2"]?.profiles.isEmpty == true)
    let settled = world.plan(Self.on("srv-1"))
    #expect(settled.isEmpty && settled.lifted.isEmpty && settled.forget.isEmpty)
  }

  @Test func aFailoverThatWasStoppedIsTakenUpAgainUnderAFence() {
    var world = Self.stopped()
    #expect(world.plan(Self.on("srv-1")).blockers.map(\.id) == ["fence.needed"])
    let plan = world.apply(Self.on("srv-1"), policy: Self.fenced)
    #expect(plan.steps.map { "\($0.change.operation) \($0.target)" } == ["create esx-1/a"])
    #expect(world.observed["vio-1"]?.profile(named: "esx-1")?.vports.map(\.mac) == [Self.mac])
    #expect(plan.forget.count == 2)
  }

  @Test func aFenceOfAServerThatIsNoneIsAnError() {
    var policy = PlanPolicy()
    policy.fenced = ["srv-22": "gone"]
    let plan = Self.world().plan(Self.on("srv-1"), policy: policy)
    #expect(plan.errors == ["no server named 'srv-22'"])
  }

  @Test func aFencedServerLosesNothingWhenItsProfileLeaves() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-1", on: "srv-1", ["a"]))
    let moved = Texts.ground + Texts.vnics("esx-1", on: "srv-2", ["a"])
    #expect(world.plan(moved).impact == .outage)
    let hint = world.plan(moved, policy: PlanPolicy()).blockers.first { $0.id == "gate.outage" }
    #expect(hint?.message.contains("if it is off, say --fenced srv-1=REASON when planning") == true)
    var policy = PlanPolicy()
    policy.fenced = ["srv-1": "pulled"]
    #expect(world.plan(moved, policy: policy).blockers == [])
  }

  @Test(arguments: ["srv-1", "srv-1=", "=why", "srv-1=  "]) func aFenceHasAServerAndAReason(words: String) {
    var policy = PlanPolicy()
    let isTaken = policy.fence(words)
    #expect(!isTaken)
  }
}
