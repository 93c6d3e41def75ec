internal import Planning

extension PlanView {
  private static let tasks = 8
  private static let objects = 6

  /// What other teams have to do, and what they can take away: the same task for many things once.
  func externalWork(before: Bool) -> PlanDocument.Section {
    let work = plan.external.filter { before ? $0.succeeds.isEmpty : !$0.succeeds.isEmpty }
    var sayings = Sayings()
    for work in work { sayings.add(work.object, work.task) }
    let (shown, left) = extent.first(Self.tasks, of: sayings.all)
    var lines = shown.flatMap { describe($0.text, $0.names) }
    if left > 0 { lines.append(PlanDocument.Line(Words.more(left))) }
    let title = before ? "For other teams, before the steps that need it" : "For other teams, afterwards: what is no longer needed"
    return PlanDocument.Section(title, lines: lines, count: work.count)
  }

  private func describe(_ task: String, _ objects: [String]) -> [PlanDocument.Line] {
    if objects.count == 1 { return [PlanDocument.Line("\(task) \(objects[0])")] }
    // A few are shown, of many only what they are like.
    let most = objects.count <= Self.objects ? Self.objects : 2
    return [PlanDocument.Line("\(task):")] + extent.lines(most, objects.map { PlanDocument.Line($0, indent: 1) })
  }
}
