internal import Documents
internal import Planning
internal import Simulation

/// How long a plan takes, in which calls, and when servers have the fewest paths.
struct RehearsalView {
  /// How many moments, and steps of the critical path, are shown.
  private static let most = 10

  let rehearsal: Rehearsal
  let plan: Plan
  var extent = Extent.brief

  func text() -> String {
    let calls = rehearsal.calls.count
    let those = calls == 1 ? "1 call that changes" : "\(calls) calls that change"
    var lines = [
      "Rehearsal (\(rehearsal.pace.callMilliseconds) ms a call, \(rehearsal.pace.mostCalls) at a time):",
      "  Takes about \(seconds(rehearsal.milliseconds)), with \(those) something.",
      "  Waves: " + list(rehearsal.waves.map { "\($0.appliance) \($0.calls)" }, most: Self.most, by: ", ", of: "appliances"),
      "  The longest way: " + list(rehearsal.criticalPath.map(name), most: Self.most, by: " → ", of: "steps"),
    ]
    lines.append(rehearsal.moments.isEmpty ? "  No server bears anything of it." : "  The riskiest moments:")
    let (moments, left) = extent.first(Self.most, of: rehearsal.moments)
    lines += moments.map { "    " + line($0) }
    if left > 0 { lines.append("    " + Words.more(left)) }
    return "\n" + lines.map { printable($0) + "\n" }.joined()
  }

  /// `esx-01 from 1.0 s to 2.5 s: 1 of 2 paths of 'bond' up, 1 needed [pathLoss] (s3 vio-1:esx-01/vnic0)`.
  private func line(_ moment: Rehearsal.Moment) -> String {
    let paths = moment.paths.map { "\($0.lowest) of \($0.before) paths of '\($0.name)' up, \($0.minAvailable) needed " } ?? ""
    let steps = list(moment.steps.map(name), most: 3, by: ", ", of: "steps")
    return "\(moment.server) from \(seconds(moment.from)) to \(seconds(moment.until)): \(paths)[\(moment.impact.rawValue)] (\(steps))"
  }

  private func name(_ step: Int) -> String { "\(plan.steps[step].id) \(plan.steps[step].appliance):\(plan.steps[step].target)" }

  private func list(_ items: [String], most: Int, by separator: String, of what: String) -> String {
    let (shown, left) = extent.first(most, of: items)
    return shown.joined(separator: separator) + (left > 0 ? " … \(left) more \(what)" : "")
  }

  /// Tenths of seconds below a minute, `12 min 30 s` above.
  private func seconds(_ milliseconds: Int64) -> String {
    if milliseconds < 60_000 { return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" }
    let whole = (milliseconds + 500) / 1000
    return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s")
  }
}
