import Documents
import FabricModel
import Testing

@testable import Planning

/// What is said where no rearranging helps.
@Suite struct PlacementCollisionTests {
  private static func ground(_ cards: String, _ pool: String = "") -> String {
    document("Appliance", "vio-1", "driver: 'file:a.xml', model: VIO-4001, adapters: [\(cards)]") + Texts.server(1) + Texts.macs
      + Texts.networks + document("AdapterPool", "lan", "type: ethernet\(pool)")
  }

  private static func web(_ rates: [String], more: String = "") -> String {
    let vnics = rates.enumerated().map { "{name: v\(10 + $0), network: prod, pool: lan, bandwidth: {min: \($1)}}" }
    return Texts.profile("web-01", "vnics: [\(vnics.joined(separator: ", "))]\(more)")
  }

  private func refusal(_ text: String) -> Diagnostic? {
    let found = World(hardware: text).resolve(text).diagnostics
    #expect(found.map(\.id) == ["placement.none"], "\(found.map(\.message))")
    return found.first
  }

  @Test func whatIsTooMuchTogetherIsToldInNumbers() {
    let cards = "{slot: 1, model: x520-SR2, ports: [{port: 1}]}, {slot: 2, model: x520-SR2, ports: [{port: 1}]}"
    let it = refusal(Self.ground(cards, ", reservable: 25%") + Self.web(["2Gbps", "2Gbps", "2Gbps"]))
    #expect(
      it?.message.hasSuffix("; 3 v-ports of web-01 need 6Gbps; ports vio-1/1/1 and vio-1/2/1 can guarantee 5Gbps in all") == true,
      "\(it?.message ?? "")")
    #expect(it?.help == "lower 'bandwidth.min', or raise the pool's 'reservable'")
  }

  @Test func whatDoesNotFitPieceByPieceIsToldInNumbers() {
    let it = refusal(Self.ground("{slot: 1, model: x520-SR2}") + Self.web(["6Gbps", "6Gbps", "6Gbps"]))
    #expect(
      it?.message.hasSuffix("; 3 v-ports of web-01 need 6Gbps or more each; ports vio-1/1/1 and vio-1/1/2 have room for 2 such") == true,
      "\(it?.message ?? "")")
  }

  @Test func whatOnlyTryingEveryWayProvesNamesTheVPortsAndTheLimit() {
    let it = refusal(Self.ground("{slot: 1, model: x520-SR2}") + Self.web(["8Gbps", "5Gbps", "4Gbps", "3Gbps"]))
    #expect(
      it?.message.hasSuffix(
        "web-01/v10 (8Gbps), web-01/v11 (5Gbps), web-01/v12 (4Gbps) and web-01/v13 (3Gbps) can't all sit on ports vio-1/1/1 and "
          + "vio-1/1/2, because of the rates that ports can guarantee") == true, "\(it?.message ?? "")")
  }

  @Test func limitsThatCollideOnlyTogetherAreNamedTogether() {
    let cards = "{slot: 1, model: x520-SR2, ports: [{port: 1}]}, {slot: 2, model: x520-SR2, ports: [{port: 1}]}"
    let group = ", redundancy: [{name: g, members: [v10, v11], spread: adapter}]"
    let it = refusal(Self.ground(cards) + Self.web(["4Gbps", "4Gbps", "7Gbps"], more: group))
    #expect(
      it?.message.hasSuffix("because of the spread of redundancy groups and the rates that ports can guarantee") == true,
      "\(it?.message ?? "")")
  }

  @Test func oneWithoutAPortDoesNotKeepAnotherFromItsOwn() {
    let first = document("AdapterPool", "first", "type: ethernet, select: {ports: [vio-1/1/1]}")
    let text = Self.ground("{slot: 1, model: x520-SR2}", ", placement: pack") + first
    let vnics = [
      "{name: a, pool: lan, network: prod, bandwidth: {min: 6Gbps}}", "{name: b, pool: first, network: prod, bandwidth: {min: 6Gbps}}",
    ]
    let much = "{name: c, pool: lan, network: prod, bandwidth: {min: 11Gbps}}"
    let found = refusal(text + Texts.profile("web-01", "vnics: [\((vnics + [much]).joined(separator: ", "))]"))
    #expect(found?.message.contains("web-01/c") == true, "\(found?.message ?? "")")
  }

  @Test func aSearchThatWasGivenUpSaysSoAndProvesNothing() {
    // Even rates that fill two ports of an odd one to the last bit: each port is 1 Mb/s short, which no sum tells.
    var rates = (0..<24).map { 470 + 2 * $0 * $0 }
    rates[23] += 19_998 - rates.reduce(0, +)
    #expect(rates[23] > 0 && rates[23] < 9_999)
    let cards = "{slot: 1, model: x520-SR2, ports: [{port: 1, speed: 9999Mbps}, {port: 2, speed: 9999Mbps}]}"
    let it = refusal(Self.ground(cards) + Self.web(rates.map { "\($0)Mbps" }))
    #expect(it?.message.contains("was found within \(PlacementSearch.bound) steps") == true, "\(it?.message ?? "")")
    #expect(it?.message.contains("can't") == false)
  }
}
