/// How many members of each path group have to stay up, by its index; what the fabric does not have at first, no step can take.
struct PathFloors {
  /// That a step may not go below: `minAvailable`, or what was up at first (I3).
  private(set) var kept: [Int64]
  /// Below which the server is disrupted: what is kept, unless the plan ends with less (I8).
  private(set) var lasting: [Int64]
  /// Groups that have too few up at first, since ports are not plugged in.
  private(set) var fallen: [Int] = []

  init(_ plan: CheckedPlan) {
    let first = Self.up(plan) { $0.first }
    let last = Self.up(plan) { $0.last }
    kept = []
    lasting = []
    kept.reserveCapacity(first.count)
    lasting.reserveCapacity(first.count)
    for (index, path) in plan.paths.paths.enumerated() {
      kept.append(min(path.minAvailable, first[index]))
      lasting.append(min(kept[index], last[index]))
      if first[index] < min(path.minAvailable, first[index] + path.dark) { fallen.append(index) }
    }
  }

  /// How many members of each group are up while every object has one version.
  private static func up(_ plan: CheckedPlan, _ version: (CheckedObject) -> Int) -> [Int64] {
    var up = Array(repeating: Int64(0), count: plan.paths.paths.count)
    for object in plan.objects where object.part >= 0 {
      let (vport, part) = (version(object), version(plan.objects[object.part]))
      guard vport >= 0, part >= 0, plan.versions[part].isUp else { continue }
      let page = plan.versions[vport].page
      for place in Int(page.up)..<Int(page.end) {
        up[plan.book.counters[Int(plan.book.loads[place].counter)].subject] += 1
      }
    }
    return up
  }

  func violations(_ plan: CheckedPlan) -> [Violation] {
    fallen.map { index in
      let path = plan.paths.paths[index]
      return plan.paths.violation(index, up: kept[index], profile: plan.profiles[path.profile])
    }
  }
}
