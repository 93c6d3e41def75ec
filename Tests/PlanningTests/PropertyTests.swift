import Documents
import FabricModel
import Foundation
import TestSupport
import Testing

@testable import Planning

@Suite struct PropertyTests {
  /// `WEFT_SEEDS` says how many sites are played; without it, a few hundred.
  private static let blocks: Range<UInt64> = {
    let wanted = ProcessInfo.processInfo.environment["WEFT_SEEDS"].flatMap { UInt64($0) } ?? 200
    return 0..<max(1, wanted / 10)
  }()

  /// Every seed plays a site's life: manifests are edited, planned, checked, carried out and planned again.
  @Test(arguments: blocks)
  func plansOfRandomEditsAreSafeAndSettle(block: UInt64) {
    var tally = Tally()
    for seed in block * 10..<block * 10 + 10 { live(seed, &tally) }
    #expect(tally.carriedOut > 20, "seeds \(block * 10)…: \(tally)")
  }

  /// What was carried out can be taken back, but for what was on disks; the way back is safe, too.
  private func expectWayBack(from after: World, to before: Fabric, _ plan: Plan, _ place: Comment) {
    let rollback = Rollback(of: plan, touched: Array(plan.steps.indices), on: after.observed)
    var world = after
    #expect(rollback.residue.allSatisfy { $0.reason.hasPrefix("has lost its data") }, "\(place): \(rollback.residue)")
    #expect(!rollback.plan.blockers.contains { $0.id == "plan.noSafeOrder" }, "\(place): \(rollback.plan.blockers.map(\.message))")
    let broken = Planner.recheck(rollback.plan, on: after.observed).filter { $0.invariant != "I8" }
    #expect(broken.isEmpty, "\(place): \(broken)")
    for step in rollback.plan.steps { world.observed.perform(step.change, on: step.appliance) }
    guard rollback.residue.isEmpty else { return }
    #expect(Rollback(of: plan, touched: Array(plan.steps.indices), on: world.observed).pending.isEmpty, place)
    for appliance in before.appliances {
      let there = world.observed[appliance.name]
      #expect(appliance.networks.allSatisfy { network in there?.networks.contains { $0.agrees(with: network) } ?? false }, place)
      #expect(appliance.profiles.map(\.record.name) == there?.profiles.map(\.record.name), place)
      #expect(appliance.profiles.flatMap(\.vports).map(\.identity) == there?.profiles.flatMap(\.vports).map(\.identity), place)
      #expect(appliance.profiles.flatMap(\.vports).map(\.slotPort) == there?.profiles.flatMap(\.vports).map(\.slotPort), place)
    }
  }

  /// What random edits can make wrong: too little room, or two networks with one VLAN.
  private static let faultsOfChance: Set = ["placement.none", "vnic.networkTwice"]

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
          plan.diagnostics.allSatisfy { $0.severity != .error || Self.faultsOfChance.contains($0.id) },
          "\(place): \(plan.diagnostics.map(\.message))"
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
      let before = world.observed
      world.carryOut(plan)
      expectWayBack(from: world, to: before, plan, place)
      tally.carriedOut += 1
      let left = PlanChecker.violations(of: world.observed, hardware: world.resolve(text).hardware, terms: world.terms(text))
      #expect(left == [], place)
      let again = world.plan(text)
      let isSettled = again.isEmpty && again.drift.isEmpty && again.remember.isEmpty
      #expect(isSettled, "\(place): \(again.changes.map(\.address)) \(again.drift.map(\.address))")
    }
  }
}
