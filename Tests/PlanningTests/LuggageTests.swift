import FabricModel
import Testing

@testable import Planning

@Suite struct LuggageTests {
  private func text(_ appliance: String) -> String {
    Texts.wideGround + document("AdapterPool", "lan", "type: ethernet, select: {appliances: [\(appliance)]}")
      + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: lan}, {name: b, network: prod, pool: lan}]")
  }

  @Test func theHostCountsItsVNICsInTheSameOrderAfterAMoveToAnotherAppliance() {
    var world = World(hardware: Texts.wideGround)
    world.apply(text("vio-1"))
    let orders = ["a", "b"].map { world[vport: "esx-1/\($0)"]?.order }
    world.recorded = Recorded()
    world.apply(text("vio-2"))
    #expect(["a", "b"].map { world[vport: "esx-1/\($0)"]?.appliance } == ["vio-2", "vio-2"])
    #expect(["a", "b"].map { world[vport: "esx-1/\($0)"]?.order } == orders)
  }

  @Test func whatNoManifestSpeaksOfGoesAlong() {
    var world = World(hardware: Texts.wideGround)
    world.apply(text("vio-1"))
    for index in world.observed.appliances[0].profiles[0].vports.indices {
      world.observed.appliances[0].profiles[0].vports[index].maximum = .gbps(3)
    }
    world.apply(text("vio-2"))
    #expect(world[vport: "esx-1/a"]?.maximum == .gbps(3))
  }

  @Test func aRenamedProfileTakesItAlong() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + Texts.vnics("esx-1", ["a", "b"]))
    world.observed.appliances[0].profiles[0].vports[0].maximum = .gbps(3)
    world.apply(
      Texts.ground
        + Texts.vnics("esx-9", ["a", "b"]).replacing("name: esx-9", with: "name: esx-9, annotations: {weft/renamed-from: esx-1}"))
    #expect(world[vport: "esx-9/a"]?.maximum == .gbps(3))
  }
}
