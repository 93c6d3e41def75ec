import Documents
import FabricModel
import TestSupport
import Testing

@testable import Planning

@Suite struct PropertyTests {
  /// Every seed plays a site's life: manifests are edited, planned, checked, carried out and planned again.
  @Test(arguments: 0..<20)
  func plansOfRandomEditsAreSafeAndSettle(block: UInt64) {
    var tally = Tally()
    for seed in block * 10..<block * 10 + 10 { live(seed, &tally) }
    #expect(tally.carriedOut > 20, "seeds \(block * 10)…: \(tally)")
  }

  private struct Tally {
    var carriedOut = 0
    var crowded = 0
    var refused = 0
  }

  private func live(_ seed: UInt64, _ tally: inout Tally) {
    var site = RandomSite(seed: seed)
    var world = World(hardware: site.text)
    for round in 0..<5 {
      if round > 0 { site.edit() }
      let text = site.text
      var policy = PlanPolicy.anything
      if seed.isMultiple(of: 2) { policy.mayBeUnavailable = nil }
      let plan = world.plan(text, policy: policy)
      let place: Comment = "seed \(seed), round \(round)"
      #expect(!plan.blockers.contains { $0.id == "plan.unsafe" }, "\(place): \(plan.blockers.map(\.message))")
      #expect(world.plan(site.shuffled(), policy: policy).steps == plan.steps, place)
      guard !plan.diagnostics.hasErrors else {
        #expect(
          plan.diagnostics.allSatisfy { $0.severity != .error || $0.id == "placement.none" }, "\(place): \(plan.diagnostics.map(\.message))"
        )
        tally.refused += 1
        continue
      }
      guard plan.blockers.isEmpty else {
        #expect(plan.blockers.map(\.id) == ["plan.unavailable"], "\(place): \(plan.blockers.map(\.message))")
        tally.crowded += 1
        continue
      }
      let broken = PlanChecker.check(
        plan.steps, on: world.observed, hardware: world.resolve(text).hardware, terms: plan.terms,
        runs: (0..<8).map { .random(seed: seed &* 31 &+ $0) }
      ).broken
      #expect(broken.isEmpty, "\(place): \(broken.map { "\($0.step): \($0.violation.message)" })")
      world.carryOut(plan)
      tally.carriedOut += 1
      let left = PlanChecker.violations(of: world.observed, hardware: world.resolve(text).hardware, terms: world.terms(text))
      #expect(left == [], place)
      let again = world.plan(text)
      let isSettled = again.isEmpty && again.drift.isEmpty && again.remember.isEmpty
      #expect(isSettled, "\(place): \(again.changes.map(\.address)) \(again.drift.map(\.address))")
    }
  }
}
