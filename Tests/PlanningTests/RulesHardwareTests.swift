import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct RulesHardwareTests {
  private static func appliance(_ cards: String, _ more: String = "") -> String {
    document("Appliance", "vio-1", "driver: 'file:vio-1.xml'\(more), adapters: [\(cards)]")
  }

  @Test func aPCIXCardIsFineWhereTheSlotsAreNotKnown() {
    let card = "{slot: 1, model: PRO/10GbE SR, sharing: exclusive}"
    #expect(RulesAsk(Self.appliance(card)).ids == [])
    #expect(RulesAsk(Self.appliance(card, ", transport: ethernet")).ids == ["transport.exclusive"])
    #expect(RulesAsk(Self.appliance(card, ", transport: pcie")).ids == ["adapter.wrongBus"])
  }

  @Test func aCardLentWholeCarriesItsLargestFrames() {
    let card = "{slot: 1, model: x520-SR2, sharing: SHARING, ports: [{port: 1, mtu: 15000}]}"
    #expect(RulesAsk(Self.appliance(card.replacing("SHARING", with: "exclusive"))).ids == [])
    #expect(RulesAsk(Self.appliance(card.replacing("SHARING", with: "shared"))).fix("port.mtu") == "9000")
  }

  @Test func poolsSayNothingOfCardsThatAreNotKnown() {
    let pool = document("AdapterPool", "lan", "type: ethernet, select: {models: [x520-DA2], labels: {rack: r1}}")
    #expect(RulesAsk(document("Appliance", "vio-1", "driver: 'file:vio-1.xml'") + pool).ids == [])
    #expect(RulesAsk(Self.appliance("{slot: 3, model: QLE2562}") + pool).ids == ["adapterPool.unmatched", "adapterPool.unmatched"])
  }

  @Test func aModelThatTheCatalogueLacksIsToldWithoutAnyHardware() {
    let asked = RulesAsk(document("AdapterPool", "san", "type: fibreChannel, select: {models: [QLE2563]}"))
    #expect(asked.ids == ["adapterPool.unknownModel"])
    #expect(asked.fix("adapterPool.unknownModel") == "QLE2562")
  }

  @Test func anAliasOfAModelIsThatModel() {
    let pool = document("AdapterPool", "lan", "type: ethernet, select: {models: ['Intel x520-DA2']}")
    #expect(RulesAsk(Self.appliance("{slot: 1, model: x520-SR2}") + pool).ids == [])
  }

  @Test func anEmptyPoolIsNotToldOnceMoreWhereItsVPortFoundNoPlace() {
    let pool = document("AdapterPool", "lan", "type: ethernet, select: {fabric: B}")
    #expect(RulesAsk(Texts.ground + pool).ids == ["adapterPool.empty"])
    let text = Texts.ground + pool + Texts.profile("esx-1", "vnics: [{name: a, network: prod, pool: lan}]")
    #expect(World(hardware: text).resolve(text).diagnostics.map(\.id) == ["placement.none"])
    #expect(RulesAsk(text).ids == [])
  }

  @Test func aPoolSaysWhatItsPortsLack() {
    let pool = document("AdapterPool", "lan", "type: ethernet, select: {fabric: B}")
    #expect(
      RulesAsk(Texts.ground + pool).message("adapterPool.empty")?.contains("of 6 ports, 2 are not of type ethernet and 4 are not on side B")
        == true)
  }

  @Test func equalLimitsOfTwoPoolsAreFine() {
    let pools =
      document("AdapterPool", "a", "type: ethernet, reservable: 80%") + document("AdapterPool", "b", "type: ethernet, reservable: 80%")
    #expect(RulesAsk(Texts.ground + pools).ids == [])
    let unequal = pools + document("AdapterPool", "c", "type: ethernet")
    #expect(RulesAsk(Texts.ground + unequal).ids == ["adapterPool.unequal"])
  }

  @Test func anIgnoredRuleKeepsItsReason() {
    let ports = "{slot: 1, model: x520-SR2, ports: [{port: 1, mtu: 1500}, {port: 2, mtu: 9000}]}"
    let pool = document("AdapterPool", "lan", "type: ethernet", ignoring: "adapterPool.mtu", because: "the switch is being replaced")
    let asked = RulesAsk(Self.appliance(ports) + pool)
    #expect(asked.ids == [])
    #expect(asked.silenced("adapterPool.mtu") == "the switch is being replaced")
  }

  @Test func whatCannotWorkIsNotSilenced() {
    let pool = document("AdapterPool", "lan", "type: ethernet, reservable: 150%", ignoring: "adapterPool.reservable", because: "we like it")
    #expect(RulesAsk(pool).ids == ["adapterPool.reservable", "ignore.errorRule"])
  }

  @Test func anHTTPSDriverUsesItsOptions() {
    let driver = "driver: {url: URL, credentials: {env: PASSWORD}, caFile: ca.pem, timeout: 30s}"
    #expect(RulesAsk(document("Appliance", "a", driver.replacing("URL", with: "'https://a.example'"))).ids == [])
    let asked = RulesAsk(document("Appliance", "a", driver.replacing("URL", with: "'file:a.xml'")))
    #expect(asked.message("driver.unusedOption")?.contains("'credentials', 'caFile' and 'timeout' mean nothing") == true)
  }

  @Test func credentialsFromNowhereAreNone() {
    let asked = RulesAsk(document("Appliance", "a", "driver: {url: 'https://a.example', credentials: {}}"))
    #expect(asked.ids == ["driver.credentials"])
  }

  @Test func limitsCountWhatEachApplianceHolds() {
    func text(_ limits: String) -> String {
      Texts.ground.replacing("model: VIO-4001", with: "model: VIO-4001, limits: {\(limits)}")
        + Texts.vnics("esx-1", ["a", "b"]) + Texts.vnics("esx-2", on: "srv-2", ["a", "b"])
    }
    #expect(RulesAsk(text("profiles: 2, networks: 1, vnicsPerProfile: 2")).ids == [])
    #expect(RulesAsk(text("profiles: 1")).message("appliance.overLimit")?.contains("would hold 2 profiles, and its limit is 1") == true)
    #expect(RulesAsk(text("vnicsPerProfile: 1")).ids == ["appliance.overLimit", "appliance.overLimit"])
  }
}
