internal import ArgumentParser
internal import Documents
internal import FabricModel
internal import Planning
internal import Reconciliation

/// Shows where the fabric is no longer what weft left.
struct DriftCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drift", abstract: "Show where the fabric is not what was recorded of it.",
    discussion: """
      Compares what the appliances have with the ledger, in the fields that weft manages, and says what the manifests want. What weft does not \
      own is listed, too, but is no drift.

      Exit codes: 0 no drift, 1 an error, 2 drift.

      Example:
        weft drift -f site
        weft drift -f site --format json
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions
  @OptionGroup var unread: UnreadOptions

  @Option(help: "How to print: text or json.")
  var format: OutputFormat = .text

  func run() async throws { try await format.reporting(site.console, work) }

  private func work() async throws {
    let console = site.console
    var workspace = try await Workspace.open(site, fabric)
    try await workspace.observe(without: unread.without)
    try workspace.interruptions(console).tell()
    let drift = Drift(
      recorded: workspace.site.recorded.fabric, observed: workspace.observations.fabric, desired: try workspace.resolved().desired,
      scope: workspace.site.scope)
    let view = DriftView(drift, workspace.site.unread.sorted())
    console.output(format == .json ? view.json() + "\n" : view.text())
    if drift.isAny { throw Failure(.changes) }
  }
}
