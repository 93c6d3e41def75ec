import Planning
import Reconciliation
import Testing

@Suite("What the ledger keeps of initial templates")
struct TemplateMemoryTests {
  let stage: Stage

  init() throws { stage = try Stage() }

  private func plan(_ steps: [Step], _ body: String?) -> Plan {
    var plan = stage.plan(steps)
    plan.templates = [TemplateMemory(profile: "esx-01", template: "web", body: body)]
    return plan
  }

  private func kept() throws -> String? { try stage.recorded.templates["esx-01"]?.first?.body }

  @Test func aBodyIsKeptWithTheProfileThatHasIt() async throws {
    try await stage.run(plan(building, "{}"), as: "r0")
    #expect(try kept() == "{}")
  }

  @Test func aBodyIsKeptWhereNothingElseIsToBeTold() async throws {
    try await stage.run(stage.plan(building), as: "r0")
    #expect(try kept() == nil)
    try await stage.run(plan([], "{}"))
    #expect(try kept() == "{}")
  }

  @Test func aBodyThatIsNoLongerUsedIsForgotten() async throws {
    try await stage.run(plan(building, "{}"), as: "r0")
    try await stage.run(plan([], nil))
    #expect(try kept() == nil)
  }

  @Test func aRunThatDiedBeforeTheProfileWasReadBackKeepsNothing() async throws {
    #expect(try await stage.dies(at: 3, running: plan(building, "{}")))
    #expect(try kept() == nil)
  }
}
