import Documents
import FabricModel
import TestSupport
import Testing

@testable import Planning

/// Random sites with plans of a part of them: whatever is left out, the whole is reached in the end, and no promise is broken on the way.
@Suite struct PartialPlanPropertyTests {
  @Test(arguments: 0..<10) func limitedPlansAreSafeAndLeadToTheWhole(block: UInt64) {
    var carriedOut = 0
    for seed in block * 10..<block * 10 + 10 {
      var random = SeededGenerator(seed: seed)
      var site = RandomSite(seed: seed)
      var world = World(hardware: site.text)
      for round in 0..<4 {
        if round > 0 { site.edit() }
        let place: Comment = "seed \(seed), round \(round)"
        guard let words = Self.words(world, site.text).randomElement(using: &random) else { continue }
        var policy = PlanPolicy.anything
        if Bool.random(using: &random) { policy.limits.targets = Selector([words]) } else { policy.limits.excludes = Selector([words]) }
        let plan = world.plan(site.text, policy: policy)
        guard Self.isUsable(plan, place) else { continue }
        let outside = plan.steps.filter { policy.limits.excludes.covers($0.change.after ?? $0.change.before!, on: $0.appliance) }
        #expect(outside.map(\.target) == [], place)
        world.carryOut(plan)
        carriedOut += 1
        Self.expectWhole(world, site.text, place)
        let again = world.plan(site.text, policy: policy)
        // What was deleted means nothing any more.
        #expect(again.steps == [] || again.blockers != [] || !policy.limits.excludes.isEmpty, place)
        let whole = world.plan(site.text)
        guard Self.isUsable(whole, place) else { continue }
        world.carryOut(whole)
        let settled = world.plan(site.text)
        #expect(settled.isEmpty && settled.remember.isEmpty, "\(place): \(settled.changes.map(\.address))")
      }
    }
    #expect(carriedOut > 10, "block \(block)")
  }

  @Test(arguments: 0..<6) func plansAroundAnUnreadApplianceAreSafeAndSettleWhenItIsBack(block: UInt64) {
    var (carriedOut, buried) = (0, 0)
    for seed in block * 20..<block * 20 + 20 {
      var random = SeededGenerator(seed: seed)
      var site = RandomSite(seed: seed)
      var world = World(hardware: site.text)
      guard Self.isUsable(world.plan(site.text), "seed \(seed)") else { continue }
      world.apply(site.text)
      for round in 0..<4 {
        for _ in 0..<4 { site.edit() }
        let place: Comment = "seed \(seed), round \(round)"
        world.unread = [world.observed.appliances.randomElement(using: &random)?.name ?? ""]
        var policy = PlanPolicy.anything
        for server in 0..<14 { policy.fenced["srv-\(server)"] = "the seed says so" }
        let plan = world.plan(site.text, policy: policy)
        if Self.isUsable(plan, place) {
          #expect(plan.steps.allSatisfy { !world.unread.contains($0.appliance) }, place)
          #expect(plan.remember.allSatisfy { !world.unread.contains($0.appliance) }, place)
          world.carryOut(plan)
          (carriedOut, buried) = (carriedOut + 1, buried + plan.burials.count)
          Self.expectWhole(world, site.text, place)
          let again = world.plan(site.text, policy: policy)
          #expect(again.steps == [] && again.burials == [], "\(place): \(again.steps.map(\.target))")
        }
        world.unread = []
        var text = ""
        // The first one deactivates, the second does what waited for that, the third has nothing to do.
        for _ in 0..<3 {
          let next = world.plan(site.text)
          guard Self.isUsable(next, place) else { break }
          text = next.isEmpty ? "" : "\(next.changes.map(\.address))"
          world.carryOut(next)
          if next.isEmpty { Self.expectWhole(world, site.text, place) }
        }
        #expect(text == "", place)
        #expect(world.recorded.tombstones.isEmpty || !Self.isUsable(world.plan(site.text), place), place)
      }
    }
    #expect(carriedOut > 10 && buried > 0, "block \(block): \(carriedOut) carried out, \(buried) buried")
  }

  /// Whether it can be carried out; what keeps it from that is nothing but a lack of room.
  private static func isUsable(_ plan: Plan, _ place: Comment) -> Bool {
    let errors = plan.diagnostics.filter { $0.severity == .error && $0.id != "placement.none" }
    #expect(errors.map(\.message) == [], place)
    #expect(plan.blockers.filter { $0.id != "plan.noSafeOrder" }.map(\.message) == [], place)
    return !plan.diagnostics.hasErrors && plan.blockers.isEmpty
  }

  /// No invariant is broken by what was read and what is recorded of the rest.
  private static func expectWhole(_ world: World, _ text: String, _ place: Comment) {
    let resolution = world.resolve(text)
    let read = world.observed.appliances.filter { !world.unread.contains($0.name) }
    let fabric = Fabric(appliances: read + world.recorded.standIns(of: world.unread, scope: "default", besides: []))
    let broken = PlanChecker.violations(of: fabric, hardware: resolution.hardware)
    #expect(broken == [], place)
  }

  /// What a site can be limited to.
  private static func words(_ world: World, _ text: String) -> [String] {
    let objects = world.observed.objects + world.resolve(text).desired.objects
    let names = objects.flatMap { [$0.record.address.description, $0.record.profileName ?? $0.appliance] }
    return Set(names).sorted()
  }
}
