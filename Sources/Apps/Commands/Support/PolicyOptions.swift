internal import ArgumentParser
internal import Planning

/// The flags that say what a plan may cost.
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Accept an impact: reboot, outage, each with =SERVER,… if only for those; dataLoss=V-PORT. May be given several times.",
      valueName: "impact"))
  var allow: [String] = []

  @Option(help: ArgumentHelp("How many objects may be deleted; absent means 3, or 5 % of the scope.", valueName: "count"))
  var maxDeletes: Int?

  @Option(
    help: ArgumentHelp(
      "How many servers of a class may be disrupted at once, whatever their maintenance policy says.", valueName: "count"))
  var maxUnavailable: Int?

  @Flag(help: "Manifests that ask for nothing are meant so.")
  var allowEmpty = false

  @Option(
    help: ArgumentHelp(
      "Take over what weft did not make: all, or an address such as esx-01, esx-01/vnic0, network/prod. May be given several times.",
      valueName: "selector"))
  var adopt: [String] = []

  func validate() throws { _ = try policy() }

  func policy() throws -> PlanPolicy {
    var policy = PlanPolicy()
    for words in allow where !policy.allow(words) {
      throw ValidationError("'\(words)' is no impact: write reboot, outage or outage=esx-01, or dataLoss=esx-01/vd0")
    }
    policy.maxDeletes = maxDeletes
    policy.allowsEmpty = allowEmpty
    policy.mayBeUnavailable = maxUnavailable
    policy.adopt = Selector(adopt)
    return policy
  }
}
