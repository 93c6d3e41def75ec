import Planning
import Workloads

extension Course {
  /// A cold plan of a variant. Every run's plan is checked, and written as JSON by itself.
  static func plan(_ fixture: Fixture) -> Course {
    Course(yaml: [fixture.manifests], xml: fixture.appliances) { laps in
      let plan = await Pipeline.plan(fixture) { laps.end($0) }
      return Done(
        counts: [Section.Count("changes", plan.changes.count), Section.Count("steps", plan.steps.count)],
        blockers: plan.blockers.map { "\($0.id): \($0.message.prefix(160))" }
      ) { laps in
        try fixture.check(plan)
        laps.begin()
        precondition(!plan.json(sources: fixture.sources).isEmpty)
        laps.end("JSON")
      }
    }
  }

  static func validate(_ fixture: Fixture) -> Course {
    Course(yaml: [fixture.manifests]) { laps in
      await Pipeline.validate(fixture.manifests) { laps.end($0) }
      return Done()
    }
  }
}
