internal import Planning

// What was found on the fabric, and what stands in the way.

extension PlanView {
  private static let most = 10

  func drift() -> PlanDocument.Section {
    let gone = plan.drift.filter(\.fields.isEmpty).map(\.address)
    var lines = gone.isEmpty ? [] : [PlanDocument.Line("\(extent.names(gone)) \(gone.count == 1 ? "is" : "are") gone")]
    var sayings = Sayings()
    for drift in plan.drift where !drift.fields.isEmpty {
      sayings.add(drift.address, drift.fields.map { "\($0.name) was \($0.beforeText), is \($0.afterText)" }.joined(separator: "; "))
    }
    lines += sayings.lines(extent)
    return section("Drift: the fabric is not as weft left it", lines, count: plan.drift.count)
  }

  func preexisting() -> PlanDocument.Section {
    let lines = plan.preexisting.map { PlanDocument.Line("\($0.invariant) \($0.subject): \($0.message)") }
    return section("Broken already, and not made worse", lines, count: lines.count)
  }

  func unmanaged() -> PlanDocument.Section {
    guard !plan.unmanaged.isEmpty else { return PlanDocument.Section("") }
    return section(
      "On the fabric but not weft's, and left as it is (\(plan.unmanaged.count))", [PlanDocument.Line(extent.names(plan.unmanaged))])
  }

  func waiting() -> PlanDocument.Section {
    var sayings = Sayings()
    for waiting in plan.waiting { sayings.add(waiting.address, waiting.reason) }
    return section("Not done yet, and what it waits for", sayings.lines(extent), count: plan.waiting.count)
  }

  func blocked() -> PlanDocument.Section {
    let shown = extent.first(Self.most, of: blockers)
    var lines = shown.shown.flatMap { blocker in
      [PlanDocument.Line("\(blocker.message) [\(blocker.id)]", tone: .alarm)]
        + (blocker.acknowledge.map { [PlanDocument.Line("to go on all the same: \(shortened($0))", indent: 2)] } ?? [])
    }
    if shown.left > 0 { lines.append(PlanDocument.Line(Words.more(shown.left))) }
    return PlanDocument.Section("It can't be applied as it is", lines: lines, isUrgent: true)
  }

  /// The words for a command line may name thousands of servers.
  private func shortened(_ words: String) -> String {
    let shown = extent.first(Self.most, of: words.split(separator: ","))
    return shown.left == 0 ? words : shown.shown.joined(separator: ",") + ", " + Words.more(shown.left)
  }

  private func section(_ title: String, _ lines: [PlanDocument.Line], count: Int? = nil) -> PlanDocument.Section {
    PlanDocument.Section(title, lines: extent.lines(Self.most, lines), count: count)
  }
}
