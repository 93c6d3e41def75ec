internal import ArgumentParser
internal import Planning

/// Appliances that are not to be asked.
struct UnreadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Go on without an appliance that can't be read: what is recorded of it stands in for it, and no step goes there. "
        + "May be given several times.",
      valueName: "appliance"))
  var without: [String] = []
}

/// What a plan is about, and what somebody vouches for.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Plan only this and what it needs: esx-01, esx-01/vnic0, profile/esx-01, vio-1, network/prod, vio-1/network/prod. "
        + "May be given several times.",
      valueName: "selector"))
  var target: [String] = []

  @Option(help: ArgumentHelp("Leave this as it is. May be given several times.", valueName: "selector"))
  var exclude: [String] = []

  @Option(
    help: ArgumentHelp(
      "Vouch for it that a server is off, for this run: esx-01=REASON. May be given several times.", valueName: "server=reason"))
  var fenced: [String] = []

  var isEmpty: Bool { target.isEmpty && exclude.isEmpty && fenced.isEmpty }

  func validate() throws {
    var policy = PlanPolicy()
    try apply(to: &policy)
  }

  func apply(to policy: inout PlanPolicy) throws {
    policy.limits = Limits(targets: Selector(target), excludes: Selector(exclude))
    for words in fenced where !policy.fence(words) {
      throw ValidationError("'\(words)' vouches for nothing: write a server and why it is known to be off, such as esx-01='no power'")
    }
  }
}
