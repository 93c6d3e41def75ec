import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct ProtectionTests {
  private static func guarded(_ kind: String, _ name: String, _ spec: String) -> String {
    "---\n{apiVersion: weft/v1, kind: \(kind), metadata: {name: \(name), annotations: {weft/protect: 'true'}}, spec: {\(spec)}}\n"
  }

  private static let profile = guarded("ServerProfile", "esx-1", "server: srv-1, vnics: [{name: a, network: prod}]")

  private func blockers(_ world: World, _ text: String) -> [String] { world.plan(text).blockers.map(\.id) }

  @Test func aProtectedProfileStaysWithoutItsManifest() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Self.profile)
    let plan = world.plan(Texts.ground)
    #expect(plan.blockers.map(\.id) == ["deletion.protected", "deletion.protected"])
    #expect(plan.steps.isEmpty)
  }

  @Test func theMarkOnTheFabricIsEnough() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Self.profile)
    world.recorded = Recorded()
    #expect(blockers(world, Texts.ground) == ["deletion.protected", "deletion.protected"])
  }

  @Test func theLedgersMemoryIsEnough() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Self.profile)
    world.observed.appliances[0].profiles[0].record.isProtected = false
    #expect(blockers(world, Texts.ground) == ["deletion.protected", "deletion.protected"])
  }

  @Test func takenBackItMayGo() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Self.profile)
    world.apply(Texts.ground + Texts.vnics("esx-1", ["a"]))
    #expect(blockers(world, Texts.ground) == [])
  }

  @Test func vportsOfAProtectedProfileMayChange() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Self.profile)
    let other = Self.profile.replacing("name: a,", with: "name: b,")
    #expect(blockers(world, Texts.ground + other) == [])
  }

  @Test func aProtectedProfileMovesToAnotherAppliance() {
    let ground = Texts.wideGround
    var world = World(hardware: ground)
    world.apply(
      ground + document("AdapterPool", "one", "type: ethernet, select: {appliances: [vio-1]}")
        + Self.profile.replacing("network: prod", with: "network: prod, pool: one"))
    let plan = world.plan(
      ground + document("AdapterPool", "one", "type: ethernet, select: {appliances: [vio-2]}")
        + Self.profile.replacing("network: prod", with: "network: prod, pool: one"))
    #expect(plan.blockers.map(\.id) == [])
    #expect(!plan.steps.isEmpty)
  }
}
