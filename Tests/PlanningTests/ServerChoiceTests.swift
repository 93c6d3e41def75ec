import Documents
import FabricModel
import Testing

@testable import Planning

@Suite struct ServerChoiceTests {
  private static let ground =
    Texts.appliance("vio-1") + Texts.server(1, more: ", model: R640") + Texts.server(2, more: ", model: R640")
    + Texts.server(3, more: ", model: R640, role: spare") + Texts.macs + Texts.networks

  private static func profile(_ name: String, _ server: String) -> String {
    document("ServerProfile", name, "\(server), vnics: [{name: a, network: prod}]")
  }

  private func servers(_ plan: Plan) -> [String: String] {
    Dictionary(
      plan.steps.compactMap { step in
        guard case .profile(let record)? = step.change.after else { return nil }
        return (record.name, record.server ?? "")
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test func theFirstFreeServerThatMatchesIsTaken() {
    var world = World(hardware: Self.ground)
    let plan = world.apply(Self.ground + Self.profile("p1", "serverSelector: {models: [R640]}") + Self.profile("p2", "server: srv-1"))
    #expect(servers(plan) == ["p1": "srv-2", "p2": "srv-1"])
  }

  @Test func profilesWithOneSelectorShareTheServersInOrder() {
    var world = World(hardware: Self.ground)
    let text = Self.ground + Self.profile("p1", "serverSelector: {}") + Self.profile("p2", "serverSelector: {}")
    #expect(servers(world.apply(text)) == ["p1": "srv-1", "p2": "srv-2"])
    let problem = world.plan(text + Self.profile("p3", "serverSelector: {}")).diagnostics.first { $0.id == "server.noneFree" }
    #expect(problem?.message == "profile 'p3' finds no free server: the 2 that would do bear other profiles")
  }

  @Test func aRenamedProfileStaysWhereItIs() {
    var world = World(hardware: Self.ground)
    world.apply(Self.ground + Self.profile("old", "serverSelector: {servers: [srv-2]}"))
    let renamed =
      "---\n{apiVersion: weft/v1, kind: ServerProfile, metadata: {name: new, annotations: {weft/renamed-from: old}}, "
      + "spec: {serverSelector: {}, vnics: [{name: a, network: prod}]}}\n"
    #expect(servers(world.apply(Self.ground + renamed))["new"] == "srv-2")
  }

  @Test func aProfileStaysWhereItIs() {
    var world = World(hardware: Self.ground)
    let chosen = Self.profile("p1", "serverSelector: {models: [R640]}")
    world.apply(Self.ground + chosen + Self.profile("p2", "server: srv-1"))
    let plan = world.plan(Self.ground + chosen + Self.profile("p2", "server: none"))
    #expect(!plan.changes.contains { $0.address == "profile/p1" })
  }

  @Test func sparesAreTakenOnlyWhereTheyAreAskedFor() {
    var world = World(hardware: Self.ground)
    #expect(servers(world.apply(Self.ground + Self.profile("p1", "serverSelector: {role: spare}"))) == ["p1": "srv-3"])
  }

  @Test func whereAllThatMatchBearOthersThatIsSaid() {
    let ground = Texts.appliance("vio-1") + Texts.server(1) + Texts.macs + Texts.networks
    let text = ground + Self.profile("p1", "serverSelector: {}") + Self.profile("p2", "server: srv-1")
    let problem = World(hardware: ground).plan(text).diagnostics.first { $0.id == "server.noneFree" }
    #expect(problem?.message == "profile 'p1' finds no free server: the 1 that would do bears other profiles")
  }

  @Test func aServerWithSomebodyElsesProfileIsTaken() {
    var world = World(hardware: Self.ground)
    world.apply(Self.ground + Self.profile("other", "server: srv-1"))
    world.recorded = Recorded()
    for index in world.observed.appliances[0].profiles.indices { world.observed.appliances[0].profiles[index].record.owner = nil }
    #expect(servers(world.plan(Self.ground + Self.profile("p1", "serverSelector: {models: [R640]}")))["p1"] == "srv-2")
  }
}
