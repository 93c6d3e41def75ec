internal import Documents

/// The lines of the live block: the appliances with a call under way, and the whole run.
struct RunBlock {
  let tally: RunTally
  /// Since the run began.
  let seconds: Double

  init(_ tally: RunTally, seconds: Double) {
    self.tally = tally
    self.seconds = seconds
  }

  /// As many as fit, none as wide as the terminal, which would wrap it.
  func lines(_ size: TerminalSize) -> [String] {
    let all = tally.underWay
    let most = max(0, size.rows - 3)
    var lines = all.prefix(all.count > most ? max(0, most - 1) : most).map { appliance, share in line(appliance, share) }
    if lines.count < all.count, most > 0 { lines.append("… and \(Words.count(all.count - lines.count, "appliance")) more") }
    return (lines + [summary]).map { String(printable($0).prefix(max(1, size.columns - 1))) }
  }

  private func line(_ appliance: String, _ share: RunTally.Share) -> String {
    let again = share.attempt > 1 ? ", try \(share.attempt)" : ""
    return "\(appliance): \(share.verified) of \(share.all) verified, \(share.underWay) under way\(again)"
  }

  var summary: String {
    let failed = tally.failed == 0 ? "" : ", \(tally.failed) failed"
    let left = tally.secondsLeft.map { ", about \(Self.time($0)) left" } ?? ""
    return "\(tally.done) of \(Words.count(tally.steps, "step")) done\(failed); \(Self.time(seconds))\(left)"
  }

  /// `42 s`, `3 min 5 s`, `2 h 10 min`; a started second counts.
  static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "\(whole) s" }
    if whole < 3_600 { return "\(whole / 60) min" + (whole % 60 == 0 ? "" : " \(whole % 60) s") }
    return "\(whole / 3_600) h" + (whole / 60 % 60 == 0 ? "" : " \(whole / 60 % 60) min")
  }
}
