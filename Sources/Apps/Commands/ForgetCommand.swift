internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Planning
internal import Reconciliation

/// Lets objects go that weft owns.
struct ForgetCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget", abstract: "Let go of objects that weft owns, without touching what they do.",
    discussion: """
      They stay on the appliances as they are, and are nobody's: the ledger forgets them, and an owner's mark on them is taken away. Their \
      addresses count as taken as long as they are there. What the manifests still ask for, and is as they say, is taken into the ledger again \
      by the next apply. A selector is 'all', or esx-01 (the profile and its v-ports), esx-01/vnic0, network/prod, vio-1 or vio-1/network/prod.

      Exit codes: 0 done, 1 an error or nothing by that name, 4 refused, 5 stopped part-way.

      Example:
        weft forget esx-01 -f site
        weft forget vio-1/network/lab -f site --auto-approve
      """)

  @Argument(help: ArgumentHelp("What to let go.", valueName: "selector"))
  var selectors: [String]

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions
  @OptionGroup var unread: UnreadOptions

  @Flag(help: "Don't ask.")
  var autoApprove = false

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() async throws { try await format.reporting(site.console, work) }

  private func work() async throws {
    var policy = PlanPolicy()
    policy.forget = Selector(selectors)
    let job = try await Job(site, fabric, policy, site.console, without: unread.without)
    var application = Application(
      job: job, policy: policy, autoApprove: autoApprove, format: format, console: site.console, now: try fabric.now())
    application.question = "Let go of what is listed?"
    try await application.run()
    guard format == .text else { return }
    let asked = job.plan.changes.map(\.address).filter(job.desired.contains)
    if let first = asked.first {
      site.console.output(
        "The manifests still ask for \(asked.count) of these, such as \(first): the next apply takes what equals them into the ledger "
          + "again, and what differs needs --adopt.\n")
    }
  }
}

extension Workspace {
  /// That each of the words names something weft owns.
  func requireOwned(_ selector: Selector) throws {
    let recorded = site.recorded.fabric.objects
    let marked = observations.fabric.objects.filter { $0.record.owner == site.scope }
    let unknown = selector.unknown(among: recorded + marked)
    let isNothing = recorded.isEmpty && marked.isEmpty && !selector.isEmpty
    guard !unknown.isEmpty || isNothing else { return }
    let words = unknown.isEmpty ? selector.words.map { ($0, Set<String>()) } : unknown.map { ($0.word, $0.names) }
    throw Failure(
      .error,
      words.map { word, names in
        let meant = nearest(to: word, among: names)
        return Diagnostic(
          "forget.nothing", .error, "weft owns nothing that '\(word)' names in the scope '\(site.scope)'",
          help: meant.map { "did you mean '\($0)'?" })
      })
  }
}
