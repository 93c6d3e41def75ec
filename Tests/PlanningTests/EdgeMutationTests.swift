import Documents
import TestSupport
import Testing

@testable import Planning

/// Plans that have lost some of their edges: of those that some order of events makes unsafe, the runs that every plan is put through
/// have to find nearly all, and most of them those three runs alone that large plans get.
@Suite struct EdgeMutationTests {
  private struct Tally {
    var harmful = 0
    var caught = 0
    var caughtByThree = 0
    var harmless = 0
    var missed: [String] = []
  }

  @Test func theRunsOfPlanTimeFindWhatLostEdgesMakeUnsafe() {
    var tally = Tally()
    for seed in UInt64(0)..<50 {
      var site = RandomSite(seed: seed)
      var random = SeededGenerator(seed: seed)
      var world = World(hardware: site.text)
      for round in 0..<3 {
        let text = site.text
        let plan = world.plan(text)
        site.edit()
        guard !plan.steps.isEmpty, !plan.diagnostics.hasErrors, plan.waiting.isEmpty else { continue }
        let steps = chained(plan.steps)
        for _ in 0..<6 { judge(loosened(steps, &random), whole: steps, world, text, "seed \(seed), round \(round)", &tally) }
        world.carryOut(plan)
      }
    }
    let counts: Comment = """
      \(tally.harmful) harmful, \(tally.harmless) harmless; \(tally.caught) caught, \(tally.caughtByThree) by three runs; \
      missed: \(tally.missed)
      """
    #expect(tally.harmful > 150 && tally.harmless > 20, counts)
    #expect(tally.caught * 100 >= tally.harmful * 98, counts)
    #expect(tally.caughtByThree * 100 >= tally.harmful * 95, counts)
  }

  private func judge(_ mutant: [Step], whole: [Step], _ world: World, _ text: String, _ place: String, _ tally: inout Tally) {
    let hardware = world.resolve(text).hardware
    let terms = world.terms(text, whole)
    func broken(_ steps: [Step], _ runs: [CheckRun]?) -> Set<String> {
      let report = PlanChecker.check(steps, on: world.observed, hardware: hardware, terms: terms, runs: runs)
      return Set(report.broken.map { "\($0.violation.invariant) \($0.violation.subject)" })
    }
    // What the plan breaks with all its edges is not the doing of those that it lost.
    let own = broken(whole, [.planOrder])
    let isCaught = !broken(mutant, nil).subtracting(own).isEmpty
    // Seeds that plan time does not try.
    guard isCaught || !broken(mutant, (100..<160).map { .random(seed: $0) }).subtracting(own).isEmpty else { return tally.harmless += 1 }
    tally.harmful += 1
    tally.caught += isCaught ? 1 : 0
    if !isCaught { tally.missed.append(place) }
    if !broken(mutant, [.planOrder, .newestFirst, .lateVerification]).subtracting(own).isEmpty { tally.caughtByThree += 1 }
  }

  /// Each step after the one before it was seen: the strongest plan of that order.
  private func chained(_ steps: [Step]) -> [Step] {
    var steps = steps
    for index in steps.indices { steps[index].follows = index == 0 ? [] : [Step.Predecessor(index - 1, until: .verified)] }
    return steps
  }

  /// Without one to three of its edges, or with some that wait no longer for the read-back.
  private func loosened(_ steps: [Step], _ random: inout SeededGenerator) -> [Step] {
    var steps = steps
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let index = Int.random(in: 0..<steps.count, using: &random)
      if random.oneIn(4), let edge = steps[index].follows.first {
        steps[index].follows = [Step.Predecessor(edge.step, until: .performed)]
      } else {
        // What came before it all may come beside it.
        steps[index].follows =
          index > 1 && random.oneIn(2) ? [Step.Predecessor(Int.random(in: 0..<index - 1, using: &random), until: .verified)] : []
      }
    }
    return steps
  }
}
