internal import ArgumentParser
internal import Planning

/// Takes over what weft did not make.
struct AdoptCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adopt", abstract: "Take over objects that weft did not make, and bring them to what the manifests say.",
    discussion: """
      Nothing else is changed. A selector is 'all' or an address: esx-01 (the profile and its v-ports), esx-01/vnic0, network/prod, vsan/san-a, vio-1 \
      (all that is there), vio-1/network/prod.

      Example:
        weft adopt esx-01 -f site
        weft adopt all -f site --auto-approve
      """)

  @Argument(help: ArgumentHelp("What to take over.", valueName: "selector"))
  var selectors: [String]

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var unread: UnreadOptions

  @Flag(help: "Don't ask.")
  var autoApprove = false

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() async throws { try await format.reporting(site.console, work) }

  private func work() async throws {
    var policy = try policy.policy()
    policy.adopt = Selector(selectors)
    policy.adoptsOnly = true
    let job = try await Job(site, fabric, policy, site.console, without: unread.without)
    guard job.plan.changes.contains(where: { $0.action == .adopt }) else {
      site.console.error("Nothing that \(selectors.joined(separator: ", ")) names is there without being weft's already.\n")
      return
    }
    try await Application(job: job, policy: policy, autoApprove: autoApprove, format: format, console: site.console, now: fabric.now())
      .run()
  }
}
