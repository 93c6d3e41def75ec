import FabricModel
import Testing

@testable import Planning

@Suite struct DriftTests {
  private static let text = Texts.ground + Texts.profile("esx-1", "vnics: [{name: a, network: prod, mtu: 4000}]")

  private static func world() -> World {
    var world = World(hardware: Texts.ground)
    world.apply(text)
    return world
  }

  private func drift(_ world: World, _ text: String = Self.text) -> Drift {
    Drift(recorded: world.recorded.fabric, observed: world.observed, desired: world.resolve(text).desired, scope: "default")
  }

  @Test func whereNothingHappenedThereIsNone() {
    #expect(drift(Self.world()).items == [])
  }

  @Test func anOutsideEditIsToldWithAllThreeValues() {
    var world = Self.world()
    world.edit("esx-1/a") { $0.mtu = 1500 }
    let found = drift(world, Self.text.replacing("mtu: 4000", with: "mtu: 9000"))
    #expect(found.isAny)
    #expect(found.items.map(\.address) == ["esx-1/a"])
    #expect(
      found.items[0].fields == [
        Drift.Field(change: FieldChange("mtu", before: .integer(4000), after: .integer(1500)), desired: .integer(9000))
      ])
  }

  @Test(arguments: [true, false]) func whatIsGoneIsToldWhetherItIsDesiredOrNot(isDesired: Bool) {
    var world = Self.world()
    world.observed.remove("esx-1/a", from: "vio-1")
    let found = drift(world, isDesired ? Self.text : Texts.ground)
    #expect(found.items.map(\.kind) == [.gone] && found.items[0].isDesired == isDesired)
  }

  @Test func whatWasNeverOursIsListedAndNoDrift() {
    var world = Self.world()
    world.observed.put(.network(.defaults(name: "hand")), on: "vio-1")
    let found = drift(world)
    #expect(found.items.map(\.kind) == [.unmanaged])
    #expect(!found.isAny)
  }

  @Test func anApplianceThatWasNotReadHasNone() {
    var world = Self.world()
    world.observed = Fabric()
    #expect(drift(world).items == [])
  }
}
