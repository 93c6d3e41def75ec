import FabricModel
import TestSupport
import Testing

@testable import Planning

/// The checker has to notice when a good plan is spoilt.
@Suite struct MutationTests {
  @Test func aStepTooEarlyIsFound() {
    var (spoilt, found) = (0, 0)
    eachPlan { world, text, steps, random in
      for (early, late) in dependentPairs(steps).shuffled(using: &random).prefix(4) {
        var changed = steps
        let step = changed.remove(at: late)
        changed.insert(step, at: early)
        spoilt += 1
        found += world.check(chained(changed), text).broken.isEmpty ? 0 : 1
      }
    }
    #expect(spoilt > 300)
    #expect(found == spoilt, "\(found) of \(spoilt) found")
  }

  @Test func aStepLeftOutThatOthersNeedIsFound() {
    var (spoilt, found) = (0, 0)
    eachPlan { world, text, steps, random in
      let needed = Set(dependentPairs(steps).map(\.early)).sorted()
      for index in needed.shuffled(using: &random).prefix(4) {
        var changed = steps
        changed.remove(at: index)
        spoilt += 1
        found += world.check(chained(changed), text).broken.isEmpty ? 0 : 1
      }
    }
    #expect(spoilt > 300)
    #expect(found == spoilt, "\(found) of \(spoilt) found")
  }

  @Test func moreDisksThanAControllerHoldsAreFound() {
    var (spoilt, found) = (0, 0)
    eachPlan { world, text, steps, _ in
      guard let last = steps.lastIndex(where: { $0.change.before == nil && $0.change.after?.kind == "vdisk" }) else { return }
      guard case .vport(let disk)? = steps[last].change.after else { return }
      var changed = steps
      for number in 0..<64 {
        var other = disk
        other.name = "more\(number)"
        changed.append(Step(appliance: steps[last].appliance, change: RecordChange(before: nil, after: .vport(other))))
        changed[changed.count - 1].id = "more\(number)"
      }
      spoilt += 1
      found += world.check(chained(changed), text).broken.contains { $0.violation.message.contains("logical drives") } ? 1 : 0
    }
    #expect(spoilt > 20)
    #expect(found == spoilt, "\(found) of \(spoilt) found")
  }

  @Test func mostRandomOrdersAreFound() {
    var (spoilt, found) = (0, 0)
    eachPlan { world, text, steps, random in
      guard steps.count > 8 else { return }
      spoilt += 1
      found += world.check(chained(steps.shuffled(using: &random)), text).broken.isEmpty ? 0 : 1
    }
    #expect(spoilt > 50)
    #expect(found * 100 >= spoilt * 85, "\(found) of \(spoilt) found")
  }

  private func eachPlan(_ body: (_ world: World, _ text: String, _ steps: [Step], _ random: inout SeededGenerator) -> Void) {
    for seed in UInt64(0)..<60 {
      var site = RandomSite(seed: seed)
      var random = SeededGenerator(seed: seed)
      var world = World(hardware: site.text)
      for _ in 0..<3 {
        let text = site.text
        let plan = world.plan(text)
        site.edit()
        guard plan.blockers.isEmpty else { continue }
        body(world, text, plan.steps, &random)
        world.carryOut(plan)
      }
    }
  }

  /// Pairs of steps the second of which can't come before the first: it uses what that makes, or removes what that stops using.
  private func dependentPairs(_ steps: [Step]) -> [(early: Int, late: Int)] {
    var pairs: [(early: Int, late: Int)] = []
    for (late, step) in steps.enumerated() {
      for early in 0..<late where steps[early].appliance == step.appliance {
        if isMaking(steps[early], for: step) || isClearing(steps[early], for: step) { pairs.append((early, late)) }
      }
    }
    return pairs
  }

  private func isMaking(_ early: Step, for late: Step) -> Bool {
    guard early.change.before == nil, case .vport(let user)? = late.change.after else { return false }
    switch early.change.after {
    case .network(let it)?: return user.native == it.name || user.tagged?.contains(it.name) == true
    case .vsan(let it)?: return user.vsan == it.name
    case .profile(let it)?: return user.profile == it.name
    default: return false
    }
  }

  private func isClearing(_ early: Step, for late: Step) -> Bool {
    guard late.change.after == nil, case .profile(let profile)? = late.change.before, case .vport(let user)? = early.change.before else {
      return false
    }
    return early.change.after == nil && user.profile == profile.name
  }

  private func chained(_ steps: [Step]) -> [Step] {
    var steps = steps
    for index in steps.indices { steps[index].follows = index == 0 ? [] : [Step.Predecessor(index - 1, until: .performed)] }
    return steps
  }
}
