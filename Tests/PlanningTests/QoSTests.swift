import Documents
import FabricModel
import Testing

@testable import Planning

/// What a QoSPolicy says arrives at the vNICs that name it.
@Suite struct QoSTests {
  private let gold = document("QoSPolicy", "gold", "min: 2Gbps, max: 5Gbps, shares: 40, class: 5")
  private let named = Texts.profile("esx-1", "vnics: [{name: a, network: prod, qos: gold}]")

  @Test func ratesSharesAndClassArriveAtTheVNIC() throws {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + gold + named)
    let vnic = try #require(world[vport: "esx-1/a"])
    #expect((vnic.minimum, vnic.maximum) == (.gbps(2), .gbps(5)))
    #expect((vnic.shares, vnic.serviceClass) == (Shares(40), ClassOfService(5)))
  }

  @Test func whatThePolicySaysAnewCostsNothing() {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + gold + named)
    let plan = world.plan(Texts.ground + gold.replacing("shares: 40, class: 5", with: "shares: 50, class: 6") + named)
    #expect(plan.changes.flatMap(\.fields).map(\.path) == ["class", "shares"])
    #expect(plan.steps.map(\.impact) == [.none])
  }

  @Test func withoutThePolicyEverythingGoesBackToTheDefaults() throws {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + gold + named)
    world.apply(Texts.ground + gold + named.replacing(", qos: gold", with: ""))
    let vnic = try #require(world[vport: "esx-1/a"])
    #expect((vnic.minimum, vnic.maximum, vnic.shares, vnic.serviceClass) == (.zero, .zero, .zero, .bestEffort))
  }

  @Test func whatAPolicyDoesNotSayIsLeftAlone() throws {
    var world = World(hardware: Texts.ground)
    world.apply(Texts.ground + document("QoSPolicy", "gold", "class: 5") + named)
    world.observed.appliances[0].profiles[0].vports[0].shares = Shares(7)
    #expect(world.plan(Texts.ground + document("QoSPolicy", "gold", "class: 5") + named).isEmpty)
  }

  @Test func aGuaranteeOfAPolicyTakesRoom() {
    let text = Texts.ground + document("QoSPolicy", "gold", "min: 11Gbps") + named
    let found = World(hardware: text).resolve(text).diagnostics
    #expect(found.map(\.id) == ["placement.none"])
    #expect(found[0].message.contains("4 without 11Gbps to guarantee"), "\(found[0].message)")
  }

  @Test func whatAnApplianceCallsThePolicyChangesNothing() {
    let world = World(hardware: Texts.ground)
    let native = gold.replacing("min: 2Gbps", with: "nativeName: 'Gold:Class', min: 2Gbps")
    #expect(world.plan(Texts.ground + native + named).steps == world.plan(Texts.ground + gold + named).steps)
    #expect(world.plan(Texts.ground + native + named).steps.isEmpty == false)
  }

  @Test func anUnknownPolicyIsReportedWithTheNearestName() {
    let text = Texts.ground + gold + named.replacing("qos: gold", with: "qos: glod")
    let found = World(hardware: text).resolve(text).diagnostics
    #expect(found.map(\.id) == ["reference.unknown"])
    #expect(found.map(\.message) == ["no QoS policy named 'glod'"])
    #expect(found[0].help == "did you mean 'gold'?")
  }

  @Test func aPolicyThatNobodyNamesIsFine() {
    #expect(World(hardware: Texts.ground).resolve(Texts.ground + gold).diagnostics.map(\.message) == [])
  }

  @Test func aGuaranteeAboveTheCapIsReportedOnce() {
    let text =
      Texts.ground + document("QoSPolicy", "gold", "min: 2Gbps, max: 1Gbps")
      + Texts.profile("esx-1", "vnics: [{name: a, network: prod, qos: gold}, {name: b, network: prod, qos: gold}]")
    #expect(World(hardware: text).resolve(text).diagnostics.map(\.id) == ["rate.minimumOverMaximum"])
  }
}
