import Documents
import Planning

/// Runs the floors and the two variants of a plan in turn, so that whatever else the machine does meets all of them alike.
enum Stages {
  static let floors = ["libyaml", "libxml2"]

  /// One run to warm up, then `runs` that count. Stages are named `VARIANT: STAGE`.
  static func measure(_ fixture: Fixture, _ variants: [Fixture.Variant], runs: Int) async -> Laps {
    var laps = Laps()
    for run in 0...runs {
      if run == 1 { laps = Laps() }
      laps.begin()
      precondition(Floors.yaml(fixture.manifests.bytes) != nil, "the workload is YAML")
      laps.end("libyaml")
      for file in fixture.settled { precondition(Floors.xml(file.bytes) != nil, "the workload's appliances are XML") }
      laps.end("libxml2")
      await validate(fixture, &laps)
      for variant in variants { await plan(fixture, variant, &laps) }
    }
    return laps
  }

  private static func validate(_ fixture: Fixture, _ laps: inout Laps) async {
    let start = Elapsed.now
    laps.begin()
    await Pipeline.validate(fixture) { laps.end("validate: \($0)") }
    laps.record(.since(start), as: "validate: whole")
  }

  private static func plan(_ fixture: Fixture, _ variant: Fixture.Variant, _ laps: inout Laps) async {
    let start = Elapsed.now
    laps.begin()
    let plan = await Pipeline.plan(fixture, variant) { laps.end("\(variant.title): \($0)") }
    laps.record(.since(start), as: "\(variant.title): whole plan")
    laps.begin()
    precondition(!plan.json(sources: fixture.sources).isEmpty)
    laps.end("\(variant.title): JSON")
  }

  /// The most memory during a plan without changes, texts and ledger included.
  static func peakMiB(_ fixture: Fixture) async -> Double {
    PeakMemory.reset()
    let plan = await Pipeline.plan(fixture, .noChange) { _ in }
    precondition(plan.isEmpty)
    return PeakMemory.mebibytes
  }
}
