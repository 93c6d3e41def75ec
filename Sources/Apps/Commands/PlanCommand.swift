internal import ArgumentParser
internal import Documents
internal import Files
internal import Planning
internal import Reconciliation
internal import Simulation

/// Shows the way from what is to what the manifests want.
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "Compare the manifests with the fabric and print what would change.",
    discussion: """
      Nothing is changed. Exit codes: 0 a plan or no changes, 1 an error, 2 changes (with --detailed-exitcode), 4 no plan can be made.

      Example:
        weft plan -f site
        weft plan -f site --out plan.json
        weft plan -f site --format json --detailed-exitcode
        weft plan -f site --format markdown > comment.md
        weft plan -f site --simulate
        weft plan -f site --target esx-01
        weft plan -f site --without vio-2 --fenced esx-01='power is off'
      """)

  @OptionGroup var site: SiteOptions
  @OptionGroup var fabric: FabricOptions
  @OptionGroup var policy: PolicyOptions
  @OptionGroup var unread: UnreadOptions
  @OptionGroup var limits: LimitOptions

  @Option(help: ArgumentHelp("Save the plan for 'weft apply'.", valueName: "file"))
  var out: String?

  @Option(help: "How to print: text, json, or markdown for a comment on a merge request.")
  var format: PlanFormat = .text

  @Flag(help: "Show every change, and every list to its end.")
  var verbose = false

  @Flag(help: "Also tell how long the plan would take, in which calls, and when servers would have the fewest paths.")
  var simulate = false

  @Option(
    help: ArgumentHelp("How long appliances take for a call, for --simulate: in milliseconds, there and back.", valueName: "ms"))
  var callTime: Int64?

  @Flag(help: "Exit with 2 where there are changes.")
  var detailedExitcode = false

  private var extent: Extent { verbose ? .whole : .brief }

  func validate() throws {
    if simulate, format != .text { throw ValidationError("--simulate tells people: it goes with --format text") }
    guard let callTime else { return }
    if !simulate { throw ValidationError("--call-time belongs to --simulate") }
    // Longer ones would outlast the lease of the ledger.
    guard (1...60_000).contains(callTime) else { throw ValidationError("--call-time is between 1 and 60000 ms, not \(callTime)") }
  }

  func run() async throws { try await format.ofProblems.reporting(site.console, work) }

  private func work() async throws {
    let console = site.console
    var workspace = try await Workspace.open(site, fabric)
    try await workspace.observe(without: unread.without)
    try workspace.interruptions(console).tell()
    var policy = try policy.policy()
    try limits.apply(to: &policy)
    let plan = try await workspace.plan(policy, console)
    let json = out != nil || format == .json ? plan.json(sources: workspace.sources) : []
    if let out {
      do {
        try FileAccess.replace(out, with: json + [UInt8(ascii: "\n")])
      } catch {
        throw Failure(.error, id: "output.unwritable", "\(error)")
      }
    }
    switch format {
    case .json: console.output(bytes: json + [UInt8(ascii: "\n")])
    case .markdown: console.output(PlanView(plan, extent: extent).markdown())
    case .text:
      console.output(PlanView(plan, extent: extent).text(color: console.outputHasColor) + ScopeNote(plan).text)
      if simulate { console.output(rehearsal(of: plan, workspace)) }
      if let out, !plan.isEmpty { console.output("Saved. To carry it out: weft apply \(out)\n") }
    }
    if plan.isImpossible { throw Failure(.refused) }
    if detailedExitcode, !plan.changes.isEmpty { throw Failure(.changes) }
  }
}

extension PlanCommand {
  private func rehearsal(of plan: Plan, _ workspace: Workspace) -> String {
    guard !plan.steps.isEmpty else { return "\nRehearsal: there are no steps to carry out.\n" }
    var pace = Rehearsal.Pace()
    if let callTime { pace.callMilliseconds = callTime }
    guard let rehearsal = Rehearsal(of: plan, on: workspace.observations.fabric, pace: pace) else {
      return "\nRehearsal: the plan does not go through as it is.\n"
    }
    return RehearsalView(rehearsal: rehearsal, plan: plan, extent: extent).text()
  }
}

/// How a plan is printed.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case text, json, markdown

  /// How it is said that there is none.
  var ofProblems: OutputFormat { self == .json ? .json : .text }
}

extension Workspace {
  /// The plan; what is wrong with the manifests ends the command, and what is only odd is told.
  func plan(_ policy: PlanPolicy, _ console: Console) async throws -> Plan {
    let plan = await Planner.planConcurrently(site, sources: sources, policy: policy, tool: Version.tool)
    if plan.diagnostics.hasErrors { throw Failure(.error, loaded.diagnostics + plan.diagnostics, sources: sources) }
    let notes = loaded.diagnostics + observations.warnings + plan.diagnostics
    console.error(render(notes.inFileOrder(), sources: sources, color: console.errorHasColor))
    return plan
  }
}

extension Plan {
  /// Whether something stands against it that no flag of `apply` lifts.
  var isImpossible: Bool { blockers.contains { !$0.id.hasPrefix("gate.") } }
}
