import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct RulesCapacityTests {
  private static func vnic(_ name: String, _ bandwidth: String, network: String = "prod", pool: String? = nil) -> String {
    "{name: \(name), network: \(network), bandwidth: {\(bandwidth)}\(pool.map { ", pool: \($0)" } ?? "")}"
  }

  private static func site(_ vnics: String..., ground: String = Texts.ground) -> String {
    ground + Texts.profile("esx-1", "vnics: [\(vnics.joined(separator: ", "))]")
  }

  /// What the rules find besides the advice that the card enforces no guarantee.
  private static func ids(_ text: String) -> [String] { RulesAsk(text).ids.filter { $0 != "rate.notEnforced" } }

  @Test func guaranteesAreToldOnceForAllThatNameNoPool() {
    let asked = RulesAsk(Self.site(Self.vnic("a", "min: 1Gbps"), Self.vnic("b", "min: 2Gbps")))
    #expect(asked.ids == ["rate.notEnforced"])
    #expect(asked.message("rate.notEnforced")?.contains("the 3Gbps guaranteed to 2 v-ports") == true)
  }

  @Test func guaranteesAreToldOnceAPool() {
    let pools = document("AdapterPool", "gold", "type: ethernet") + document("AdapterPool", "lan", "type: ethernet")
    let text = pools + Self.site(Self.vnic("a", "min: 1Gbps", pool: "gold"), Self.vnic("b", "min: 1Gbps", pool: "lan"))
    #expect(RulesAsk(text).ids == ["rate.notEnforced", "rate.notEnforced"])
    let silenced = text.replacing(
      "metadata: {name: gold}", with: "metadata: {name: gold, annotations: {weft/ignore: 'rate.notEnforced: the neighbours are capped'}}")
    #expect(RulesAsk(silenced).ids == ["rate.notEnforced"])
    #expect(RulesAsk(silenced).silenced("rate.notEnforced") == "the neighbours are capped")
  }

  @Test func nothingIsSaidOfRatesWhereTheCardsAreNotKnown() {
    let ground = document("Appliance", "vio-1", "driver: 'file:a.xml'") + Texts.server(1) + Texts.macs + Texts.networks
    #expect(RulesAsk(Self.site(Self.vnic("a", "min: 1Gbps, max: 40Gbps"), Self.vnic("b", "max: 1Mbps"), ground: ground)).ids == [])
  }

  @Test func anObservedCardIsKnown() {
    let ground = Texts.ground
    let bare = document("Appliance", "vio-1", "driver: 'file:vio-1.xml'")
    let text = bare + Texts.server(1) + Texts.macs + Texts.networks + Texts.profile("esx-1", "vnics: [\(Self.vnic("a", "max: 10Mbps"))]")
    #expect(RulesAsk(text).ids == [])
    #expect(World(hardware: ground).resolve(text).findings().diagnostics.map(\.id).contains("rate.capTooLow"))
  }

  @Test func aCapOfZeroIsNone() {
    #expect(RulesAsk(Self.site(Self.vnic("a", "max: 0bps"))).ids == [])
  }

  @Test func theCableBoundsACapToo() {
    let ground = Texts.ground.replacing("model: VIO-4001", with: "model: VIO-4001, hostLink: 5Gbps")
    let asked = RulesAsk(Self.site(Self.vnic("a", "max: 8Gbps"), ground: ground))
    #expect(
      asked.message("rate.capAboveSpeed") == "the cap 8Gbps of 'a' is above the 5Gbps of the server's cable to vio-1: it caps nothing")
  }

  @Test func aPairThatFitsOnePortSurvives() {
    #expect(Self.ids(Self.site(Self.vnic("a", "min: 5Gbps"), Self.vnic("b", "min: 5Gbps"))) == [])
    #expect(Self.ids(Self.site(Self.vnic("a", "min: 6Gbps"), Self.vnic("b", "min: 5Gbps"))) == ["capacity.survivePort"])
  }

  @Test func aPoolThatGuaranteesLessSurvivesLess() {
    let pool = document("AdapterPool", "lan", "type: ethernet, reservable: 50%")
    let vnics = [Self.vnic("a", "min: 3Gbps", pool: "lan"), Self.vnic("b", "min: 3Gbps", pool: "lan")]
    #expect(Self.ids(pool + Self.site(vnics[0], vnics[1])) == ["capacity.survivePort"])
  }

  @Test func aVPortWithoutAPartnerGoesWhereThereIsRoom() {
    let ports = document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1, vio-1/2/1]}")
    let networks = document("Network", "dmz", "vlan: 300")
    func text(_ rate: String) -> String {
      ports + networks
        + Self.site(Self.vnic("a", "min: \(rate)", pool: "lan"), Self.vnic("b", "min: \(rate)", network: "dmz", pool: "lan"))
    }
    #expect(Self.ids(text("5Gbps")) == [])
    #expect(Self.ids(text("6Gbps")) == ["capacity.survivePort"])
  }

  @Test func aServerOnOneApplianceIsNotJudgedByTheLossOfIt() {
    #expect(Self.ids(Self.site(Self.vnic("a", "min: 5Gbps"), Self.vnic("b", "min: 5Gbps"), ground: Texts.ground)) == [])
  }

  @Test func theOtherApplianceCarriesBoth() {
    func text(_ rate: String) -> String {
      Self.site(Self.vnic("a", "min: \(rate)"), Self.vnic("b", "min: \(rate)"), ground: Texts.wideGround)
    }
    #expect(Self.ids(text("5Gbps")) == [])
    #expect(
      Self.ids(text("6Gbps")) == ["capacity.survivePort", "capacity.survivePort", "capacity.surviveAppliance", "capacity.surviveAppliance"])
  }

  @Test func twoCablesBoundWhatIsLeftOfTheWidest() {
    let ground = Texts.wideGround.replacing("model: VIO-4001", with: "model: VIO-4001, hostLink: 10Gbps")
    #expect(Self.ids(Self.site(Self.vnic("a", "min: 5Gbps"), Self.vnic("b", "min: 5Gbps"), ground: ground)) == [])
    #expect(
      Self.ids(Self.site(Self.vnic("a", "min: 5Gbps"), Self.vnic("b", "min: 6Gbps"), ground: ground)).contains("capacity.surviveCable"))
  }

  @Test func capsAreCountedAgainstTheOvercommitmentOfTheirPool() {
    func text(_ overcommit: String) -> String {
      document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1]}\(overcommit)") + document("Network", "dmz", "vlan: 300")
        + Self.site(Self.vnic("a", "max: 10Gbps", pool: "lan"), Self.vnic("b", "max: 10Gbps", network: "dmz", pool: "lan"))
    }
    #expect(Self.ids(text("")) == [])
    #expect(Self.ids(text(", overcommit: 200%")) == [])
    #expect(Self.ids(text(", overcommit: 199%")) == ["adapterPool.overcommitted"])
  }

  @Test func fourTrafficClassesAreEnoughForFour() {
    let policies = (1...5).map { document("QoSPolicy", "class-\($0)", "class: \($0)") }.joined()
    let pool = document("AdapterPool", "lan", "type: ethernet, select: {ports: [vio-1/1/1]}")
    func text(_ count: Int, classes: Int) -> String {
      let vnics = (0..<count).map { "{name: v\($0), network: prod, pool: lan, qos: class-\($0 % classes + 1)}" }.joined(separator: ", ")
      return Texts.ground + policies + pool + Texts.profile("esx-1", "vnics: [\(vnics)]")
    }
    func ids(_ text: String) -> [String] { Self.ids(text).filter { $0 != "redundancy.oneAdapter" } }
    #expect(ids(text(15, classes: 5)) == [])
    #expect(ids(text(16, classes: 4)) == [])
    #expect(ids(text(16, classes: 5)) == ["qos.trafficClasses"])
    #expect(ids(text(32, classes: 2)) == ["qos.trafficClasses"])
  }
}
